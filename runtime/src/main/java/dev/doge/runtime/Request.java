package dev.doge.runtime;

import dev.doge.runtime.internal.Api;
import dev.doge.runtime.internal.TaskNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for the value of a task: the graph, the task, and the values of the inputs that the task transitively needs. It is the unit of
 * sharing: requests that are equal and under way at the same time are one piece of work.
 *
 * <p>A value: equal when graph, task and key are equal. Immutable and thread-safe. Made by the request methods of generated graph classes.
 *
 * @param <T> the type of the task's value
 */
public final class Request<T extends @Nullable Object> {
    @SuppressWarnings("UnusedVariable") // read through a handle
    private static final Api.Access ACCESS = new ApiAccess();

    private final Graph graph;
    final TaskNode node;
    final Object key;

    Request(Graph graph, TaskNode node, Object key) {
        this.graph = graph;
        this.node = node;
        this.key = key;
    }

    /**
     * Returns the graph of the task.
     *
     * @return the graph
     */
    public Graph graph() {
        return graph;
    }

    /**
     * Returns the task.
     *
     * @return the task
     */
    @SuppressWarnings("unchecked") // requests are made by the plan, which has the task's type from the generated method
    public TaskId<T> task() {
        return (TaskId<T>) node.id();
    }

    /**
     * Returns the values of the inputs that the task transitively needs, in the order of the request method's parameters.
     *
     * @return the values; unmodifiable, without nulls
     */
    public List<Object> key() {
        return node.keyValues(key);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Request<?> that
                        && (node == that.node || node.equals(that.node))
                        && node.sameKey(key, that.key)
                        && graph.equals(that.graph));
    }

    @Override
    public int hashCode() {
        return 31 * (31 * graph.hashCode() + node.hashCode()) + node.keyHash(key);
    }

    /** Returns the task and its key, {@code price(sku=42)}. Long values are cut. */
    @Override
    public String toString() {
        return node.describe(key);
    }
}
