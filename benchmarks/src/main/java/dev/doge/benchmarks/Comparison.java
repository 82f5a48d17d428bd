package dev.doge.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The forks of a pair.
 *
 * @param pair what is compared
 * @param measured the forks of the one
 * @param baseline the forks of the other, each run just before its counterpart
 */
record Comparison(Pair pair, List<Fork> measured, List<Fork> baseline) {
    static final int FEWEST_FORKS = 5;
    static final int MOST_FORKS = 15;

    /** Beyond this the machine is too restless to compare anything on it. */
    private static final double STEADY = 1.3;

    Comparison {
        measured = List.copyOf(measured);
        baseline = List.copyOf(baseline);
    }

    /** Runs forks in turn: at least as many a side as asked for, and more while the baseline is not steady. */
    static Comparison of(Pair pair, int forks, Fork.Measuring measuring) throws RunnerException {
        List<Fork> measured = new ArrayList<>();
        List<Fork> baseline = new ArrayList<>();
        while (baseline.size() < forks || (!isSteady(baseline) && baseline.size() < MOST_FORKS)) {
            baseline.add(measuring.measure(pair, pair.baseline()));
            measured.add(measuring.measure(pair, pair.measured()));
        }
        return new Comparison(pair, measured, baseline);
    }

    private static boolean isSteady(List<Fork> forks) {
        return Ratios.spread(Fork.nanos(forks)) <= STEADY;
    }

    double spread() {
        return Ratios.spread(Fork.nanos(baseline));
    }

    /** Returns nothing if the baseline never became steady. */
    Optional<Ratios> ratios() {
        return isSteady(baseline)
                ? Optional.of(Ratios.of(Fork.nanos(measured), Fork.nanos(baseline)))
                : Optional.empty();
    }

    /** Returns nothing if there is no budget, or nothing to judge it by. */
    Optional<Verdict> verdict() {
        OptionalDouble budget = pair.budget();
        return budget.isEmpty() ? Optional.empty() : ratios().map(ratios -> Verdict.of(ratios, budget.getAsDouble()));
    }
}
