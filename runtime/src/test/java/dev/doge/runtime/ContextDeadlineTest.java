package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.generated.In;
import dev.doge.runtime.generated.InputId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which deadline a body sees. */
@Timeout(20)
@SuppressWarnings("NullAway") // a null where none may be fails the test
class ContextDeadlineTest {
    private static final InputId<Integer> N = input("n");
    private static final TaskId<String> WORK = task("work");
    private static final TaskId<String> PAGE = task("page");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(4).build();
    private final CountDownLatch started = new CountDownLatch(1);
    private final AtomicReference<TaskContext> context = new AtomicReference<>();
    private final CompletableFuture<String> stage = new CompletableFuture<>();

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    /** What all bodies here do: they show their context, and go on until {@link #stage} has ended. */
    private CompletableFuture<String> work(In in) {
        context.set(in.context());
        started.countDown();
        return stage;
    }

    @Test
    @Tag("R11")
    @Tag("B9")
    void a_body_sees_no_deadline_of_those_who_wait_for_something_else() throws InterruptedException {
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(WORK, (it, in) -> work(in)).key(N).context();
            plan.stage(PAGE, (it, in) -> stage).key(N);
        });
        Instant before = Instant.now();
        RunOptions minute = RunOptions.defaults().deadline(Duration.ofMinutes(1));

        CompletableFuture<String> limited = doge.submit(graph.request(WORK, 1), minute);
        CompletableFuture<String> beside = doge.submit(graph.request(PAGE, 1));
        started.await();
        assertThat(context.get().deadline())
                .hasValueSatisfying(limit -> assertThat(limit).isBetween(before, before.plusSeconds(600)));
        stage.complete("done");
        assertThat(limited.join()).isEqualTo(beside.join());
    }

    @Test
    @Tag("R11")
    @Tag("B9")
    void a_body_that_a_body_has_asked_for_sees_the_limit_of_that_one() throws InterruptedException {
        RunOptions hour = RunOptions.defaults().deadline(Duration.ofHours(1));
        TestGraph inner =
                TestGraph.of(plan -> plan.stage(WORK, (it, in) -> work(in)).context());
        TestGraph graph = TestGraph.of(plan -> plan.value(PAGE, (it, in) -> doge.<String>run(inner.request(WORK), hour))
                .key(N));
        Instant before = Instant.now();

        CompletableFuture<String> limited =
                doge.submit(graph.request(PAGE, 1), RunOptions.defaults().deadline(Duration.ofMinutes(1)));
        started.await();
        assertThat(context.get().deadline())
                .hasValueSatisfying(limit -> assertThat(limit).isBetween(before, before.plusSeconds(600)));
        stage.complete("done");
        assertThat(limited.join()).isEqualTo("done");
    }

    @Test
    @Tag("R11")
    @Tag("B9")
    void a_body_sees_the_latest_deadline_of_those_who_wait() throws InterruptedException {
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(WORK, (it, in) -> work(in)).context();
            plan.value(PAGE, (it, in) -> in.get(WORK)).key(N).needs(WORK);
        });
        Instant before = Instant.now();
        RunOptions minute = RunOptions.defaults().deadline(Duration.ofMinutes(1));
        RunOptions hour = RunOptions.defaults().deadline(Duration.ofHours(1));

        CompletableFuture<String> shorter = doge.submit(graph.request(PAGE, 1), minute);
        started.await();
        assertThat(context.get().deadline())
                .hasValueSatisfying(limit -> assertThat(limit).isBetween(before, before.plusSeconds(600)));
        CompletableFuture<String> longer = doge.submit(graph.request(PAGE, 2), hour);
        assertThat(context.get().deadline())
                .hasValueSatisfying(limit -> assertThat(limit).isAfter(before.plusSeconds(600)));
        longer.cancel(true);
        assertThat(context.get().deadline())
                .hasValueSatisfying(limit -> assertThat(limit).isBefore(before.plusSeconds(600)));
        CompletableFuture<String> without = doge.submit(graph.request(WORK));
        assertThat(context.get().deadline()).isEqualTo(Optional.empty());
        stage.complete("done");
        assertThat(without.join()).isEqualTo("done");
        assertThat(shorter.join()).isEqualTo("done");
    }
}
