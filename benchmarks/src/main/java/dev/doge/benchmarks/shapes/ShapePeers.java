package dev.doge.benchmarks.shapes;

import com.github.dexecutor.core.DefaultDexecutor;
import com.github.dexecutor.core.Dexecutor;
import com.github.dexecutor.core.DexecutorConfig;
import com.github.dexecutor.core.ExecutionConfig;
import com.github.dexecutor.core.task.Task;
import com.github.dexecutor.core.task.TaskProvider;
import dev.doge.runtime.BuiltGraph;
import dev.doge.runtime.TaskGraphBuilder;
import dev.doge.runtime.TaskRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** A shape in the hands of each peer. The bodies are empty: what is measured is what the peers do between them. */
public final class ShapePeers {
    private static final Object VALUE = "value";

    private ShapePeers() {}

    /**
     * Builds a graph with Doge.
     *
     * @param shape a name and a size, such as {@code grid:4096}
     * @return the graph
     */
    public static BuiltGraph graph(String shape) {
        return graph(Shape.of(shape));
    }

    /** Builds the graph with Doge: each task takes the values of those that it needs. */
    static BuiltGraph graph(Shape shape) {
        Integer[] keys = new Integer[shape.size()];
        Arrays.setAll(keys, Integer::valueOf);
        return graph(shape, keys);
    }

    /** Builds the graph with keys that are there. */
    static BuiltGraph graph(Shape shape, Integer[] keys) {
        return builder(shape, keys).build();
    }

    static TaskGraphBuilder builder(Shape shape, Integer[] keys) {
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
        return builder;
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
        return CompletableFuture.allOf(
                Arrays.stream(shape.ends()).mapToObj(n -> tasks[n]).toArray(CompletableFuture<?>[]::new));
    }

    /** Hands the shape to Reactor, which has it built anew for each run. What several need is cached, or it would run once for each. */
    static Mono<?> monos(Shape shape, Scheduler pool) {
        List<Mono<Object>> tasks = new ArrayList<>(shape.size());
        for (int n = 0; n < shape.size(); n++) {
            int[] needs = shape.needs()[n];
            Mono<Object> task;
            if (needs.length == 0) {
                task = Mono.fromCallable(() -> VALUE).subscribeOn(pool);
            } else if (needs.length == 1) {
                task = tasks.get(needs[0]).publishOn(pool).map(value -> value);
            } else {
                List<Mono<Object>> needed =
                        Arrays.stream(needs).mapToObj(tasks::get).toList();
                task = Mono.zip(needed, values -> values).publishOn(pool).map(values -> values[0]);
            }
            tasks.add(shape.needing()[n] > 1 ? task.cache() : task);
        }
        return Mono.when(Arrays.stream(shape.ends()).mapToObj(tasks::get).toList());
    }

    /** Hands the shape to dexecutor, which has it built anew for each run, starts a pool for retries, and lets nobody wait but the caller. */
    static void dexecutor(Shape shape, ExecutorService pool) {
        TaskProvider<Integer, Object> tasks = id -> new Task<>() {
            private static final long serialVersionUID = 1L;

            @Override
            public Object execute() {
                return VALUE;
            }
        };
        Dexecutor<Integer, Object> executor = new DefaultDexecutor<>(new DexecutorConfig<>(pool, tasks));
        for (int n = 0; n < shape.size(); n++) {
            if (shape.needs()[n].length == 0) {
                executor.addIndependent(n);
            }
            for (int need : shape.needs()[n]) {
                executor.addDependency(need, n);
            }
        }
        if (!executor.execute(ExecutionConfig.TERMINATING).getErrored().isEmpty()) {
            throw new IllegalStateException("dexecutor failed");
        }
    }

    /** Returns what the limit's nodes yield. */
    static Object body(int node) {
        return VALUE;
    }
}
