package dev.doge.benchmarks.sharing;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Caffeine's {@link AsyncCache}, told to share what is in flight and to keep nothing: values expire when they are written, and a scheduler
 * removes what has expired soon.
 */
final class AsyncCaches implements Sharer {
    /** Warns of each load that fails, and some are to fail here. */
    private static final Logger WARNINGS = Logger.getLogger("com.github.benmanes.caffeine.cache");

    static {
        WARNINGS.setLevel(Level.OFF);
    }

    private final ExecutorService pool = Threads.pool();
    private final AsyncCache<String, String> cache = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ZERO)
            .scheduler(Scheduler.systemScheduler())
            .buildAsync();
    private final Work work;
    private final UnaryOperator<CompletableFuture<String>> handingOut;

    /** Makes a cache that hands out its own futures. */
    static AsyncCaches own(Work work) {
        return new AsyncCaches(work, UnaryOperator.identity());
    }

    /** Makes a cache that hands out copies of its futures. */
    static AsyncCaches copied(Work work) {
        return new AsyncCaches(work, CompletableFuture::copy);
    }

    private AsyncCaches(Work work, UnaryOperator<CompletableFuture<String>> handingOut) {
        this.work = work;
        this.handingOut = handingOut;
    }

    @Override
    public CompletableFuture<String> get(String key) {
        return handingOut.apply(cache.get(
                key,
                (k, executor) -> CompletableFuture.supplyAsync(
                        () -> work.computeUnchecked(k, other -> get(other).get()), pool)));
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
