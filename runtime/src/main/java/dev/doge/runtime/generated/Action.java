package dev.doge.runtime.generated;

/**
 * A task without a value. Called by the engine, on a thread of the executor or of a caller that helps; at most once per execution.
 *
 * @param <G> the graph class
 */
@FunctionalInterface
public interface Action<G> {
    /**
     * Calls the user's method.
     *
     * @param graph the graph that was requested
     * @param in what the method reads
     * @throws Throwable whatever the user's method throws
     */
    void call(G graph, In in) throws Throwable;
}
