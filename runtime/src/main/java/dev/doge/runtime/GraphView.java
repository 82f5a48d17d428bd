package dev.doge.runtime;

import dev.doge.runtime.internal.BuiltPlan;
import dev.doge.runtime.internal.GraphText;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a graph that is built at run time looked like at one moment: its tasks and what they need. All lists are unmodifiable and have the
 * same order for the same graph: tasks stand as they were added, the tasks that one needs as it was given them.
 *
 * <p>Immutable and thread-safe. Methods that take a task throw {@code IllegalArgumentException} for one that is not of this graph.
 */
public final class GraphView {
    private final BuiltPlan plan;
    private final int @Nullable [] indices;

    /**
     * Makes a view.
     *
     * @param plan the tasks
     * @param indices per place in the builder the index in the plan, -1 for what was removed; null if they are the same
     */
    GraphView(BuiltPlan plan, int @Nullable [] indices) {
        this.plan = plan;
        this.indices = indices;
    }

    BuiltPlan plan() {
        return plan;
    }

    int index(TaskRef<?> task) {
        int place = Objects.requireNonNull(task, "task").place();
        int index = indices == null ? place : place < indices.length ? indices[place] : -1;
        if (index < 0 || index >= plan.size() || plan.ref(index) != task) {
            throw new IllegalArgumentException(task + " is not a task of this graph");
        }
        return index;
    }

    /**
     * Returns how many tasks there are.
     *
     * @return the number
     */
    public int size() {
        return plan.size();
    }

    /**
     * Returns whether a task is one of this graph's.
     *
     * @param task the task
     * @return whether it is
     */
    public boolean contains(TaskRef<?> task) {
        int place = task.place();
        int index = indices == null ? place : place < indices.length ? indices[place] : -1;
        return index >= 0 && index < plan.size() && plan.ref(index) == task;
    }

    /**
     * Returns the tasks.
     *
     * @return the tasks in the order in which they were added
     */
    public List<TaskRef<?>> tasks() {
        return new Listed(plan.size(), plan::ref);
    }

    /**
     * Returns what a task needs: first what it takes the value of, then what it only comes after.
     *
     * @param task the task
     * @return what it needs itself, each once
     */
    public List<TaskRef<?>> parents(TaskRef<?> task) {
        int n = index(task);
        return new Listed(plan.needs(n), i -> plan.ref(plan.need(n, i)));
    }

    /**
     * Returns what needs a task.
     *
     * @param task the task
     * @return what needs it itself, each once
     */
    public List<TaskRef<?>> children(TaskRef<?> task) {
        int n = index(task);
        return new Listed(plan.dependants(n), i -> plan.ref(plan.dependant(n, i)));
    }

    /**
     * Returns the tasks so that each stands after all that it needs. The algorithm is Kahn's (Communications of the ACM 5, 1962), with a queue.
     *
     * @return the tasks
     */
    public List<TaskRef<?>> topologicalOrder() {
        int[] order = order();
        return new Listed(order.length, i -> plan.ref(order[i]));
    }

    /**
     * Returns the tasks so that each stands before all that it needs.
     *
     * @return the tasks: the topological order backwards
     */
    public List<TaskRef<?>> reverseTopologicalOrder() {
        int[] order = order();
        return new Listed(order.length, i -> plan.ref(order[order.length - 1 - i]));
    }

    private int[] order() {
        int[] missing = new int[plan.size()];
        int[] order = new int[plan.size()];
        int found = 0;
        for (int n = 0; n < missing.length; n++) {
            missing[n] = plan.needs(n);
            if (missing[n] == 0) {
                order[found++] = n;
            }
        }
        for (int i = 0; i < found; i++) {
            for (int k = 0, end = plan.dependants(order[i]); k < end; k++) {
                int dependant = plan.dependant(order[i], k);
                if (--missing[dependant] == 0) {
                    order[found++] = dependant;
                }
            }
        }
        return order;
    }

    /**
     * Returns the graph as a Mermaid flow chart.
     *
     * @return the text, the same for the same graph
     */
    public String toMermaid() {
        return text().toMermaid();
    }

    /**
     * Returns the graph in the language of Graphviz.
     *
     * @return the text, the same for the same graph
     */
    public String toDot() {
        return text().toDot();
    }

    /**
     * Returns the graph's tasks and edges as JSON, in the schema of the reports of graph classes.
     *
     * @return the text, the same for the same graph
     */
    public String toJson() {
        return text().toJson();
    }

    private GraphText text() {
        return new GraphText(BuiltGraph.class.getName(), plan);
    }

    /** Returns how many tasks there are. */
    @Override
    public String toString() {
        return "GraphView[" + plan.size() + " tasks]";
    }

    /** A list that looks its elements up. */
    private static final class Listed extends AbstractList<TaskRef<?>> implements RandomAccess {
        private final int size;
        private final IntFunction<TaskRef<?>> element;

        Listed(int size, IntFunction<TaskRef<?>> element) {
            this.size = size;
            this.element = element;
        }

        @Override
        public int size() {
            return size;
        }

        @Override
        public TaskRef<?> get(int index) {
            return element.apply(Objects.checkIndex(index, size));
        }
    }
}
