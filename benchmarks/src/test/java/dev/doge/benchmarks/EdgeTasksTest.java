package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.benchmarks.EdgeTasks.Letter;
import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EdgeTasksTest {
    private static final long USER = 7;
    private static final long PAGE = 7 + ((7 + 1) + (7 + 2)) + (7 + 2) * (7 + 3);

    private final DogeExecutor doge = DogeExecutor.create();

    @AfterEach
    void close() {
        doge.close();
    }

    private void yields(Request<Letter> request, long x) {
        assertThat(doge.run(request)).isEqualTo(new Letter(x));
    }

    @Test
    void each_way_to_need_the_page_yields_a_letter() {
        yields(EdgeTasks_PlainGraph.of(new EdgeTasks.Plain()).letter(USER), PAGE);
        yields(EdgeTasks_OfOutcomeGraph.of(new EdgeTasks.OfOutcome()).letter(USER), PAGE);
        assertThat(doge.run(EdgeTasks_ConditionalGraph.of(new EdgeTasks.Conditional())
                        .letter(USER)))
                .contains(new Letter(PAGE));
        yields(EdgeTasks_RescuedGraph.of(new EdgeTasks.Rescued()).letter(USER), PAGE);
        yields(EdgeTasks_LaterGraph.of(new EdgeTasks.Later()).letter(USER), USER);
        yields(EdgeTasks_SpreadGraph.of(new EdgeTasks.Spread()).letter(USER), PAGE);
        yields(EdgeTasks_BoundGraph.of(new EdgeTasks.Bound()).letter(USER), PAGE + USER);
        yields(EdgeTasks_PostponedGraph.of(new EdgeTasks.Postponed()).letter(USER), PAGE);
        yields(EdgeTasks_DemandingGraph.of(new EdgeTasks.Demanding()).letter(USER), PAGE + USER);
        yields(EdgeTasks_InContextGraph.of(new EdgeTasks.InContext()).letter(USER), PAGE);
        yields(EdgeTasks_PerRunGraph.of(new EdgeTasks.PerRun()).letter(USER), PAGE);
    }
}
