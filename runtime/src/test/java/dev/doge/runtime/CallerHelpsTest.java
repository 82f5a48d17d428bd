package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.generated.In;
import dev.doge.runtime.generated.InputId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The thread that waits in a blocking run may run what is short, and nothing else. */
@Timeout(60)
@Tag("R14")
class CallerHelpsTest {
    private static final InputId<Integer> ID = input("id");
    private static final TaskId<Integer> LEFT = task("left");
    private static final TaskId<Integer> RIGHT = task("right");
    private static final TaskId<Integer> BOTH = task("both");

    /** So many runs are enough for what is short to be known as short, even if the machine stalls now and then. */
    private static final int ENOUGH = 100_000;

    private final ForkJoinPool pool = new ForkJoinPool(1);
    private final DogeExecutor doge = DogeExecutor.builder().pool(pool).build();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();
    private int runs;

    private final TestGraph graph = TestGraph.of(plan -> {
        plan.value(LEFT, (g, in) -> {
                    threads.add(Thread.currentThread());
                    return in.get(ID);
                })
                .key(ID);
        plan.value(RIGHT, (g, in) -> seen(in)).key(ID);
        plan.value(BOTH, (g, in) -> {
                    threads.add(Thread.currentThread());
                    return in.get(LEFT) + in.get(RIGHT);
                })
                .key(ID)
                .needs(LEFT, RIGHT);
    });

    @AfterEach
    void close() {
        doge.close();
        pool.shutdown();
    }

    /** A body that notes its thread, and does what else it is to do. */
    private int seen(In in) {
        threads.add(Thread.currentThread());
        Runnable extra = meanwhile.get();
        if (extra != null) {
            extra.run();
        }
        return in.get(ID);
    }

    private Set<Thread> threadsOfOneRun(DogeExecutor executor) {
        threads.clear();
        assertThat(executor.<Integer>run(graph.request(BOTH, ++runs))).isEqualTo(2 * runs);
        return Set.copyOf(threads);
    }

    private void learnThatAllIsShort() {
        Set<Thread> caller = Set.of(Thread.currentThread());
        for (int inARow = 0; inARow < 50; inARow = threadsOfOneRun(doge).equals(caller) ? inARow + 1 : 0) {
            assertThat(runs).as("runs until all tasks were known to be short").isLessThan(ENOUGH);
        }
    }

    @Test
    void what_is_not_yet_known_to_be_short_runs_in_the_pool() {
        assertThat(threadsOfOneRun(doge)).isNotEmpty().doesNotContain(Thread.currentThread());
    }

    @Test
    void a_request_whose_tasks_are_all_short_wakes_no_worker() {
        learnThatAllIsShort();
        ForkJoinPool fresh = new ForkJoinPool(2);
        try (DogeExecutor executor = DogeExecutor.builder().pool(fresh).build()) {
            threadsOfOneRun(executor);

            assertThat(fresh.getPoolSize()).isZero();
            assertThat(threads).containsExactly(Thread.currentThread());
        } finally {
            fresh.shutdown();
        }
    }

    @Test
    void several_runs_at_once_are_helped_too() {
        learnThatAllIsShort();
        do {
            threads.clear();
            runs += 2;
            assertThat(doge.runAll(List.of(graph.request(BOTH, runs), graph.request(BOTH, -runs))))
                    .containsExactly(2 * runs, -2 * runs);
            assertThat(runs).as("runs until the caller did it all").isLessThan(ENOUGH);
        } while (!threads.equals(Set.of(Thread.currentThread())));
    }

    @Test
    void what_the_caller_runs_depends_on_what_it_asks_the_session_for() {
        AtomicInteger disk = new AtomicInteger();
        TestGraph below = TestGraph.of(plan -> plan.value(LEFT, (g, in) -> disk.get()));
        try (Session session = doge.openSession()) {
            TestGraph above = TestGraph.of(plan -> plan.value(RIGHT, (g, in) -> {
                threads.add(Thread.currentThread());
                return session.<Integer>run(below.request(LEFT));
            }));
            int byCaller = 0;
            while (byCaller < 3) {
                threads.clear();
                disk.set(++runs);
                session.invalidate(below.request(LEFT));
                assertThat(session.<Integer>run(below.request(LEFT)))
                        .isEqualTo(runs); // so the body asks for what is known
                assertThat(session.<Integer>run(above.request(RIGHT))).isEqualTo(runs);
                byCaller += threads.equals(Set.of(Thread.currentThread())) ? 1 : 0;
                assertThat(runs).as("runs until the caller did it").isLessThan(ENOUGH);
            }
        }
    }

    @Test
    void what_takes_long_runs_in_the_pool() {
        AtomicBoolean helped = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        meanwhile.set(() -> {
            helped.compareAndSet(false, Thread.currentThread() == caller);
            long start = System.nanoTime();
            while (System.nanoTime() - start < 50_000) {
                Thread.onSpinWait();
            }
        });
        for (int i = 0; i < 500; i++) {
            threadsOfOneRun(doge);
        }

        assertThat(helped).isFalse();
    }

    @Test
    void a_caller_that_must_not_help_leaves_all_to_the_pool() {
        learnThatAllIsShort();
        threads.clear();

        assertThat(doge.<Integer>run(
                        graph.request(BOTH, 0), RunOptions.defaults().callerHelps(false)))
                .isZero();
        assertThat(threads).isNotEmpty().doesNotContain(Thread.currentThread());
    }

    @Test
    void a_caller_helps_for_a_while_and_no_longer() {
        List<TaskId<Integer>> chain = IntStream.range(0, 1_000)
                .mapToObj(i -> TestGraph.<Integer>task("t" + i))
                .toList();
        TestGraph long1000 = TestGraph.of(plan -> {
            for (int i = 0; i < chain.size(); i++) {
                TaskId<Integer> before = i == 0 ? null : chain.get(i - 1);
                var task = plan.value(chain.get(i), (g, in) -> {
                            threads.add(Thread.currentThread());
                            return before == null ? in.get(ID) : in.get(before);
                        })
                        .key(ID);
                if (before != null) {
                    task.needs(before);
                }
            }
        });
        do {
            threads.clear();
            assertThat(doge.<Integer>run(long1000.request(chain.get(999), ++runs)))
                    .isEqualTo(runs);
            assertThat(runs).as("runs until the caller helped").isLessThan(ENOUGH);
        } while (!threads.contains(Thread.currentThread()));

        assertThat(threads).as("1,000 tasks are too many for the caller alone").hasSizeGreaterThan(1);
    }

    @Test
    void a_body_on_the_callers_thread_that_waits_for_a_run_of_its_own_does_not_sit_on_what_that_needs() {
        learnThatAllIsShort();
        meanwhile.set(
                () -> assertThat(doge.<Integer>run(graph.request(LEFT, runs))).isEqualTo(runs));

        assertThat(threadsOfOneRun(doge)).contains(Thread.currentThread());
    }

    @Test
    void a_caller_that_is_interrupted_runs_no_task_and_keeps_the_flag() {
        learnThatAllIsShort();
        threads.clear();

        CountDownLatch held = new CountDownLatch(1);
        meanwhile.set(() -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> doge.run(graph.request(BOTH, 0))).isInstanceOf(CancellationException.class);
        held.countDown();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(threads).doesNotContain(Thread.currentThread());
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // it is not to end
    void a_caller_runs_nothing_that_others_want_beside_it() throws Exception {
        TaskId<Integer> user = task("user");
        TaskId<Integer> page = task("page");
        TaskId<Integer> other = task("other");
        CountDownLatch held = new CountDownLatch(1);
        TestGraph shared = TestGraph.of(plan -> {
            plan.value(user, (g, in) -> seen(in)).key(ID);
            plan.value(page, (g, in) -> in.get(user)).key(ID).needs(user);
            plan.value(other, (g, in) -> {
                        if (meanwhile.get() != null) {
                            held.await();
                        }
                        return in.get(user);
                    })
                    .key(ID)
                    .needs(user);
        });
        Set<Thread> caller = Set.of(Thread.currentThread());
        for (int inARow = 0; inARow < 50; inARow = threads.equals(caller) ? inARow + 1 : 0) {
            threads.clear();
            doge.run(shared.request(page, ++runs));
            doge.run(shared.request(other, ++runs));
            assertThat(runs).as("runs until all tasks were known to be short").isLessThan(ENOUGH);
        }
        meanwhile.set(() -> doge.submit(shared.request(other, 0)));

        assertThat(CompletableFuture.supplyAsync(() -> doge.<Integer>run(shared.request(page, 0)))
                        .get(15, SECONDS))
                .isZero();
        held.countDown();
    }

    @ParameterizedTest
    @ValueSource(strings = {"as it is", "worded", "of a nested run"})
    @Tag("R6")
    @Tag("R8")
    void an_interrupt_of_the_caller_disturbs_nobody_else_who_wants_the_body(String how) throws Exception {
        learnThatAllIsShort();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        TaskId<Integer> waits = task("waits");
        TaskId<Integer> other = task("other");
        AtomicBoolean long1 = new AtomicBoolean();
        TestGraph nested = TestGraph.of(plan -> plan.value(other, (g, in) -> {
            begun.countDown();
            held.await();
            return 0;
        }));
        TestGraph shared = TestGraph.of(plan -> plan.value(waits, (g, in) -> {
                    threads.add(Thread.currentThread());
                    if (long1.get() && how.equals("of a nested run")) {
                        doge.run(nested.request(other));
                    } else if (long1.get()) {
                        begun.countDown();
                        try {
                            held.await();
                        } catch (InterruptedException e) {
                            throw how.equals("worded") ? new IllegalStateException(e) : e;
                        }
                    }
                    return in.get(ID);
                })
                .key(ID));
        AtomicBoolean kept = new AtomicBoolean();
        CompletableFuture<Integer> left = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                do {
                    threads.clear();
                    doge.run(shared.request(waits, ++runs));
                } while (!threads.equals(Set.of(Thread.currentThread())) && runs < ENOUGH);
                long1.set(true);
                left.complete(doge.<Integer>run(shared.request(waits, 0)));
            } catch (Throwable e) {
                kept.set(Thread.currentThread().isInterrupted());
                left.completeExceptionally(e);
            }
        });
        caller.start();
        begun.await();
        CompletableFuture<Integer> stays = doge.submit(shared.request(waits, 0));
        caller.interrupt();
        assertThatThrownBy(() -> left.get(15, SECONDS))
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isInstanceOf(CancellationException.class),
                        thrown -> assertThat(thrown).hasRootCauseInstanceOf(CancellationException.class));
        held.countDown();

        assertThat(kept).isTrue();
        assertThat(stays.get(15, SECONDS)).isZero();
    }

    @Test
    void what_another_thread_was_interrupted_for_is_a_failure_like_others() {
        learnThatAllIsShort();
        CompletableFuture<String> elsewhere = CompletableFuture.failedFuture(new InterruptedException("elsewhere"));
        meanwhile.set(elsewhere::join);

        assertThatThrownBy(() -> doge.run(graph.request(BOTH, 0)))
                .isInstanceOf(TaskFailedException.class)
                .hasRootCauseMessage("elsewhere");
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void what_a_body_throws_on_the_callers_thread_is_the_failure_of_the_run() {
        learnThatAllIsShort();
        IllegalStateException thrown = new IllegalStateException("no");
        meanwhile.set(() -> {
            throw thrown;
        });

        assertThatThrownBy(() -> doge.run(graph.request(BOTH, 0)))
                .isInstanceOf(TaskFailedException.class)
                .hasCause(thrown);
    }
}
