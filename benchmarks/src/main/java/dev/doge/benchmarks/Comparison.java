package dev.doge.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.openjdk.jmh.runner.RunnerException;

/**
 * The forks of a workload: as many of each peer, taken in turn.
 *
 * @param workload what is compared
 * @param forks the forks of each peer
 * @param hasty whether they measured so briefly that no time is to be judged
 */
record Comparison(Workload workload, Map<String, List<Fork>> forks, boolean hasty) {
    static final int FEWEST_FORKS = 5;
    static final int MOST_FORKS = 15;

    /** Beyond this the machine is too restless to compare anything on it. */
    private static final double STEADY = 1.3;

    /** Runs forks in turn: at least as many of each peer as asked for, and more while the baseline is not steady. */
    static Comparison of(Workload workload, int forks, Fork.Measuring measuring) throws RunnerException {
        Map<String, List<Fork>> all = new LinkedHashMap<>();
        workload.peers().forEach(peer -> all.put(peer, new ArrayList<>()));
        List<Fork> baseline = all.getOrDefault(workload.baseline(), List.of());
        int fewest = Math.max(forks, workload.starts());
        while (baseline.size() < fewest || (!isSteady(baseline) && baseline.size() < MOST_FORKS)) {
            for (Map.Entry<String, List<Fork>> peer : all.entrySet()) {
                peer.getValue().add(measuring.measure(workload, peer.getKey()));
            }
        }
        return new Comparison(workload, all, false);
    }

    /** Runs a few short forks in turn: enough for what is counted, too few to judge times. */
    static Comparison quick(Workload workload, int forks, Fork.Measuring measuring) throws RunnerException {
        Map<String, List<Fork>> all = new LinkedHashMap<>();
        for (int i = 0; i < forks; i++) {
            for (String peer : workload.peers()) {
                all.computeIfAbsent(peer, ignored -> new ArrayList<>()).add(measuring.measure(workload, peer));
            }
        }
        return new Comparison(workload, all, true);
    }

    private static boolean isSteady(List<Fork> forks) {
        return Interval.spread(Fork.nanos(forks)) <= STEADY;
    }

    List<Fork> forks(String peer) {
        return forks.getOrDefault(peer, List.of());
    }

    double spread() {
        return Interval.spread(Fork.nanos(forks(workload.baseline())));
    }

    /** Returns nothing if the baseline never became steady. */
    Optional<Interval> found(Pair pair) {
        return hasty || isSteady(forks(workload.baseline()))
                ? Optional.of(pair.by().of(Fork.nanos(forks(pair.measured())), Fork.nanos(forks(pair.baseline()))))
                : Optional.empty();
    }

    /** Returns nothing if there is no budget, or nothing to judge it by. What was measured in haste is not decided, budget or not. */
    Optional<Verdict> verdict(Pair pair) {
        if (hasty) {
            return Optional.of(Verdict.NOT_DECIDED);
        }
        OptionalDouble budget = pair.budget();
        return budget.isEmpty()
                ? Optional.empty()
                : found(pair).map(interval -> Verdict.of(interval, budget.getAsDouble()));
    }

    /** Judges the hungriest fork of Doge: what is counted needs no interval. */
    Optional<Verdict> bytesVerdict() {
        OptionalDouble most = mostBytes();
        OptionalDouble budget = workload.bytes();
        return most.isEmpty() || budget.isEmpty()
                ? Optional.empty()
                : Optional.of(most.getAsDouble() <= budget.getAsDouble() ? Verdict.MET : Verdict.FAILED);
    }

    /** Returns what the hungriest fork of Doge allocated per operation; nothing if Doge has none under that name. */
    OptionalDouble mostBytes() {
        return forks(Workload.DOGE).stream()
                .mapToDouble(Fork::bytes)
                .filter(bytes -> !Double.isNaN(bytes))
                .max();
    }
}
