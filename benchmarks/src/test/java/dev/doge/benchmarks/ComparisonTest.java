package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.benchmarks.counts.Count;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.codehaus.jackson.JsonNode;
import org.codehaus.jackson.map.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.RunnerException;

class ComparisonTest {
    private static final Workload WORKLOAD = Workload.of(
                    "load", SevenTaskLoad.class, "a request", "limit", "doge", "futures")
            .within(2.0, "limit")
            .withinBytes(640);
    private static final Table.Drawn DRAWN = new Table.Drawn("tasks", "run");
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
        Report report = new Report("briefly", List.of(comparison));
        assertThat(report.toMarkdown())
                .contains("Measured briefly: no time is judged.", "| doge / limit | 1.500 | 2 | not decided |")
                .doesNotContain("[");
        assertThat(report.toJson())
                .contains("\"briefly\": true", "\"median\": 1.5000")
                .doesNotContain("\"low\"", "\"high\"");
    }

    @Test
    void without_a_budget_what_is_measured_briefly_is_not_decided_either() throws RunnerException {
        Comparison comparison = Comparison.quick(WORKLOAD, 1, (workload, peer) -> fork(peer, 200));

        assertThat(WORKLOAD.pairs())
                .allSatisfy(pair -> assertThat(comparison.verdict(pair)).contains(Verdict.NOT_DECIDED));
    }

    @Test
    void budgets_whose_peers_are_not_there_are_reported_as_not_compared() throws RunnerException {
        Workload narrowed = WORKLOAD.within(0.6, "futures").narrowed();
        Report report =
                new Report("narrowed", List.of(Comparison.of(narrowed, 5, (workload, peer) -> new Fork(200, 512))));

        assertThat(report.toMarkdown())
                .contains("| doge / limit | 1.000 [1.000, 1.000] | 2 | met |")
                .contains("| doge / futures | not compared | 0.6 | |");
        assertThat(report.toJson()).contains("\"leftOut\": [{\"pair\": \"doge / futures\", \"budget\": \"0.6\"}]");
    }

    @Test
    void a_time_by_itself_has_a_budget_in_nanoseconds() throws RunnerException {
        Workload million = Workload.of("million", SevenTaskLoad.class, "a graph", "limit", "doge")
                .differing()
                .withinNanosItself(5e8, "doge");
        Comparison slow = Comparison.of(million, 5, (workload, peer) -> new Fork(612_345_678, Double.NaN));

        assertThat(new Report("slow", List.of(slow)).toMarkdown())
                .contains("| doge | 612,345,678 [612,345,678, 612,345,678] ns | 500,000,000 ns | failed |")
                .contains("| doge | 612,345,678.0 |  |");
    }

    @Test
    void a_peer_that_is_compared_with_nothing_has_no_empty_table() throws RunnerException {
        Comparison alone = Comparison.quick(
                Workload.of("edges", EdgeLoad.class, "a request", "plain"), 1, (workload, peer) -> new Fork(100, 10));
        Comparison bare = new Comparison(alone.workload().differing(), alone.forks(), true);

        assertThat(new Report("alone", List.of(bare)).toMarkdown())
                .contains("| plain | 100.0 | 10 |")
                .doesNotContain("| pair |");
    }

    @Test
    void as_many_forks_are_started_as_a_workload_takes() throws RunnerException {
        Comparison comparison =
                Comparison.of(WORKLOAD.startedTimes(20), 5, (workload, peer) -> new Fork(200, Double.NaN));

        assertThat(comparison.forks("limit")).hasSize(20);
        assertThat(comparison.bytesVerdict()).isEmpty();
    }

    @Test
    void programs_can_read_all_of_it() throws RunnerException, IOException {
        Comparison full = compare(5, 200);
        Comparison cold = Comparison.quick(
                WORKLOAD.within(0.6, "futures").narrowed(), 1, (workload, peer) -> new Fork(1e9, Double.NaN));
        Comparison restless = compare(5, 200, 900);
        Table table =
                new Table("growth", "bytes a task", DRAWN, List.of("tasks", "run"), List.of(List.of("1,000", "2.5")));
        Counts counts = new Counts("load", Map.of(Count.ATOMICS, 15.0), Map.of(Count.ATOMICS, 97L));

        JsonNode read = new ObjectMapper()
                .readTree(new Report("all", List.of(full, cold, restless), List.of(table), List.of(counts)).toJson());

        assertThat(read.path("workloads")).hasSize(3);
        assertThat(read.path("workloads")
                        .path(1)
                        .path("peers")
                        .path("doge")
                        .path("bytes")
                        .path(0)
                        .isNull())
                .isTrue();
        assertThat(read.path("tables").path(0).path("rows").path(0).path(0).getTextValue())
                .isEqualTo("1,000");
        assertThat(read.path("counts").path(0).path("counts").path("atomics").getDoubleValue())
                .isEqualTo(15);
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
                .contains("| doge / limit | 1.500 [1.500, 1.500] | 2 | met |")
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
