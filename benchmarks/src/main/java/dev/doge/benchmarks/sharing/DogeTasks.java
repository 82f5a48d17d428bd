package dev.doge.benchmarks.sharing;

import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.RunOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Doge: one task, whose requests are equal if their keys are. */
final class DogeTasks implements Sharer {
    private static final int WORKERS = 4;
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final DogeExecutor doge =
            DogeExecutor.builder().parallelism(WORKERS).build();
    private final SharedTaskGraph graph;

    DogeTasks(Work work) {
        this.graph = SharedTaskGraph.of(new SharedTask(work));
    }

    @Override
    public CompletableFuture<String> get(String key) {
        return doge.submit(graph.value(key));
    }

    @Override
    public CompletableFuture<String> get(String key, Duration deadline) {
        return doge.submit(graph.value(key), RunOptions.defaults().deadline(deadline));
    }

    @Override
    public void call(String key, Consumer<String> onValue, Consumer<Throwable> onFailure) {
        Callbacks.attach(get(key), onValue, onFailure);
    }

    @Override
    public void close() {
        doge.close(GRACE);
    }
}
