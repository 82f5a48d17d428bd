package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.generated.InputId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an executor ends. */
@Timeout(60)
@Tag("R17")
class ClosingTest {
    private static final InputId<Integer> ID = input("id");
    private static final TaskId<Integer> FIRST = task("first");
    private static final TaskId<Integer> SECOND = task("second");
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration NONE = Duration.ZERO;

    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch held = new CountDownLatch(1);
    private final AtomicReference<@Nullable Thread> worker = new AtomicReference<>();

    /** The first task runs until it is let go; it does not hear interrupts. */
    private final TestGraph graph = TestGraph.of(plan -> {
        plan.value(FIRST, (g, in) -> {
                    worker.set(Thread.currentThread());
                    started.countDown();
                    awaitRegardless(held);
                    return in.get(ID);
                })
                .key(ID);
        plan.value(SECOND, (g, in) -> in.get(FIRST) + 1).key(ID).needs(FIRST);
    });

    /** Waits and does not hear interrupts. */
    private static void awaitRegardless(CountDownLatch latch) {
        boolean open = false;
        while (!open) {
            try {
                latch.await();
                open = true;
            } catch (InterruptedException e) {
                // ignored on purpose
            }
        }
    }

    private CompletableFuture<Integer> submit(DogeExecutor doge) throws InterruptedException {
        CompletableFuture<Integer> run = doge.submit(graph.request(SECOND, 1));
        started.await();
        return run;
    }

    @Test
    @Tag("R13")
    void what_a_pool_that_somebody_has_shut_down_does_not_take_fails() throws Exception {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        TestGraph staged = TestGraph.of(plan -> {
            plan.stage(FIRST, (g, in) -> {
                        started.countDown();
                        return stage;
                    })
                    .key(ID);
            plan.value(SECOND, (g, in) -> in.get(FIRST) + 1).key(ID).needs(FIRST);
        });
        ForkJoinPool pool = new ForkJoinPool(1);
        try (DogeExecutor doge = DogeExecutor.builder().pool(pool).build()) {
            CompletableFuture<Integer> run = doge.submit(staged.request(SECOND, 1));
            started.await();
            pool.shutdown();
            assertThat(pool.awaitTermination(15, TimeUnit.SECONDS)).isTrue();
            stage.complete(1);

            assertThatThrownBy(() -> run.get(15, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(TaskFailedException.class)
                    .hasMessageContaining("second(id=1) failed: RejectedExecutionException: the pool");
            assertThatThrownBy(() -> doge.run(staged.request(SECOND, 2)))
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessage("the pool of the executor is shut down: second(id=2) was not started");
            assertThatThrownBy(() -> doge.submit(staged.request(SECOND, 2)))
                    .isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    @Tag("R13")
    void what_a_body_demands_of_a_pool_that_is_being_shut_down_is_still_there() throws Exception {
        CountDownLatch shut = new CountDownLatch(1);
        ForkJoinPool pool = new ForkJoinPool(1);
        try (DogeExecutor doge = DogeExecutor.builder().pool(pool).build()) {
            TestGraph nesting = TestGraph.of(plan -> {
                plan.value(FIRST, (g, in) -> in.get(ID)).key(ID);
                plan.value(SECOND, (g, in) -> {
                            started.countDown();
                            shut.await();
                            return doge.<Integer>run(g.request(FIRST, in.get(ID))) + 1;
                        })
                        .key(ID);
            });
            CompletableFuture<Integer> run = doge.submit(nesting.request(SECOND, 1));
            started.await();
            pool.shutdown();
            shut.countDown();

            assertThat(run.get(15, TimeUnit.SECONDS)).isEqualTo(2);
        }
    }

    @Test
    @Tag("R13")
    void what_a_pool_does_not_take_overflows_nothing() throws Exception {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        int tasks = 20_000;
        ForkJoinPool pool = new ForkJoinPool(1);
        try (DogeExecutor doge = DogeExecutor.builder().pool(pool).build()) {
            TaskGraphBuilder builder = TaskGraphBuilder.create();
            TaskRef<Integer> last = builder.addAsync(0, () -> {
                started.countDown();
                return stage;
            });
            for (int i = 1; i < tasks; i++) {
                last = builder.add(i, last, value -> value + 1);
                builder.options(last, TaskOptions.<Integer>defaults().fallback(thrown -> 0));
            }
            CompletableFuture<Integer> run = doge.submit(builder.build().request(last));
            started.await();
            pool.shutdown();
            assertThat(pool.awaitTermination(15, TimeUnit.SECONDS)).isTrue();
            stage.complete(1);

            assertThatThrownBy(() -> run.get(15, TimeUnit.SECONDS)).hasCauseInstanceOf(TaskFailedException.class);
        }
    }

    @Test
    void what_is_submitted_after_the_close_is_refused_with_a_clear_message() {
        DogeExecutor doge = DogeExecutor.create();
        doge.close();

        Request<Integer> request = graph.request(SECOND, 1);
        assertThatThrownBy(() -> doge.run(request))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessage("the executor is closed: second(id=1) was not started");
        assertThatThrownBy(() -> doge.submit(request)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> doge.start(request)).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> doge.runAll(List.of(request))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void work_under_way_is_finished_within_the_grace_period() throws Exception {
        DogeExecutor doge = DogeExecutor.create();
        CompletableFuture<Integer> run = submit(doge);
        CompletableFuture<CloseReport> closing = CompletableFuture.supplyAsync(() -> doge.close(LONG));
        awaitRefusal(doge);
        held.countDown();

        CloseReport report = closing.get(30, TimeUnit.SECONDS);
        assertThat(run).isCompletedWithValue(2);
        assertThat(report.cancelled()).isEmpty();
        assertThat(report.stillRunning()).isEmpty();
    }

    private void awaitRefusal(DogeExecutor doge) {
        TestGraph other = TestGraph.of(plan -> plan.value(FIRST, (g, in) -> 0));
        while (true) {
            try {
                doge.submit(other.request(FIRST)).join();
            } catch (RejectedExecutionException e) {
                return;
            }
        }
    }

    @Test
    void when_the_grace_is_over_runs_are_cancelled_and_bodies_that_go_on_are_named() throws Exception {
        DogeExecutor doge = DogeExecutor.create();
        CompletableFuture<Integer> run = submit(doge);

        CloseReport report = doge.close(NONE);

        assertThatThrownBy(run::join).isInstanceOf(CancellationException.class);
        assertThat(report.cancelled()).<Object>map(Object::toString).containsExactly("second(id=1)");
        assertThat(report.stillRunning()).<Object>map(Object::toString).containsExactly("first(id=1)");
        held.countDown();
        Thread thread = worker.get();
        assertThat(thread).isNotNull();
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void no_thread_is_left_behind() throws Exception {
        DogeExecutor doge = DogeExecutor.create();
        CompletableFuture<Integer> run = submit(doge);
        held.countDown();
        run.get(30, TimeUnit.SECONDS);
        Thread thread = worker.get();
        assertThat(thread).isNotNull();

        CloseReport report = doge.close(LONG);

        assertThat(report.stillRunning()).isEmpty();
        thread.join(30_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void a_body_that_waits_is_interrupted_when_the_grace_is_over() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        TestGraph waiting = TestGraph.of(plan -> plan.value(FIRST, (g, in) -> {
            started.countDown();
            try {
                held.await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return 0;
        }));
        DogeExecutor doge = DogeExecutor.create();
        CompletableFuture<Integer> run = doge.submit(waiting.request(FIRST));
        started.await();
        CloseReport report = doge.close(Duration.ofMillis(10));

        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run).isCancelled();
        assertThat(report.cancelled()).hasSize(1);
    }

    @Test
    void a_supplied_pool_stays_open_and_is_waited_for() throws Exception {
        ForkJoinPool pool = new ForkJoinPool(2);
        try {
            DogeExecutor doge = DogeExecutor.builder().pool(pool).build();
            CompletableFuture<Integer> run = submit(doge);
            CloseReport report = doge.close(NONE);
            assertThat(run).isCancelled();

            assertThat(report.stillRunning()).<Object>map(Object::toString).containsExactly("first(id=1)");
            assertThat(pool.isShutdown()).isFalse();
            held.countDown();
            assertThat(pool.submit(() -> 5).get(30, TimeUnit.SECONDS)).isEqualTo(5);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void a_body_on_the_thread_of_a_caller_is_named_as_well() throws Exception {
        DogeExecutor doge = DogeExecutor.create();
        AtomicReference<@Nullable CountDownLatch> blocks = new AtomicReference<>();
        CountDownLatch onCaller = new CountDownLatch(1);
        TestGraph quick = TestGraph.of(plan -> plan.value(FIRST, (g, in) -> {
                    CountDownLatch latch = blocks.get();
                    if (latch != null && !(Thread.currentThread() instanceof ForkJoinWorkerThread)) {
                        onCaller.countDown();
                        awaitRegardless(latch);
                    }
                    return in.get(ID);
                })
                .key(ID));
        for (int i = 0; i < 2_000; i++) {
            doge.run(quick.request(FIRST, i)); // so that it is known to be short
        }
        blocks.set(held);
        Thread caller = new Thread(() -> {
            try {
                for (int i = 1; onCaller.getCount() > 0; i++) {
                    doge.run(quick.request(FIRST, -i));
                }
            } catch (CancellationException e) {
                // that is what the close did to it
            }
        });
        caller.start();
        assertThat(onCaller.await(30, TimeUnit.SECONDS)).isTrue();

        CloseReport report = doge.close(NONE);

        assertThat(report.stillRunning()).hasSize(1);
        held.countDown();
        caller.join(30_000);
        assertThat(caller.isAlive()).isFalse();
    }

    @Test
    @Tag("R17")
    void a_second_close_waits_for_nothing_and_knows_what_the_first_has_found() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        DogeExecutor doge = DogeExecutor.create();
        TestGraph stubborn = TestGraph.of(plan -> plan.value(FIRST, (g, in) -> {
            running.countDown();
            awaitRegardless(held);
            return 0;
        }));
        CompletableFuture<Integer> run = doge.submit(stubborn.request(FIRST));
        running.await();
        CloseReport report = doge.close(NONE);

        assertThat(report.stillRunning()).hasSize(1);
        assertThat(doge.close(Duration.ofDays(1))).isEqualTo(report); // or the test does not end
        assertThatThrownBy(() -> doge.close(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
        held.countDown();
        assertThat(run).isCancelled();
    }

    @Test
    void a_second_close_returns_and_a_task_cannot_close_its_own_executor() {
        DogeExecutor doge = DogeExecutor.create();
        TestGraph closing = TestGraph.of(plan -> plan.value(FIRST, (g, in) -> {
            doge.close();
            return 0;
        }));

        assertThatThrownBy(() -> doge.run(closing.request(FIRST)))
                .isInstanceOf(TaskFailedException.class)
                .hasRootCauseInstanceOf(IllegalStateException.class);
        doge.close();
        assertThat(doge.close(LONG).cancelled()).isEmpty();
    }
}
