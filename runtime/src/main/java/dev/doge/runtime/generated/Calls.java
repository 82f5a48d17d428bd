package dev.doge.runtime.generated;

import org.jspecify.annotations.Nullable;

/**
 * The bodies of some of a large graph's tasks, by number: what else would be a lambda each. Called by the engine, on a thread of the
 * executor or of a caller that helps; each number at most once per execution of its task.
 *
 * @param <G> the graph class
 */
@FunctionalInterface
public interface Calls<G> {
    /**
     * Calls the user's method that has a number.
     *
     * @param graph the graph that was requested
     * @param number the number
     * @param in what the method reads
     * @return what the method returns: the value, or the stage that yields it; null if it returns nothing
     * @throws Throwable whatever the user's method throws
     */
    @Nullable
    Object call(G graph, int number, In in) throws Throwable;
}
