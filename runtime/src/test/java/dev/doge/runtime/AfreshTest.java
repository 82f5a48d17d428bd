package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request meets whose work has failed, was cancelled, or lies in a queue. */
@Timeout(20)
class AfreshTest {
    private static final TaskId<String> WORK = task("work");
    private static final TaskId<String> PAGE = task("page");
    private static final TaskId<String> OTHER = task("other");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(2).build();
    private final CountDownLatch started = new CountDownLatch(1);
    private final AtomicInteger computations = new AtomicInteger();

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    @Test
    @Tag("R7")
    void who_is_told_of_a_failure_and_asks_again_starts_afresh() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            AtomicInteger calls = new AtomicInteger();
            CompletableFuture<String> first = new CompletableFuture<>();
            CountDownLatch asked = new CountDownLatch(1);
            TestGraph graph = TestGraph.of(plan -> {
                plan.stage(WORK, (it, in) -> {
                    asked.countDown();
                    return calls.incrementAndGet() == 1 ? first : CompletableFuture.completedFuture("afresh");
                });
                plan.value(PAGE, (it, in) -> in.get(WORK)).needs(WORK);
            });

            List<CompletableFuture<String>> again = new ArrayList<>();
            for (int waiter = 0; waiter < 4; waiter++) {
                again.add(doge.submit(graph.request(waiter % 2 == 0 ? PAGE : WORK))
                        .exceptionallyCompose(thrown -> doge.submit(graph.request(PAGE))));
            }
            asked.await();
            first.completeExceptionally(new IOException("first"));

            assertThat(again).allSatisfy(next -> assertThat(next.join()).isEqualTo("afresh"));
        }
    }

    @Test
    @Tag("R7")
    void who_is_told_that_it_was_cancelled_and_asks_again_starts_afresh() throws InterruptedException {
        List<CompletableFuture<String>> stages = Collections.synchronizedList(new ArrayList<>());
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(WORK, (it, in) -> {
                CompletableFuture<String> stage = new CompletableFuture<>();
                stages.add(stage);
                started.countDown();
                return stages.size() == 1 ? stage : CompletableFuture.completedFuture("afresh");
            });
            plan.value(PAGE, (it, in) -> in.get(WORK)).needs(WORK);
        });

        CompletableFuture<String> first = doge.submit(graph.request(PAGE));
        CompletableFuture<String> again = first.exceptionallyCompose(thrown -> doge.submit(graph.request(PAGE)));
        started.await();
        first.cancel(false);
        assertThat(again.join()).isEqualTo("afresh");
        stages.get(0).complete("late");
        assertThat(stages).hasSize(2);
    }

    @Test
    @Tag("R8")
    void what_lies_in_a_queue_when_nobody_wants_it_any_more_never_starts() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(WORK, (it, in) -> {
                started.countDown();
                held.await();
                return "work";
            });
            plan.value(PAGE, (it, in) -> {
                computations.incrementAndGet();
                return "page";
            });
            plan.value(OTHER, (it, in) -> in.get(PAGE)).needs(PAGE);
        });
        DogeExecutor one = DogeExecutor.builder().parallelism(1).build();

        CompletableFuture<String> occupies = one.submit(graph.request(WORK));
        started.await();
        CompletableFuture<String> waits = one.submit(graph.request(OTHER));
        waits.cancel(false);
        held.countDown();

        assertThat(occupies.join()).isEqualTo("work");
        assertThat(one.close(Duration.ofSeconds(10)).stillRunning()).isEmpty();
        assertThat(computations).hasValue(0);
    }

    @Test
    @Tag("R8")
    void a_real_error_beats_the_cancellations_that_it_brings_about() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        CountDownLatch interrupted = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(WORK, (it, in) -> {
                both.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw new CancellationException("stopped");
                }
                return "never";
            });
            plan.value(PAGE, (it, in) -> {
                both.countDown();
                both.await();
                throw new IOException("real");
            });
            plan.value(OTHER, (it, in) -> in.get(WORK) + in.get(PAGE)).needs(WORK, PAGE);
        });

        TaskFailedException failed =
                catchThrowableOfType(TaskFailedException.class, () -> doge.run(graph.request(OTHER)));
        interrupted.await();
        assertThat(failed.rootCauses()).hasSize(1).first().isInstanceOf(IOException.class);
        assertThatThrownBy(() -> doge.runAll(List.of(graph.request(WORK), graph.request(PAGE))))
                .isInstanceOf(TaskFailedException.class)
                .hasRootCauseMessage("real");
    }
}
