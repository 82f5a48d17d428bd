package dev.doge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.doge.runtime.generated.Calls;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies that are given by number are called as those that are given one by one. */
@Tag("3.2")
class NumberedBodiesTest {
    private static final TaskId<String> VALUE = TestGraph.task("value");
    private static final TaskId<String> STAGE = TestGraph.task("stage");
    private static final TaskId<Void> ACTION = TestGraph.task("action");
    private static final TaskId<Void> ASYNC = TestGraph.task("async");
    private static final TaskId<String> LAST = TestGraph.task("last");
    private static final TaskId<String> BROKEN = TestGraph.task("broken");

    private final DogeExecutor executor = DogeExecutor.builder().parallelism(2).build();
    private final List<String> ran = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        executor.close();
    }

    @Test
    void each_kind_of_body_is_called_by_its_number() {
        Calls<TestGraph> calls = (graph, number, in) -> switch (number) {
            case 0 -> "v";
            case 1 -> CompletableFuture.completedFuture(in.get(VALUE) + "s");
            case 2 -> {
                ran.add("action " + in.get(STAGE));
                yield null;
            }
            case 3 -> {
                ran.add("async");
                yield CompletableFuture.completedFuture(null);
            }
            default -> throw new IllegalArgumentException("number " + number);
        };
        Calls<TestGraph> more = (graph, number, in) -> in.get(STAGE) + number;
        TestGraph graph = TestGraph.of(plan -> {
            plan.calls(calls);
            plan.value(VALUE, 0);
            plan.stage(STAGE, 1).needs(VALUE);
            plan.action(ACTION, 2).needs(STAGE);
            plan.asyncAction(ASYNC, 3).after(ACTION);
            plan.calls(more);
            plan.value(LAST, 4).needs(STAGE).after(ASYNC);
        });

        assertThat(executor.run(graph.request(LAST))).isEqualTo("vs4");
        assertThat(ran).containsExactly("action vs", "async");
    }

    @Test
    void a_fallback_is_called_by_its_number_for_failures_of_its_type() {
        Calls<TestGraph> calls = (graph, number, in) -> switch (number) {
            case 0 -> throw new IOException("disk");
            case 1 -> "rescued from " + in.failure(IOException.class).getMessage();
            default ->
                CompletableFuture.completedFuture("stage after " + in.failure().getMessage());
        };

        TestGraph narrow = TestGraph.of(plan -> {
            plan.calls(calls);
            plan.value(BROKEN, 0).fallback(IOException.class, 1);
        });
        assertThat(executor.run(narrow.request(BROKEN))).isEqualTo("rescued from disk");

        TestGraph stage = TestGraph.of(plan -> {
            plan.calls(calls);
            plan.value(BROKEN, 0).fallbackStage(Throwable.class, 2);
        });
        assertThat(executor.run(stage.request(BROKEN))).isEqualTo("stage after disk");

        TestGraph other = TestGraph.of(plan -> {
            plan.calls(calls);
            plan.value(BROKEN, 0).fallback(IllegalStateException.class, 1);
        });
        assertThat(catchThrowableOfType(TaskFailedException.class, () -> executor.run(other.request(BROKEN))))
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void a_number_that_means_nothing_is_refused() {
        assertThatThrownBy(() -> TestGraph.of(plan -> plan.value(VALUE, 0)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("calls(...)");
    }
}
