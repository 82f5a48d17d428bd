package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who leaves, who stays, and what becomes of the work. */
@Timeout(20)
@SuppressWarnings("NullAway") // a null where none may be fails the test
class CancellingTest {
    private static final InputId<Integer> N = input("n");
    private static final TaskId<String> WORK = task("work");
    private static final TaskId<String> PAGE = task("page");
    private static final TaskId<String> OTHER = task("other");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(4).build();
    private final CountDownLatch started = new CountDownLatch(1);
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    @Test
    @Tag("R8")
    @Tag("R6")
    void a_body_that_blocks_is_interrupted_when_the_last_who_waited_leaves() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(WORK, (it, in) -> {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
                return "never";
            });
            plan.value(PAGE, (it, in) -> ran.add("page") ? in.get(WORK) : "").needs(WORK);
        });

        TaskRun<String> one = doge.start(graph.request(PAGE));
        TaskRun<String> other = doge.start(graph.request(PAGE));
        started.await();
        assertThat(one.cancel()).isTrue();
        assertThat(interrupted.getCount()).isEqualTo(1);
        assertThat(other.isDone()).isFalse();
        other.cancel();
        interrupted.await();
        assertThatThrownBy(other::join).isInstanceOf(CancellationException.class);
        assertThat(ran).isEmpty();
    }

    @Test
    @Tag("R8")
    void an_interrupt_that_a_body_leaves_behind_reaches_no_other_body() {
        try (DogeExecutor single = DogeExecutor.builder().parallelism(1).build()) {
            TestGraph graph = TestGraph.of(plan -> {
                plan.value(WORK, (it, in) -> {
                            Thread.currentThread().interrupt();
                            return "work";
                        })
                        .key(N);
                plan.value(
                                OTHER,
                                (it, in) -> in.get(WORK) + " "
                                        + Thread.currentThread().isInterrupted())
                        .key(N)
                        .needs(WORK);
            });

            assertThat(single.<String>submit(graph.request(OTHER, 1)).join()).isEqualTo("work false");
        }
    }

    @Test
    @Tag("R8")
    void an_interrupt_reaches_no_other_body() throws InterruptedException {
        DogeExecutor single = DogeExecutor.builder().parallelism(1).build();
        Semaphore running = new Semaphore(0);
        AtomicInteger stray = new AtomicInteger();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(WORK, (it, in) -> {
                        running.release();
                        for (long end = System.nanoTime() + 20_000; System.nanoTime() < end; ) {
                            Thread.onSpinWait();
                        }
                        return "work";
                    })
                    .key(N);
            plan.value(OTHER, (it, in) -> {
                        if (Thread.currentThread().isInterrupted()) {
                            stray.incrementAndGet();
                        }
                        return "other";
                    })
                    .key(N);
        });
        for (int i = 0; i < 2_000; i++) {
            CompletableFuture<String> left = single.submit(graph.request(WORK, i));
            running.acquire();
            CompletableFuture<String> stays = single.submit(graph.request(OTHER, i));
            left.cancel(true);
            stays.join();
        }

        assertThat(stray).hasValue(0);
        single.close();
    }

    @Test
    @Tag("R8")
    @SuppressWarnings("FutureReturnValueIgnored") // whoever runs it
    void a_body_that_runs_on_top_of_an_interrupted_one_does_not_see_the_interrupt() throws InterruptedException {
        DogeExecutor single = DogeExecutor.builder().parallelism(1).build();
        AtomicBoolean stray = new AtomicBoolean();
        AtomicBoolean kept = new AtomicBoolean();
        CountDownLatch returned = new CountDownLatch(1);
        AtomicReference<TestGraph> graph = new AtomicReference<>();
        graph.set(TestGraph.of(plan -> {
            plan.value(WORK, (it, in) -> {
                single.submit(graph.get().request(OTHER));
                started.countDown();
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                ForkJoinTask.helpQuiesce(); // runs the other task on this thread
                kept.set(Thread.currentThread().isInterrupted());
                returned.countDown();
                return "work";
            });
            plan.value(OTHER, (it, in) -> {
                stray.set(Thread.currentThread().isInterrupted());
                ran.add("other");
                return "other";
            });
        }));
        CompletableFuture<String> left = single.submit(graph.get().request(WORK));
        started.await();
        left.cancel(true);
        returned.await();

        assertThat(ran).containsExactly("other");
        assertThat(stray).isFalse();
        assertThat(kept).isTrue();
        single.close();
    }

    @Test
    @Tag("R7")
    void a_request_that_meets_cancelled_work_starts_afresh_once_the_abandoned_body_has_returned()
            throws InterruptedException {
        Semaphore mayReturn = new Semaphore(0);
        AtomicInteger bodies = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        AtomicInteger inside = new AtomicInteger();
        TestGraph graph = TestGraph.of(plan -> plan.value(WORK, (it, in) -> {
            overlapped.compareAndSet(false, inside.incrementAndGet() > 1);
            int body = bodies.incrementAndGet();
            started.countDown();
            if (body == 1) {
                mayReturn.acquireUninterruptibly(); // cannot be stopped
            }
            inside.decrementAndGet();
            return "body " + body;
        }));

        CompletableFuture<String> first = doge.submit(graph.request(WORK));
        started.await();
        first.cancel(true);
        CompletableFuture<String> second = doge.submit(graph.request(WORK));
        CompletableFuture<String> third = doge.submit(graph.request(WORK));
        assertThat(bodies).hasValue(1);
        assertThat(second).isNotDone();
        mayReturn.release();

        assertThat(second.join()).isEqualTo("body 2");
        assertThat(third.join()).isEqualTo("body 2");
        assertThat(overlapped).isFalse();
        assertThat(first).isCancelled();
    }

    @Test
    @Tag("R7")
    void a_stage_that_nobody_wants_any_more_is_left_alone_and_its_late_result_dropped() {
        List<CompletableFuture<String>> stages = Collections.synchronizedList(new ArrayList<>());
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(WORK, (it, in) -> {
                CompletableFuture<String> stage = new CompletableFuture<>();
                stages.add(stage);
                started.countDown();
                return stage;
            });
            plan.value(PAGE, (it, in) -> in.get(WORK)).needs(WORK);
        });

        CompletableFuture<String> first = doge.submit(graph.request(PAGE));
        assertThat(started).satisfies(CountDownLatch::await);
        first.cancel(true);
        CompletableFuture<String> second = doge.submit(graph.request(PAGE));
        while (stages.size() < 2) {
            Thread.onSpinWait();
        }
        assertThat(stages.get(0)).isNotDone();
        stages.get(0).complete("late");
        stages.get(1).complete("fresh");

        assertThat(second.join()).isEqualTo("fresh");
    }

    @Test
    @Tag("R8")
    @Tag("B9")
    void an_asynchronous_body_is_told() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(2);
        AtomicReference<TaskContext> context = new AtomicReference<>();
        TestGraph graph = TestGraph.of(plan -> plan.stage(WORK, (it, in) -> {
                    TaskContext own = in.context();
                    own.onCancel(told::countDown);
                    own.onCancel(() -> {
                        throw new IllegalStateException("must not harm the others");
                    });
                    own.onCancel(told::countDown);
                    context.set(own);
                    started.countDown();
                    return new CompletableFuture<>();
                })
                .key(N)
                .context());

        CompletableFuture<String> run = doge.submit(graph.request(WORK, 3));
        started.await();
        assertThat(context.get().isCancelled()).isFalse();
        assertThat(context.get().request()).isEqualTo(graph.request(WORK, 3));
        assertThat(context.get().attempt()).isEqualTo(1);
        run.cancel(true);
        told.await();
        assertThat(context.get().isCancelled()).isTrue();
        AtomicBoolean late = new AtomicBoolean();
        context.get().onCancel(() -> late.set(true));
        assertThat(late).isTrue();
    }

    @Test
    @Tag("R4")
    @Tag("R8")
    void a_run_that_is_doomed_leaves_and_its_siblings_are_cancelled_if_nobody_else_wants_them()
            throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(WORK, (it, in) -> {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                }
                return "never";
            });
            plan.value(OTHER, (it, in) -> {
                started.await();
                throw new IOException("other");
            });
            plan.value(PAGE, (it, in) -> in.get(WORK) + in.get(OTHER)).needs(WORK, OTHER);
        });

        assertThatThrownBy(() -> doge.run(graph.request(PAGE))).hasRootCauseMessage("other");
        interrupted.await();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    @Tag("R6")
    void a_demand_of_a_body_is_cancelled_with_it(int parallelism) throws InterruptedException {
        DogeExecutor executor = DogeExecutor.builder().parallelism(parallelism).build();
        CountDownLatch interrupted = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(WORK, (it, in) -> {
                started.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
                return "never";
            });
            plan.value(PAGE, (it, in) -> in.lazy(WORK).await()).lazy(WORK);
        });

        CompletableFuture<String> run = executor.submit(graph.request(PAGE));
        started.await();
        run.cancel(true);
        interrupted.await();
        assertThat(executor.close(Duration.ofSeconds(5)).stillRunning()).isEmpty();
    }

    /**
     * A run joins a frame for something that an older generation executes. Once those have left who wanted the rest, the rest is unwanted, whatever else
     * the run would need if it were executed here: it is stopped, and waited for.
     */
    @Test
    @Tag("R6")
    @Tag("R7")
    void what_only_an_adopted_task_would_need_is_cancelled_and_waited_for() throws InterruptedException {
        TaskId<String> base = task("base");
        TaskId<String> middle = task("middle");
        TaskId<String> top = task("top");
        CountDownLatch joined = new CountDownLatch(1);
        CountDownLatch topBegan = new CountDownLatch(1);
        CountDownLatch secondBegan = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<String> answer = new CompletableFuture<>();
        AtomicInteger executions = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(base, (it, in) -> {
                int execution = executions.incrementAndGet();
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                if (execution == 1) {
                    joined.await();
                } else if (execution == 2) {
                    secondBegan.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        stopped.countDown();
                        go.await(); // and goes on nevertheless
                    }
                }
                inside.decrementAndGet();
                return "base " + execution;
            });
            plan.value(middle, (it, in) -> in.get(base)).needs(base);
            plan.stage(top, (it, in) -> {
                        topBegan.countDown();
                        return answer;
                    })
                    .needs(middle);
        });
        try (DogeExecutor executor = DogeExecutor.builder().parallelism(4).build()) {
            CompletableFuture<String> opener = executor.submit(graph.request(middle));
            CompletableFuture<String> holder = executor.submit(graph.request(top));
            joined.countDown();
            assertThat(opener.join()).isEqualTo("base 1");
            topBegan.await();
            TaskRun<String> leaves = executor.start(graph.request(middle));
            secondBegan.await();
            CompletableFuture<String> adopts = executor.submit(graph.request(top));
            leaves.cancel();
            stopped.await();
            answer.complete("top");
            assertThat(holder.join() + adopts.join()).isEqualTo("toptop");

            TaskRun<String> next = executor.start(graph.request(middle));
            while (executions.get() < 3
                    && !next.explain(graph.request(base)).toString().contains("an earlier execution returns")) {
                assertThat(Thread.interrupted()).as("in time").isFalse();
            }
            go.countDown();
            assertThat(next.join()).isEqualTo("base 3");
        }
        assertThat(most).hasValue(1);
    }

    /** A fallback that is never needed may yet be needed until its task has ended: its body is not stopped before, and waited for afterwards. */
    @Test
    @Tag("R7")
    void what_was_kept_for_a_fallback_that_is_not_needed_is_waited_for() throws InterruptedException {
        TaskId<String> spare = task("spare");
        TaskId<String> main = task("main");
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        CompletableFuture<String> answer = new CompletableFuture<>();
        AtomicInteger executions = new AtomicInteger();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(spare, (it, in) -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                if (executions.incrementAndGet() == 1) {
                    began.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        go.await(); // and goes on nevertheless
                    }
                }
                inside.decrementAndGet();
                return "spare";
            });
            plan.stage(main, (it, in) -> answer).fallback(spare);
        });
        try (DogeExecutor executor = DogeExecutor.builder().parallelism(4).build()) {
            CompletableFuture<String> stays = executor.submit(graph.request(main));
            TaskRun<String> leaves = executor.start(graph.request(spare));
            began.await();
            leaves.cancel();
            answer.complete("main");
            assertThat(stays.join()).isEqualTo("main");

            TaskRun<String> next = executor.start(graph.request(spare));
            while (executions.get() < 2
                    && !next.explain(graph.request(spare)).toString().contains("an earlier execution returns")) {
                assertThat(Thread.interrupted()).as("in time").isFalse();
            }
            go.countDown();
            assertThat(next.join()).isEqualTo("spare");
        }
        assertThat(executions).hasValue(2);
        assertThat(most).hasValue(1);
    }
}
