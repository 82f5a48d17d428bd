package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.doge.runtime.generated.InputId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ways in which a waiter leaves, and what becomes of the work and of those who stay. */
@Timeout(20)
class LeavingTest {
    private static final InputId<Integer> N = input("n");
    private static final TaskId<String> WORK = task("work");
    private static final TaskId<String> PAGE = task("page");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(4).build();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final AtomicInteger computations = new AtomicInteger();
    private final AtomicBoolean finished = new AtomicBoolean();
    private final CompletableFuture<String> stage = new CompletableFuture<>();

    private final TestGraph graph = TestGraph.of(plan -> {
        plan.stage(WORK, (it, in) -> {
                    computations.incrementAndGet();
                    in.context().onCancel(cancelled::countDown);
                    started.countDown();
                    return stage;
                })
                .context();
        plan.value(PAGE, (it, in) -> {
                    finished.set(true);
                    return "page of " + in.get(WORK);
                })
                .key(N)
                .needs(WORK);
    });

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    /** A way to wait and then to leave. */
    enum Way {
        CANCEL_THE_FUTURE {
            @Override
            void leave(DogeExecutor doge, Request<String> request, CountDownLatch started) throws InterruptedException {
                CompletableFuture<String> future = doge.submit(request);
                started.await();
                assertThat(future.cancel(true)).isTrue();
            }
        },
        COMPLETE_THE_FUTURE {
            @Override
            void leave(DogeExecutor doge, Request<String> request, CountDownLatch started) throws InterruptedException {
                CompletableFuture<String> future = doge.submit(request);
                started.await();
                assertThat(future.complete("by hand")).isTrue();
                assertThat(future.join()).isEqualTo("by hand");
            }
        },
        COMPLETE_THE_FUTURE_ELSEWHERE {
            @Override
            void leave(DogeExecutor doge, Request<String> request, CountDownLatch started) throws InterruptedException {
                CompletableFuture<String> future = doge.submit(request);
                started.await();
                assertThat(future.completeAsync(() -> "by hand").join()).isEqualTo("by hand");
            }
        },
        OBTRUDE_THE_FUTURE {
            @Override
            void leave(DogeExecutor doge, Request<String> request, CountDownLatch started) throws InterruptedException {
                CompletableFuture<String> future = doge.submit(request);
                started.await();
                future.obtrudeValue("by hand");
                assertThat(future.join()).isEqualTo("by hand");
            }
        },
        FAIL_THE_FUTURE {
            @Override
            void leave(DogeExecutor doge, Request<String> request, CountDownLatch started) throws InterruptedException {
                CompletableFuture<String> future = doge.submit(request);
                started.await();
                assertThat(future.completeExceptionally(new IllegalStateException("by hand")))
                        .isTrue();
                assertThatThrownBy(future::join).hasRootCauseMessage("by hand");
            }
        },
        CANCEL_THE_RUN {
            @Override
            void leave(DogeExecutor doge, Request<String> request, CountDownLatch started) throws InterruptedException {
                TaskRun<String> run = doge.start(request);
                started.await();
                assertThat(run.cancel()).isTrue();
                assertThat(run.cancel()).isFalse();
                assertThat(run.outcome()).isEqualTo(new Outcome.Cancelled<>());
            }
        },
        CLOSE_THE_RUN {
            @Override
            void leave(DogeExecutor doge, Request<String> request, CountDownLatch started) throws InterruptedException {
                try (TaskRun<String> run = doge.start(request)) {
                    started.await();
                    assertThat(run.isDone()).isFalse();
                }
            }
        },
        DEADLINE {
            @Override
            void leave(DogeExecutor doge, Request<String> request, CountDownLatch started) {
                Duration limit = Duration.ofMillis(50);
                assertThatThrownBy(() -> doge.run(request, RunOptions.defaults().deadline(limit)))
                        .isInstanceOf(TaskFailedException.class)
                        .hasCauseInstanceOf(TimeoutException.class)
                        .hasMessageContaining("PT0.05S");
            }
        },
        INTERRUPT {
            @Override
            void leave(DogeExecutor doge, Request<String> request, CountDownLatch started) throws InterruptedException {
                CompletableFuture<Throwable> seen = new CompletableFuture<>();
                AtomicBoolean flag = new AtomicBoolean();
                Thread caller = new Thread(() -> {
                    Throwable thrown = catchThrowable(() -> doge.run(request));
                    flag.set(Thread.currentThread().isInterrupted());
                    seen.complete(thrown);
                });
                caller.start();
                started.await();
                caller.interrupt();
                assertThat(seen.join()).isInstanceOf(CancellationException.class);
                assertThat(flag).isTrue();
            }
        };

        abstract void leave(DogeExecutor doge, Request<String> request, CountDownLatch started)
                throws InterruptedException;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @Tag("R6")
    void one_of_two_waiters_leaves_and_the_other_gets_the_value_of_the_one_computation(Way way)
            throws InterruptedException {
        CompletableFuture<String> same = doge.submit(graph.request(PAGE, 1));
        CompletableFuture<String> wider = doge.submit(graph.request(PAGE, 2));
        started.await();
        way.leave(doge, graph.request(PAGE, 1), started);

        assertThat(cancelled.getCount()).isEqualTo(1);
        assertThat(same).isNotDone();
        assertThat(wider).isNotDone();
        stage.complete("work");
        assertThat(same.join()).isEqualTo("page of work");
        assertThat(wider.join()).isEqualTo("page of work");
        assertThat(computations).hasValue(1);
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @Tag("R6")
    void the_only_waiter_leaves_and_the_work_stops_and_never_finishes(Way way) throws InterruptedException {
        way.leave(doge, graph.request(PAGE, 1), started);

        cancelled.await();
        stage.complete("too late");
        assertThat(doge.close(Duration.ofSeconds(10)).stillRunning()).isEmpty();
        assertThat(finished).isFalse();
    }

    @Test
    @Tag("R6")
    void the_last_of_many_cancels_the_work_and_none_before() throws InterruptedException {
        List<CompletableFuture<String>> waiters = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waiters.add(doge.submit(i % 2 == 0 ? graph.request(PAGE, i % 4) : graph.request(WORK)));
        }
        started.await();
        for (CompletableFuture<String> waiter : waiters) {
            assertThat(cancelled.getCount()).isEqualTo(1);
            waiter.cancel(false);
            waiter.cancel(false); // leaving twice is leaving once
        }

        cancelled.await();
        assertThat(computations).hasValue(1);
    }

    /** An element of a fan-out, which is asked for its hash when it is demanded. */
    private static final class Element {
        private final CountDownLatch demanded = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);

        @Override
        public int hashCode() {
            demanded.countDown();
            await(goesOn);
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(15, TimeUnit.SECONDS)) {
                throw new IllegalStateException();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All that was demanded in the frame has ended, and somebody still holds it, when who wanted the fan-out leaves. */
    @Test
    @Tag("R3")
    @Tag("R6")
    void a_fan_out_that_has_failed_demands_nothing_more_when_nobody_wants_it_any_more() throws Exception {
        InputId<Element> element = input("element");
        InputId<Integer> other = input("other");
        TaskId<List<Element>> list = task("list");
        TaskId<String> one = task("one");
        TaskId<String> all = task("all");
        TaskId<String> held = task("held");
        TaskId<String> holds = task("holds");
        TaskId<String> meets = task("meets");
        Element fails = new Element();
        Element comes = new Element();
        Element unwanted = new Element();
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> last = new CompletableFuture<>();
        CyclicBarrier workers = new CyclicBarrier(4);
        TestGraph fanning = TestGraph.of(plan -> {
            plan.stage(WORK, (it, in) -> first).key(N);
            plan.value(held, (it, in) -> "held").key(N);
            plan.stage(holds, (it, in) -> last).key(N, other).needs(held);
            plan.value(list, (it, in) -> List.of(fails, comes, unwanted)).key(N);
            plan.value(one, (it, in) -> {
                        await(started);
                        throw new IllegalStateException("one");
                    })
                    .key(element);
            plan.value(all, (it, in) -> "" + in.each(one, element, list)).key(N).each(one, element, list);
            plan.value(meets, (it, in) -> "" + (workers.await(15, TimeUnit.SECONDS) >= 0))
                    .key(other);
        });
        fails.goesOn.countDown();
        unwanted.goesOn.countDown();
        CompletableFuture<String> opener = doge.submit(fanning.request(WORK, 1));
        CompletableFuture<String> holder = doge.submit(fanning.request(holds, 1, 1));
        CompletableFuture<String> fan = doge.submit(fanning.request(all, 1));
        await(comes.demanded);
        first.complete("first");
        assertThat(opener.get(15, TimeUnit.SECONDS)).isEqualTo("first");
        started.countDown();
        assertThatThrownBy(() -> fan.get(15, TimeUnit.SECONDS)).hasMessageContaining("IllegalStateException: one");

        comes.goesOn.countDown();
        // each worker comes, also the one that demanded
        List<Request<String>> four = IntStream.range(0, 4)
                .mapToObj(i -> fanning.<String>request(meets, i))
                .toList();
        assertThat(doge.runAll(four)).hasSize(4);
        assertThat(unwanted.demanded.getCount()).isEqualTo(1);
        last.complete("last");
        assertThat(holder.get(15, TimeUnit.SECONDS)).isEqualTo("last");
    }
}
