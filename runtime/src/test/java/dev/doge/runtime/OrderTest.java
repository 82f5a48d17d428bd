package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a task waits for before it starts, and what it sees then. */
@Timeout(20)
@SuppressWarnings("NullAway") // a null where none may be fails the test
class OrderTest {
    private static final InputId<Integer> N = input("n");
    private static final List<TaskId<String>> BEFORE =
            List.of(task("bare"), task("order"), task("optional"), task("outcome"), task("failed"));
    private static final TaskId<Boolean> NO = task("no");
    private static final TaskId<String> SKIPPED = task("skipped");
    private static final TaskId<String> TARGET = task("target");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(4).build();

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    @Tag("R2")
    void a_task_starts_after_all_that_it_waits_for_has_ended(int last) throws InterruptedException {
        Map<TaskId<String>, CompletableFuture<String>> stages = new ConcurrentHashMap<>();
        BEFORE.forEach(task -> stages.put(task, new CompletableFuture<>()));
        CompletableFuture<Boolean> condition = new CompletableFuture<>();
        Set<TaskId<?>> ended = ConcurrentHashMap.newKeySet();
        CountDownLatch started = new CountDownLatch(BEFORE.size());
        TestGraph graph = TestGraph.of(plan -> {
            BEFORE.forEach(task -> plan.stage(task, (it, in) -> {
                started.countDown();
                return stages.get(task);
            }));
            plan.stage(NO, (it, in) -> condition);
            plan.value(SKIPPED, (it, in) -> "never").when(NO);
            plan.value(TARGET, (it, in) -> Set.copyOf(ended).size() + in.get(BEFORE.get(0)))
                    .needs(BEFORE.get(0))
                    .after(BEFORE.get(1), SKIPPED)
                    .optional(BEFORE.get(2))
                    .outcome(BEFORE.get(3))
                    .outcome(BEFORE.get(4));
        });

        CompletableFuture<String> run = doge.submit(graph.request(TARGET));
        started.await();
        ended.add(NO);
        condition.complete(false);
        for (int i = 1; i <= BEFORE.size(); i++) {
            TaskId<String> task = BEFORE.get((last + i) % BEFORE.size());
            ended.add(task);
            assertThat(run).isNotDone();
            if (task.name().equals("failed")) {
                stages.get(task).completeExceptionally(new IOException());
            } else {
                stages.get(task).complete("");
            }
        }

        assertThat(run.join()).isEqualTo("6");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Tag("R2")
    void a_consumer_sees_all_that_its_dependency_has_written(int parallelism) {
        TaskId<int[]> source = task("source");
        TaskId<int[]> copied = task("copied");
        TaskId<Integer> sum = task("sum");
        List<TaskId<int[]>> branches = IntStream.range(0, 6)
                .mapToObj(i -> TestGraph.<int[]>task("t" + i))
                .toList();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(source, (it, in) -> filled(in.get(N))).key(N);
            branches.forEach(
                    branch -> plan.value(branch, (it, in) -> in.get(source).clone())
                            .key(N)
                            .needs(source));
            plan.value(copied, (it, in) -> in.get(branches.get(0)).clone())
                    .key(N)
                    .needs(branches.get(0));
            plan.value(
                            sum,
                            (it, in) -> branches.stream()
                                            .mapToInt(branch ->
                                                    IntStream.of(in.get(branch)).sum())
                                            .sum()
                                    + IntStream.of(in.get(copied)).sum())
                    .key(N)
                    .needs(branches.toArray(TaskId<?>[]::new))
                    .needs(copied);
        });

        try (DogeExecutor executor =
                DogeExecutor.builder().parallelism(parallelism).build()) {
            for (int i = 1; i <= 3_000; i++) {
                assertThat(executor.submit(graph.request(sum, i)).join()).isEqualTo(7 * 16 * i);
            }
        }
    }

    private static int[] filled(int value) {
        int[] values = new int[16];
        for (int i = 0; i < values.length; i++) {
            values[i] = value;
        }
        return values;
    }
}
