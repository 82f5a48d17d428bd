package dev.doge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.Request;
import dev.doge.runtime.RunOptions;
import dev.doge.runtime.TaskFailedException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs that keep going on random graphs: they execute all that does not need what fails, and tell of all that failed, as a sequential model
 * says. {@code -Ddoge.stress.seed=S} replays one graph, {@code -Ddoge.stress.graphs=N} draws as many.
 */
@Tag("R4")
@Tag("R5")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@SuppressWarnings("NullAway") // a null where none may be fails the test
class KeepGoingModelTest {
    private static final int GRAPHS = Integer.getInteger("doge.stress.graphs", 400);
    private static final int[] POOLS = {1, 2, 8};

    private final Map<String, AtomicInteger> executed = new ConcurrentHashMap<>();
    private int failed;

    private final class Watch implements RandomGraph.Probe {
        @Override
        public void begins(String task, Map<String, Integer> key) {
            executed.computeIfAbsent(task + key, first -> new AtomicInteger()).incrementAndGet();
        }

        @Override
        public void ends(String task, Map<String, Integer> key) {}

        @Override
        public CompletableFuture<Integer> stage(int value) {
            return value % 2 == 0
                    ? CompletableFuture.completedFuture(value)
                    : CompletableFuture.supplyAsync(() -> value, ForkJoinPool.commonPool());
        }
    }

    @Test
    void a_run_that_keeps_going_executes_and_reports_what_the_model_says() throws Exception {
        Long replayed = Long.getLong("doge.stress.seed");
        long first = replayed == null ? new Random().nextLong() : replayed;
        for (int i = 0; i < GRAPHS; i++) {
            graph(replayed == null ? first + i : replayed);
        }
        assertThat(failed).as("runs that failed").isPositive();
    }

    private void graph(long seed) throws Exception {
        Random random = new Random(seed);
        boolean plain = random.nextInt(3) > 0;
        int size = 3 + random.nextInt(15);
        int failing = 3 + random.nextInt(10);
        RandomGraph graph = plain
                ? RandomGraph.plain(seed, size, failing, new Watch())
                : new RandomGraph(seed, size, failing, new Watch());
        Engine engine = new Engine(POOLS[random.nextInt(POOLS.length)], null, List.of());
        for (int i = 0; i < 5; i++) {
            int task = graph.size() - 1 - random.nextInt(Math.min(3, graph.size()));
            run(
                    graph,
                    plain,
                    engine,
                    task,
                    Map.of(0, random.nextInt(3), 1, random.nextInt(3), 2, random.nextInt(3)),
                    seed);
        }
        engine.close(Duration.ofSeconds(10));
        assertThat(engine.table().isEmpty())
                .as("seed %d: nothing is left", seed)
                .isTrue();
    }

    private void run(RandomGraph graph, boolean plain, Engine engine, int task, Map<Integer, Integer> values, long seed)
            throws Exception {
        executed.clear();
        RandomGraph.Model model = graph.new Model();
        RandomGraph.Expected expected = model.task(task, values);
        Request<?> request = graph.request(task, values);
        Set<String> failures = new HashSet<>();
        try {
            engine.submit(request, RunOptions.defaults().keepGoing()).get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(TaskFailedException.class);
            ((TaskFailedException) e.getCause()).rootCauses().forEach(cause -> failures.add(cause.getMessage()));
            failed++;
        }
        Map<String, Integer> counts = new HashMap<>();
        executed.forEach((name, count) -> counts.put(name, count.get()));
        String what = "seed " + seed + ": " + request + " in " + graph;
        assertThat(failures.isEmpty()).as(what).isEqualTo(!expected.fails());
        if (expected.fails() && plain) {
            assertThat(failures).as(what).isEqualTo(expected.failures());
            assertThat(counts.keySet()).as(what).isEqualTo(model.executed());
            assertThat(counts.values()).as("how often; " + what).containsOnly(1);
        } else { // what needs a failure that is known when it is demanded need not demand the rest
            assertThat(expected.failures()).as(what).containsAll(failures);
            assertThat(model.executed()).as(what).containsAll(counts.keySet());
        }
    }
}
