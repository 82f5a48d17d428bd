package dev.doge.runtime.generated;

import org.jspecify.annotations.Nullable;

/**
 * A task that returns its value. Called by the engine, on a thread of the executor or of a caller that helps; at most once per execution.
 *
 * @param <G> the graph class
 * @param <T> the type of the value
 */
@FunctionalInterface
public interface Body<G, T extends @Nullable Object> {
    /**
     * Calls the user's method.
     *
     * @param graph the graph that was requested
     * @param in what the method reads
     * @return the value
     * @throws Throwable whatever the user's method throws
     */
    T call(G graph, In in) throws Throwable;
}
