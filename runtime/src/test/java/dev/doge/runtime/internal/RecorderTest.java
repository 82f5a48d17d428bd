package dev.doge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Request;
import dev.doge.runtime.RunOptions;
import dev.doge.runtime.TaskGraphBuilder;
import dev.doge.runtime.TaskRef;
import dev.doge.runtime.TaskReport;
import dev.doge.runtime.TaskRun;
import dev.doge.runtime.event.TaskEvent;
import dev.doge.runtime.event.TaskListener;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A recording of a run on random graphs, beside the events that a listener heard of it: both tell the same. {@code -Ddoge.stress.seed=S}
 * replays one graph, {@code -Ddoge.stress.graphs=N} draws as many.
 */
@Tag("R23")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RecorderTest {
    private static final int GRAPHS = Integer.getInteger("doge.stress.graphs", 400);
    private static final int[] POOLS = {1, 2, 8};

    private int compared;
    private int joined;

    private static final class Bodies implements RandomGraph.Probe {
        @Override
        public void begins(String task, Map<String, Integer> key) {}

        @Override
        public void ends(String task, Map<String, Integer> key) {}

        @Override
        public CompletableFuture<Integer> stage(int value) {
            return CompletableFuture.supplyAsync(() -> value, ForkJoinPool.commonPool());
        }
    }

    /** What became of a request. */
    private record Told(TaskReport.Origin origin, TaskEvent.@Nullable End end, Set<Request<?>> by) {}

    /** Puts together what the events say. One is told after the other. */
    private static final class Events implements TaskListener {
        private final Map<Request<?>, Told> told = new LinkedHashMap<>();

        @Override
        public void on(TaskEvent event) {
            if (event instanceof TaskEvent.Requested requested) {
                asked(event, TaskReport.Origin.EXECUTED, requested.by());
            } else if (event instanceof TaskEvent.Joined join) {
                asked(event, TaskReport.Origin.JOINED, join.by());
            } else if (event instanceof TaskEvent.Finished finished) {
                told.computeIfPresent(
                        event.request(), (request, before) -> new Told(before.origin, finished.end(), before.by));
            }
        }

        private void asked(TaskEvent event, TaskReport.Origin origin, @Nullable Request<?> by) {
            Told now = told.computeIfAbsent(event.request(), request -> new Told(origin, null, new HashSet<>()));
            if (by != null) {
                now.by.add(by);
            }
        }
    }

    @Test
    void a_recording_says_what_the_events_say() throws Exception {
        Long replayed = Long.getLong("doge.stress.seed");
        long first = replayed == null ? new Random().nextLong() : replayed;
        for (int i = 0; i < GRAPHS; i++) {
            graph(replayed == null ? first + i : replayed);
        }
        assertThat(compared).as("requests").isGreaterThan(GRAPHS);
        assertThat(joined).as("joined").isPositive();
    }

    @Test
    void a_recording_does_not_keep_values() {
        TaskGraphBuilder builder = TaskGraphBuilder.create();
        List<WeakReference<Object>> made = new ArrayList<>();
        TaskRef<Object> first = builder.add("first", () -> {
            Object value = new int[1000];
            made.add(new WeakReference<>(value));
            return value;
        });
        TaskRef<Integer> last = builder.add("last", first, value -> 1);
        try (DogeExecutor doge = DogeExecutor.create();
                TaskRun<Integer> run = doge.start(
                        builder.build().request(last), RunOptions.defaults().record())) {
            run.join();
            for (int i = 0; i < 20 && made.get(0).get() != null; i++) {
                System.gc();
            }
            assertThat(made.get(0).get()).isNull();
            assertThat(run.report().tasks()).hasSize(2);
        }
    }

    private void graph(long seed) throws Exception {
        Random random = new Random(seed);
        RandomGraph graph = new RandomGraph(seed, 3 + random.nextInt(15), random.nextInt(10), new Bodies());
        Engine engine = new Engine(POOLS[random.nextInt(POOLS.length)], null, List.of());
        List<Runnable> comparisons = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Map<Integer, Integer> values = Map.of(0, random.nextInt(3), 1, random.nextInt(3), 2, random.nextInt(3));
            boolean alone = random.nextBoolean();
            Request<?> shared = graph.request(random.nextInt(graph.size()), values);
            CompletableFuture<?> other =
                    alone ? CompletableFuture.completedFuture(1) : engine.submit(shared, RunOptions.defaults());
            Request<?> request = graph.request(graph.size() - 1 - random.nextInt(Math.min(3, graph.size())), values);
            Events events = new Events();
            Run<?> run = engine.submit(
                    request, RunOptions.defaults().keepGoing().listener(events).record());
            if (succeeds(run)) { // else something may still be under way
                comparisons.add(() -> compare(run, events, alone, "seed " + seed + ": " + request + " in " + graph));
            }
            succeeds(other);
        }
        engine.close(Duration.ofSeconds(10)); // and all is told
        comparisons.forEach(Runnable::run);
    }

    private static boolean succeeds(CompletableFuture<?> run) throws Exception {
        try {
            run.get(60, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private void compare(Run<?> run, Events events, boolean alone, String what) {
        Map<Request<?>, Told> recorded = new LinkedHashMap<>();
        for (TaskReport task : run.report().tasks()) {
            recorded.put(task.request(), new Told(task.origin(), task.end(), new HashSet<>(task.neededBy())));
            assertThat(task.waited().isNegative()).as(what).isFalse();
            assertThat(task.ran().isNegative()).as(what).isFalse();
            if (task.origin() == TaskReport.Origin.JOINED) {
                joined++;
            }
        }
        compared += recorded.size();
        if (alone) {
            assertThat(recorded).as(what).containsExactlyInAnyOrderEntriesOf(events.told);
            return;
        }
        recorded.forEach((request, told) -> { // the listener may have heard more of others, or less
            Told heard = events.told.get(request);
            if (heard != null) {
                assertThat(told.origin).as("%s in %s", request, what).isEqualTo(heard.origin);
                if (heard.end != null) { // what ends just as the run does, for others, one of the two may still hear
                    assertThat(told.end).as("%s in %s", request, what).isEqualTo(heard.end);
                }
            }
        });
    }
}
