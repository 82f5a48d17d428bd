package dev.doge.benchmarks.sharing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One {@link CompletableFuture} a key, handed to all who ask: the few lines that everybody writes first. */
@SuppressWarnings("FutureReturnValueIgnored") // of callbacks
final class Futures implements Sharer {
    private final ConcurrentMap<String, CompletableFuture<String>> flights = new ConcurrentHashMap<>();
    private final ExecutorService pool = Threads.pool();
    private final Work work;

    Futures(Work work) {
        this.work = work;
    }

    @Override
    public CompletableFuture<String> get(String key) {
        CompletableFuture<String> flight = flights.computeIfAbsent(
                key,
                k -> CompletableFuture.supplyAsync(
                        () -> work.computeUnchecked(k, other -> get(other).get()), pool));
        flight.whenComplete((value, thrown) -> flights.remove(key, flight));
        return flight;
    }

    @Override
    public CompletableFuture<String> get(String key, Duration deadline) {
        return get(key).orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void call(String key, Consumer<String> onValue, Consumer<Throwable> onFailure) {
        Callbacks.attach(get(key), onValue, onFailure);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
