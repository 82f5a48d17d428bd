package dev.doge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.event.TaskEvent;
import dev.doge.runtime.generated.InputId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That many tasks which become ready together run as if each had been handed on by itself. */
@Timeout(120)
class WideGraphTest {
    private static final int MANY = 40;

    private final AtomicIntegerArray times = new AtomicIntegerArray(MANY);

    private List<TaskRef<Integer>> many(
            TaskGraphBuilder builder, @Nullable TaskRef<Integer> source, IntUnaryOperator body) {
        List<TaskRef<Integer>> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            int n = i;
            all.add(
                    source == null
                            ? builder.add(i, () -> counted(n, body))
                            : builder.add(i, source, value -> counted(n, body)));
        }
        return all;
    }

    private int counted(int n, IntUnaryOperator body) {
        times.incrementAndGet(n);
        return body.applyAsInt(n);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(15, TimeUnit.SECONDS)) {
                throw new IllegalStateException(latch + " is not down");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void eachRanOnce() {
        assertThat(IntStream.range(0, MANY).map(times::get)).containsOnly(1);
    }

    /** Two workers; a body does not return before all others have. */
    @ParameterizedTest
    @Tag("R13")
    @CsvSource({"true,0", "true,1", "true,20", "true,38", "true,39", "false,0", "false,1", "false,20", "false,39"})
    void nothing_waits_for_a_body_that_takes_long(boolean afterSource, int slow) {
        TaskGraphBuilder builder = TaskGraphBuilder.create();
        CountDownLatch others = new CountDownLatch(MANY - 1);
        TaskRef<Integer> source = afterSource ? builder.add("source", () -> 1) : null;
        many(builder, source, i -> {
            if (i != slow) {
                others.countDown();
            } else {
                await(others);
            }
            return i;
        });
        try (DogeExecutor doge = DogeExecutor.builder().parallelism(2).build()) {
            doge.run(builder.build().all());
        }
        eachRanOnce();
    }

    /** One worker; a body asks for all others, which lie in the queue together. */
    @ParameterizedTest
    @Tag("R14")
    @ValueSource(ints = {0, 1, 20, 39})
    void a_body_that_waits_runs_of_them_what_it_waits_for(int asking) throws Exception {
        TaskGraphBuilder builder = TaskGraphBuilder.create();
        CompletableFuture<BuiltGraph> graph = new CompletableFuture<>();
        List<TaskRef<Integer>> all = new ArrayList<>();
        try (DogeExecutor doge = DogeExecutor.builder().parallelism(1).build()) {
            all.addAll(many(builder, builder.add("source", () -> 1), i -> {
                if (i == asking) {
                    for (int k = 0; k < MANY; k++) {
                        if (k != asking) {
                            doge.run(graph.join().request(all.get(k)));
                        }
                    }
                }
                return i;
            }));
            graph.complete(builder.build());

            doge.submit(graph.join().all()).get(15, TimeUnit.SECONDS);
        }
        eachRanOnce();
    }

    @Test
    @Tag("R13")
    void all_fail_that_a_pool_does_not_take() throws Exception {
        TaskGraphBuilder builder = TaskGraphBuilder.create();
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        TaskRef<Integer> source = builder.addAsync("source", () -> {
            started.countDown();
            return stage;
        });
        many(builder, source, i -> i);
        ForkJoinPool pool = new ForkJoinPool(1);
        try (DogeExecutor doge = DogeExecutor.builder().pool(pool).build()) {
            TaskRun<?> run = doge.start(
                    builder.build().all(), RunOptions.defaults().keepGoing().record());
            started.await();
            pool.shutdown();
            assertThat(pool.awaitTermination(15, TimeUnit.SECONDS)).isTrue();
            stage.complete(1);

            assertThatThrownBy(() -> run.join(Duration.ofSeconds(15)))
                    .isInstanceOf(TaskFailedException.class)
                    .hasMessageContaining("RejectedExecutionException: the pool");
            assertThat(run.report().tasks())
                    .filteredOn(task -> task.request().task().name().matches("\\d+"))
                    .hasSize(MANY)
                    .allMatch(task -> task.end() == TaskEvent.End.FAILED);
        }
    }

    @Test
    void a_listener_hears_of_each_that_it_is_ready_before_it_starts() throws Exception {
        TaskGraphBuilder builder = TaskGraphBuilder.create();
        many(builder, builder.add("source", () -> 1), i -> i);
        List<String> ready = Collections.synchronizedList(new ArrayList<>());
        List<String> early = Collections.synchronizedList(new ArrayList<>());
        try (DogeExecutor doge = DogeExecutor.builder().parallelism(2).build()) {
            doge.submit(builder.build().all(), RunOptions.defaults().listener(event -> {
                        if (event instanceof TaskEvent.Ready) {
                            ready.add(event.request().toString());
                        } else if (event instanceof TaskEvent.Started
                                && !ready.contains(event.request().toString())) {
                            early.add(event.request().toString());
                        }
                    }))
                    .get(15, TimeUnit.SECONDS);
        }
        eachRanOnce();
        assertThat(early).isEmpty();
        assertThat(ready).contains("0", "20", "39").doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(MANY);
    }

    /** Short tasks of a graph that is known before: a worker keeps some, and a caller that waits runs them itself. */
    @Test
    @Tag("R14")
    void short_ones_run_once_for_whoever_asks() {
        InputId<Integer> id = InputId.of("id");
        TaskId<Integer> source = TestGraph.task("source");
        TaskId<Integer> sum = TestGraph.task("sum");
        List<TaskId<Integer>> all = new ArrayList<>();
        IntStream.range(0, MANY).forEach(i -> all.add(TestGraph.task("t" + i)));
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(source, (it, in) -> in.get(id)).key(id);
            for (int i = 0; i < MANY; i++) {
                int n = i;
                plan.value(all.get(i), (it, in) -> in.get(source) + counted(n, k -> k))
                        .key(id)
                        .needs(source);
            }
            plan.value(sum, (it, in) -> all.stream().mapToInt(in::get).sum())
                    .key(id)
                    .needs(all.toArray(TaskId<?>[]::new));
        });
        int rounds = 100;
        int numbers = MANY * (MANY - 1) / 2;
        try (DogeExecutor doge = DogeExecutor.create()) {
            for (int round = 0; round < rounds; round++) {
                assertThat(doge.run(graph.<Integer>request(sum, round))).isEqualTo(MANY * round + numbers);
                assertThat(doge.submit(graph.<Integer>request(sum, -round)).join())
                        .isEqualTo(numbers - MANY * round);
            }
        }
        assertThat(new HashSet<>(IntStream.range(0, MANY).mapToObj(times::get).toList()))
                .containsExactly(2 * rounds);
    }
}
