package dev.doge.runtime;

import java.util.List;

/**
 * A task graph: the tasks of one class, bound to the objects whose methods they are.
 *
 * <p>Implemented by generated classes, which are immutable and thread-safe. Two graphs are equal when they are of the same generated class
 * and have the same ({@code ==}) task objects; only then do they share work.
 */
public interface Graph {
    /**
     * Returns the tasks in the order of their declaration.
     *
     * @return the tasks; unmodifiable
     */
    List<TaskId<?>> tasks();

    /**
     * Returns the graph as a Mermaid flow chart. The text is the same for the same graph.
     *
     * @return the text
     */
    String toMermaid();

    /**
     * Returns the graph in the language of Graphviz. The text is the same for the same graph.
     *
     * @return the text
     */
    String toDot();

    /**
     * Returns the graph's inputs, tasks and edges as JSON. The text is the same for the same graph.
     *
     * @return the text
     */
    String toJson();
}
