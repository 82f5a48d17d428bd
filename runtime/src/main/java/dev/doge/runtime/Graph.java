package dev.doge.runtime;

import java.util.List;
import java.util.Objects;

/**
 * A task graph: the tasks of one class, bound to the objects whose methods they are.
 *
 * <p>Implemented by generated classes, which are immutable and thread-safe. Two graphs are equal when they are of the same generated class
 * and have the same ({@code ==}) task objects; only then do they share work.
 */
public interface Graph {
    /**
     * Returns the generated graph class of a class that only the run time knows, for containers that make the graph by its constructor.
     * Who knows the class while compiling names the generated class itself.
     *
     * @param owner a class with tasks, exactly as declared: not a subclass of it, and not a proxy
     * @return the class {@code <Name>Graph} of its package, with the names of nested classes joined by {@code _}
     * @throws NullPointerException if {@code owner} is null
     * @throws IllegalArgumentException if {@code owner} is a primitive type, an array, or a local, anonymous or hidden class
     * @throws IllegalStateException if the class loader of {@code owner} finds no such class, or one that is no graph. The message says how
     *     to make the annotation processor run, which is what is missing most often; classes without tasks and partial classes
     *     have no graph either
     */
    static Class<? extends Graph> classOf(Class<?> owner) {
        return GeneratedClass.of(Objects.requireNonNull(owner, "owner"));
    }

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
