package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class ComparisonTest {
    private static final Workload WORKLOAD = Workload.of(
                    "load", SevenTaskLoad.class, "a request", "limit", "doge", "futures")
            .within(2.0, "limit")
            .withinBytes(640);
    private static final Pair PAIR = WORKLOAD.pairs().get(0);

    private final List<String> measured = new ArrayList<>();

    private Fork fork(String peer, double... limits) {
        double limit = limits[measured.size() / 3 % limits.length];
        measured.add(peer);
        return new Fork(peer.equals("doge") ? 1.5 * limit : limit, peer.equals("doge") ? 640 : 512);
    }

    private Comparison compare(int forks, double... limits) throws RunnerException {
        return Comparison.of(WORKLOAD, forks, (workload, peer) -> fork(peer, limits));
    }

    @Test
    void peers_take_turns() throws RunnerException {
        Comparison comparison = compare(5, 200);

        assertThat(measured)
                .containsExactlyElementsOf(Stream.generate(() -> Stream.of("limit", "doge", "futures"))
                        .limit(5)
                        .flatMap(turn -> turn)
                        .toList());
        assertThat(comparison.found(PAIR)).contains(new Interval(1.5, 1.5, 1.5));
        assertThat(comparison.verdict(PAIR)).contains(Verdict.MET);
        assertThat(comparison.verdict(WORKLOAD.pairs().get(1))).isEmpty();
    }

    @Test
    void a_restless_start_is_outlived_by_more_forks() throws RunnerException {
        Comparison comparison = compare(5, 400, 400, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200);

        assertThat(comparison.forks("limit")).hasSizeBetween(6, 12);
        assertThat(comparison.verdict(PAIR)).contains(Verdict.MET);
    }

    @Test
    void a_machine_that_stays_restless_is_told_nothing() throws RunnerException {
        Comparison comparison = compare(5, 200, 400);

        assertThat(comparison.forks("limit")).hasSize(Comparison.MOST_FORKS);
        assertThat(comparison.found(PAIR)).isEmpty();
        assertThat(comparison.verdict(PAIR)).isEmpty();
        assertThat(new Report("restless", List.of(comparison)).toMarkdown()).contains("refused");
    }

    @Test
    void what_is_measured_briefly_is_not_judged_by_its_times_and_is_by_its_counts() throws RunnerException {
        Comparison comparison = Comparison.quick(WORKLOAD.narrowed(), 1, (workload, peer) -> fork(peer, 200));

        assertThat(measured).containsExactly("limit", "doge");
        assertThat(comparison.verdict(PAIR)).contains(Verdict.NOT_DECIDED);
        assertThat(comparison.bytesVerdict()).contains(Verdict.MET);
    }

    @Test
    void reports_say_what_was_found_and_judge_the_hungriest_fork() throws RunnerException {
        Comparison lean = compare(5, 200);
        Comparison hungry = new Comparison(
                WORKLOAD,
                Map.of(
                        "limit", List.of(new Fork(200, 512)),
                        "doge", List.of(new Fork(300, 641)),
                        "futures", List.of(new Fork(300, 900))),
                false);

        assertThat(new Report("lean", List.of(lean)).toMarkdown())
                .contains("| doge / limit | 1.500 [1.500, 1.500] | 2.0 | met |")
                .contains("| doge | 300.0 | 640 |")
                .contains("640, budget 640: met");
        assertThat(new Report("hungry", List.of(lean, hungry)).toMarkdown()).contains("641, budget 640: failed");
        assertThat(new Report("lean", List.of(lean)).toJson())
                .contains(
                        "\"median\": 1.5000, \"low\": 1.5000, \"high\": 1.5000, \"budget\": 2.0, \"verdict\": \"met\"");
    }

    @Test
    void a_workload_without_Doge_among_its_peers_is_reported_too() throws RunnerException {
        Comparison features = Comparison.quick(
                Workload.of("features", FeatureLoad.class, "a request", "plain", "listener")
                        .beside("plain"),
                1,
                (workload, peer) -> new Fork(100, 10));

        assertThat(new Report("features", List.of(features)).toJson())
                .contains("\"mostBytes\": null")
                .doesNotContain("NaN");
    }

    @Test
    void the_page_needs_nothing_beside_itself() throws RunnerException, IOException {
        String page = new Report("a <title>", List.of(compare(5, 200))).toHtml();

        assertThat(page)
                .contains("uPlot", "\"name\": \"load\"", "a \\u003ctitle>")
                .doesNotContain("/*uplot", "/*report", "<link", "src=\"");
    }
}
