package dev.doge.benchmarks.sharing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * {@link CompletableFuture} with the care that it takes: each caller has a copy of its own, as the documentation of {@code copy()} advises,
 * and the entry goes before the future completes.
 */
final class CarefulFutures implements Sharer {
    private final ConcurrentMap<String, CompletableFuture<String>> flights = new ConcurrentHashMap<>();
    private final ExecutorService pool = Threads.pool();
    private final Work work;

    CarefulFutures(Work work) {
        this.work = work;
    }

    @Override
    public CompletableFuture<String> get(String key) {
        CompletableFuture<String> mine = new CompletableFuture<>();
        CompletableFuture<String> flight = flights.putIfAbsent(key, mine);
        if (flight != null) {
            return flight.copy();
        }
        pool.execute(() -> fly(key, mine));
        return mine.copy();
    }

    private void fly(String key, CompletableFuture<String> flight) {
        try {
            String value = work.compute(key, other -> get(other).get());
            flights.remove(key, flight);
            flight.complete(value);
        } catch (Throwable thrown) {
            flights.remove(key, flight);
            flight.completeExceptionally(thrown);
        }
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
