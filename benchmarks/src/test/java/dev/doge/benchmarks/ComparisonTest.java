package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class ComparisonTest {
    private static final Pair PAIR =
            Pair.of(SevenTaskLoad.class, "doge", "limit").within(2.0);

    private final List<String> measured = new ArrayList<>();

    private Comparison compare(int forks, double... limits) throws RunnerException {
        return Comparison.of(PAIR, forks, (workload, peer) -> {
            double limit = limits[measured.size() / 2 % limits.length];
            measured.add(peer);
            return new Fork(peer.equals("doge") ? 1.5 * limit : limit, peer.equals("doge") ? 640 : 512);
        });
    }

    @Test
    void sides_take_turns() throws RunnerException {
        Comparison comparison = compare(5, 200);

        assertThat(measured)
                .containsExactly("limit", "doge", "limit", "doge", "limit", "doge", "limit", "doge", "limit", "doge");
        assertThat(comparison.ratios()).contains(new Ratios(1.5, 1.5, 1.5));
        assertThat(comparison.verdict()).contains(Verdict.MET);
    }

    @Test
    void a_restless_start_is_outlived_by_more_forks() throws RunnerException {
        Comparison comparison = compare(5, 400, 400, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200);

        assertThat(comparison.baseline()).hasSizeBetween(6, 12);
        assertThat(comparison.verdict()).contains(Verdict.MET);
    }

    @Test
    void a_machine_that_stays_restless_is_told_nothing() throws RunnerException {
        Comparison comparison = compare(5, 200, 400);

        assertThat(comparison.baseline()).hasSize(Comparison.MOST_FORKS);
        assertThat(comparison.ratios()).isEmpty();
        assertThat(comparison.verdict()).isEmpty();
        assertThat(new Report("restless", List.of(comparison)).toMarkdown()).contains("refused");
    }

    @Test
    void reports_say_what_was_found_and_judge_the_hungriest_fork() throws RunnerException {
        Comparison lean = compare(5, 200);
        Comparison hungry = new Comparison(PAIR, List.of(new Fork(300, 701)), List.of(new Fork(200, 512)));

        assertThat(new Report("lean", List.of(lean)).toMarkdown())
                .contains(
                        "| SevenTaskLoad: doge / limit | 1.500 [1.500, 1.500] | 2.0 | met | 5 | 1.00 | 300 | 200 | 640 |")
                .contains("640, budget 700: met");
        assertThat(new Report("hungry", List.of(lean, hungry)).toMarkdown()).contains("701, budget 700: failed");
        assertThat(new Report("lean", List.of(lean)).toJson())
                .contains(
                        "\"median\": 1.5000, \"low\": 1.5000, \"high\": 1.5000, \"budget\": 2.0, \"verdict\": \"met\"");
    }
}
