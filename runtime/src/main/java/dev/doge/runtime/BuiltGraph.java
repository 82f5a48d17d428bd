package dev.doge.runtime;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A graph that was built at run time, by a {@link TaskGraphBuilder}. Its tasks have no inputs: within one graph, a task is its own key, and
 * requests of it share work. Two graphs are equal only if they are the same, so what is built anew shares nothing with what was built before.
 *
 * <p>Immutable and thread-safe.
 */
public final class BuiltGraph implements Graph {
    private final GraphView view;

    BuiltGraph(GraphView view) {
        this.view = view;
    }

    /**
     * Requests a task.
     *
     * @param task the task
     * @param <T> the type of its value
     * @return the request
     * @throws IllegalArgumentException if the task was not in the builder when this graph was built
     */
    public <T extends @Nullable Object> Request<T> request(TaskRef<T> task) {
        return view.plan().request(this, view.index(task));
    }

    /**
     * Requests all tasks: done when all have succeeded, failed as soon as one has.
     *
     * @return the request
     */
    public Request<Void> all() {
        return view.plan().all(this);
    }

    /**
     * Returns what the graph looks like.
     *
     * @return its tasks and what they need
     */
    public GraphView view() {
        return view;
    }

    /**
     * Returns the identities of the tasks, which events and reports name.
     *
     * @return the identities in the order in which the tasks were added; unmodifiable
     */
    @Override
    public List<TaskId<?>> tasks() {
        return new AbstractList<>() {
            @Override
            public int size() {
                return view.size();
            }

            @Override
            public TaskId<?> get(int index) {
                return view.plan().id(Objects.checkIndex(index, view.size()));
            }
        };
    }

    @Override
    public String toMermaid() {
        return view.toMermaid();
    }

    @Override
    public String toDot() {
        return view.toDot();
    }

    @Override
    public String toJson() {
        return view.toJson();
    }

    /** Returns how many tasks there are. */
    @Override
    public String toString() {
        return "BuiltGraph[" + view.size() + " tasks]";
    }
}
