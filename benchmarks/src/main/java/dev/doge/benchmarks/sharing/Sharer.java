package dev.doge.benchmarks.sharing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A way to compute the value of a key once for all who ask meanwhile. Thread-safe. */
interface Sharer extends AutoCloseable {
    /**
     * Asks for a value: joins the work that is under way for the key, or starts it. All contenders can hand out a future, so that is what a
     * caller holds: who cancels it leaves.
     */
    CompletableFuture<String> get(String key);

    /** Asks for a value, but leaves after a while, in the way that the contender has for that. */
    CompletableFuture<String> get(String key, Duration deadline);

    /** Asks for a value and is called back, in the way that the contender has for that. */
    void call(String key, Consumer<String> onValue, Consumer<Throwable> onFailure);

    /** Ends the threads. */
    @Override
    void close();
}
