package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which requests are one piece of work, and for how long. */
@Timeout(20)
class SharingTest {
    private static final InputId<Integer> N = input("n");
    private static final InputId<String> LOCALE = input("locale");
    private static final TaskId<String> WORK = task("work");
    private static final TaskId<String> PAGE = task("page");
    private static final TaskId<String> OTHER = task("other");
    private static final TaskId<String> STAGE = task("stage");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(4).build();
    private final AtomicInteger computations = new AtomicInteger();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CompletableFuture<String> stage = new CompletableFuture<>();

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    private CompletableFuture<String> begin() {
        computations.incrementAndGet();
        started.countDown();
        return stage;
    }

    @Test
    @Tag("R1")
    void sixteen_callers_at_once_share_one_computation_however_they_ask() throws InterruptedException {
        TestGraph graph =
                TestGraph.of(plan -> plan.stage(WORK, (it, in) -> begin()).key(N));
        List<CompletableFuture<String>> futures = new ArrayList<>();
        List<TaskRun<String>> runs = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        List<CompletableFuture<String>> values = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            futures.add(doge.submit(graph.request(WORK, 1)));
            runs.add(doge.start(graph.request(WORK, 1)));
            threads.add(blocked(values, () -> doge.run(graph.request(WORK, 1))));
            threads.add(blocked(
                    values, () -> doge.runAll(List.of(graph.request(WORK, 1))).get(0)));
        }
        for (Thread thread : threads) {
            awaitParked(thread);
        }
        stage.complete("once");

        assertThat(futures).allSatisfy(future -> assertThat(future.join()).isEqualTo("once"));
        assertThat(runs).allSatisfy(run -> assertThat(run.join()).isEqualTo("once"));
        assertThat(values).allSatisfy(value -> assertThat(value.join()).isEqualTo("once"));
        assertThat(computations).hasValue(1);
    }

    /** Waits on a thread of its own. */
    private static Thread blocked(List<CompletableFuture<String>> values, java.util.function.Supplier<String> call) {
        CompletableFuture<String> value = new CompletableFuture<>();
        values.add(value);
        Thread thread = new Thread(() -> value.complete(call.get()));
        thread.start();
        return thread;
    }

    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    @Tag("R1")
    void work_is_joined_as_what_another_target_needs_and_from_another_key() throws InterruptedException {
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(WORK, (it, in) -> begin()).key(N);
            plan.value(PAGE, (it, in) -> "page of " + in.get(WORK)).key(N).needs(WORK);
            plan.value(OTHER, (it, in) -> in.get(LOCALE) + " of " + in.get(WORK))
                    .key(N, LOCALE)
                    .needs(WORK);
            plan.value(STAGE, (it, in) -> "lazily " + in.lazy(WORK).await())
                    .key(N, LOCALE)
                    .lazy(WORK);
        });

        CompletableFuture<String> page = doge.submit(graph.request(PAGE, 1));
        started.await();
        CompletableFuture<String> other = doge.submit(graph.request(OTHER, 1, "de"));
        CompletableFuture<String> lazy = doge.submit(graph.request(STAGE, 1, "de"));
        CompletableFuture<String> work = doge.submit(graph.request(WORK, 1));
        stage.complete("work");

        assertThat(page.join()).isEqualTo("page of work");
        assertThat(other.join()).isEqualTo("de of work");
        assertThat(work.join()).isEqualTo("work");
        assertThat(lazy.join()).isEqualTo("lazily work");
        assertThat(computations.get())
                .isLessThanOrEqualTo(2); // the lazy one may have asked after the end of all others
    }

    @Test
    @Tag("R1")
    void work_that_is_live_is_joined_though_a_task_beside_it_has_failed() throws InterruptedException {
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(WORK, (it, in) -> begin());
            plan.value(OTHER, (it, in) -> {
                throw new IOException("beside");
            });
            plan.value(PAGE, (it, in) -> in.get(WORK) + in.get(OTHER)).needs(WORK, OTHER);
        });

        CompletableFuture<String> first = doge.submit(graph.request(WORK));
        started.await();
        assertThatThrownBy(() -> doge.run(graph.request(PAGE))).hasRootCauseMessage("beside");
        CompletableFuture<String> late = doge.submit(graph.request(WORK));
        stage.complete("work");

        assertThat(first.join()).isEqualTo("work");
        assertThat(late.join()).isEqualTo("work");
        assertThat(computations).hasValue(1);
    }

    @Test
    @Tag("R1")
    void within_a_run_a_key_executes_once_however_it_is_asked_for() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(WORK, (it, in) -> "work " + computations.incrementAndGet());
            plan.value(OTHER, (it, in) -> in.lazy(WORK).await()).lazy(WORK);
            plan.value(STAGE, (it, in) -> in.get(OTHER) + doge.run(it.request(WORK)))
                    .needs(OTHER);
            plan.value(
                            PAGE,
                            (it, in) -> in.get(STAGE)
                                    + in.get(WORK)
                                    + in.lazy(WORK).await()
                                    + doge.runAll(List.of(it.request(WORK), it.request(WORK))))
                    .needs(STAGE, WORK)
                    .lazy(WORK);
        });

        assertThat(doge.<String>run(graph.request(PAGE))).isEqualTo("work 1work 1work 1work 1[work 1, work 1]");
        assertThat(computations).hasValue(1);
    }

    @Test
    @Tag("R1")
    void a_run_sees_a_failure_as_it_first_saw_it() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(WORK, (it, in) -> {
                throw new IOException("failure " + computations.incrementAndGet());
            });
            plan.value(OTHER, (it, in) -> in.lazyOutcome(WORK).await().toString())
                    .lazy(WORK);
            plan.value(PAGE, (it, in) -> {
                        TaskFailedException again =
                                catchThrowableOfType(TaskFailedException.class, () -> doge.run(it.request(WORK)));
                        return in.get(OTHER) + again.getMessage();
                    })
                    .needs(OTHER);
        });

        assertThat(doge.<String>run(graph.request(PAGE)))
                .contains("IOException: failure 1")
                .endsWith("work() failed: IOException: failure 1");
        assertThat(computations).hasValue(1);
    }

    @Test
    @Tag("R1")
    void what_had_finished_before_a_run_began_is_not_read() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(WORK, (it, in) -> "work " + computations.incrementAndGet());
            plan.value(PAGE, (it, in) -> in.get(WORK)).key(N).needs(WORK);
        });

        assertThat(doge.<String>run(graph.request(WORK))).isEqualTo("work 1");
        assertThat(doge.<String>run(graph.request(WORK))).isEqualTo("work 2");
        assertThat(doge.submit(graph.request(PAGE, 1)).join()).isEqualTo("work 3");
        assertThat(doge.submit(graph.request(PAGE, 1)).join()).isEqualTo("work 4");
    }

    @Test
    @Tag("R1")
    void nothing_is_served_for_ever_because_a_key_is_hot() throws InterruptedException {
        List<CountDownLatch> reached = new ArrayList<>();
        List<CompletableFuture<String>> held = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            reached.add(new CountDownLatch(1));
            held.add(new CompletableFuture<>());
        }
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(WORK, (it, in) -> "work " + computations.incrementAndGet());
            plan.stage(STAGE, (it, in) -> {
                        reached.get(in.get(N)).countDown();
                        return held.get(in.get(N));
                    })
                    .key(N)
                    .needs(WORK);
            plan.value(PAGE, (it, in) -> in.get(STAGE) + in.get(WORK)).key(N).needs(STAGE, WORK);
        });

        // Each run begins when the one before it holds the work's value, and ends when the one after it does.
        List<CompletableFuture<String>> pages = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            pages.add(doge.submit(graph.request(PAGE, i)));
            reached.get(i).await();
            if (i > 0) {
                held.get(i - 1).complete("");
                pages.get(i - 1).join();
            }
        }
        held.get(7).complete("");

        for (int i = 2; i < 8; i++) {
            assertThat(pages.get(i).join())
                    .as("run %d began when run %d had ended", i, i - 2)
                    .isNotEqualTo(pages.get(i - 2).join());
        }
    }

    /** What is asked for, and how people call it. */
    private record Spec(String name, String display) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Spec spec && name.equals(spec.name);
        }

        @Override
        public int hashCode() {
            return name.hashCode();
        }
    }

    @Test
    @Tag("R1")
    void equal_keys_that_people_call_otherwise_are_one() throws InterruptedException {
        InputId<Spec> spec = input("spec");
        TestGraph graph =
                TestGraph.of(plan -> plan.stage(WORK, (it, in) -> begin()).key(spec));
        CompletableFuture<String> one = doge.submit(graph.request(WORK, new Spec("numpy", "NumPy")));
        started.await();
        CompletableFuture<String> other = doge.submit(graph.request(WORK, new Spec("numpy", "numpy >= 1")));
        stage.complete("once");

        assertThat(one.join() + other.join()).isEqualTo("onceonce");
        assertThat(computations).hasValue(1);
    }

    @Test
    @Tag("B13")
    void what_is_per_run_is_executed_by_each_run_and_what_it_needs_is_shared() throws InterruptedException {
        AtomicInteger effects = new AtomicInteger();
        CountDownLatch both = new CountDownLatch(2);
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(WORK, (it, in) -> begin());
            plan.stage(OTHER, (it, in) -> {
                        String work = in.get(WORK);
                        effects.incrementAndGet();
                        both.countDown();
                        return CompletableFuture.supplyAsync(() -> {
                            awaitQuietly(both); // both are under way at the same time
                            return work;
                        });
                    })
                    .needs(WORK)
                    .perRun();
        });
        CompletableFuture<String> one = doge.submit(graph.request(OTHER));
        CompletableFuture<String> other = doge.submit(graph.request(OTHER));
        started.await();
        stage.complete("once");

        assertThat(one).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("once");
        assertThat(other).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("once");
        assertThat(effects).hasValue(2);
        assertThat(computations).hasValue(1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
