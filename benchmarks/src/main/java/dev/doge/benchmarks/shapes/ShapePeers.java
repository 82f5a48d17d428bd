package dev.doge.benchmarks.shapes;

import dev.doge.runtime.BuiltGraph;
import dev.doge.runtime.TaskGraphBuilder;
import dev.doge.runtime.TaskRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;

/** A shape in the hands of each peer. The bodies are empty: what is measured is what the peers do between them. */
final class ShapePeers {
    private static final Object VALUE = "value";

    private ShapePeers() {}

    /** Builds the graph with Doge: each task takes the values of those that it needs. */
    static BuiltGraph graph(Shape shape) {
        Integer[] keys = new Integer[shape.size()];
        Arrays.setAll(keys, Integer::valueOf);
        return graph(shape, keys);
    }

    /** Builds the graph with keys that are there. */
    static BuiltGraph graph(Shape shape, Integer[] keys) {
        TaskGraphBuilder builder = TaskGraphBuilder.create();
        List<TaskRef<Object>> refs = new ArrayList<>(shape.size());
        for (int n = 0; n < shape.size(); n++) {
            int[] needs = shape.needs()[n];
            refs.add(
                    switch (needs.length) {
                        case 0 -> builder.add(keys[n], () -> VALUE);
                        case 1 -> builder.add(keys[n], refs.get(needs[0]), value -> value);
                        case 2 -> builder.add(keys[n], refs.get(needs[0]), refs.get(needs[1]), (one, other) -> one);
                        case 3 ->
                            builder.add(
                                    keys[n],
                                    refs.get(needs[0]),
                                    refs.get(needs[1]),
                                    refs.get(needs[2]),
                                    (one, other, third) -> one);
                        default -> builder.addAll(keys[n], needed(refs, needs), values -> values.get(0));
                    });
        }
        return builder.build();
    }

    private static List<TaskRef<Object>> needed(List<TaskRef<Object>> refs, int[] needs) {
        List<TaskRef<Object>> needed = new ArrayList<>(needs.length);
        for (int n : needs) {
            needed.add(refs.get(n));
        }
        return needed;
    }

    /** Hands the shape to CompletableFuture, which has it built anew for each run. */
    static CompletableFuture<?> futures(Shape shape, ForkJoinPool pool) {
        CompletableFuture<?>[] tasks = new CompletableFuture<?>[shape.size()];
        for (int n = 0; n < tasks.length; n++) {
            int[] needs = shape.needs()[n];
            tasks[n] = switch (needs.length) {
                case 0 -> CompletableFuture.supplyAsync(() -> VALUE, pool);
                case 1 -> tasks[needs[0]].thenApplyAsync(value -> value, pool);
                case 2 -> tasks[needs[0]].thenCombineAsync(tasks[needs[1]], (one, other) -> one, pool);
                default -> {
                    CompletableFuture<?>[] all =
                            Arrays.stream(needs).mapToObj(i -> tasks[i]).toArray(CompletableFuture<?>[]::new);
                    yield CompletableFuture.allOf(all).thenApplyAsync(done -> all[0].join(), pool);
                }
            };
        }
        return CompletableFuture.allOf(tasks);
    }

    /** Returns what the limit's nodes yield. */
    static Object body(int node) {
        return VALUE;
    }
}
