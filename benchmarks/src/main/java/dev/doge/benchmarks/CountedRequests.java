package dev.doge.benchmarks;

import dev.doge.benchmarks.shapes.ShapePeers;
import dev.doge.runtime.BuiltGraph;
import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/** Requests whose operations are counted, by name: each takes how many to make. Loaded by a loader of its own. */
public final class CountedRequests implements Supplier<Map<String, IntConsumer>>, AutoCloseable {
    /** Built graphs of about a thousand tasks, run by one worker: what several share depends on who was faster. */
    private static final List<String> SHAPES = List.of("chain:1000", "grid:1024", "fan:1000");

    private static final int LOCALE = 1_049;
    private static final short CURRENCY = 978;

    private final DogeExecutor executor = DogeExecutor.builder().parallelism(2).build();
    private final DogeExecutor alone = DogeExecutor.builder().parallelism(1).build();
    private final Session session = executor.openSession();
    private final SevenTasksGraph seven = SevenTasksGraph.of(new SevenTasks());
    private final ThreeSetTasksGraph three = ThreeSetTasksGraph.of(new ThreeSetTasks());
    private long last = 1_000;

    /** Makes an executor of its own. */
    public CountedRequests() {}

    @Override
    public Map<String, IntConsumer> get() {
        Map<String, IntConsumer> requests = new LinkedHashMap<>();
        requests.put(
                "load",
                count -> each(count, () -> executor.submit(seven.page(++last)).join()));
        requests.put("blocking", count -> each(count, () -> executor.run(seven.page(++last))));
        requests.put(
                "three-sets",
                count -> each(
                        count,
                        () -> executor.submit(three.page(++last, LOCALE, CURRENCY))
                                .join()));
        requests.put("repeat", count -> each(count, () -> session.run(seven.page(1))));
        for (String shape : SHAPES) {
            BuiltGraph graph = ShapePeers.graph(shape);
            requests.put(
                    shape, count -> each(count, () -> alone.submit(graph.all()).join()));
        }
        return requests;
    }

    @Override
    public void close() {
        session.close();
        alone.close();
        executor.close();
    }

    private static void each(int count, Runnable request) {
        for (int i = 0; i < count; i++) {
            request.run();
        }
    }
}
