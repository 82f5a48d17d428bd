package dev.doge.views;

import dev.doge.runtime.GraphView;
import dev.doge.runtime.TaskRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jgrapht.Graph;
import org.jgrapht.Graphs;
import org.jgrapht.alg.TransitiveClosure;
import org.jgrapht.alg.TransitiveReduction;
import org.jgrapht.alg.connectivity.KosarajuStrongConnectivityInspector;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.EdgeReversedGraph;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;

/**
 * What can be said of a graph beyond what stands next to what: ancestors, levels, longest paths, reductions. Edges lead from a task to those
 * that need it, so ancestors are what a task needs. All lists are unmodifiable, and the same for the same graph: where nothing else is said,
 * tasks stand as they were added.
 *
 * <p>Immutable and thread-safe. No argument may be null. Methods that take a task throw {@code IllegalArgumentException} for one that is not of
 * this graph. A graph takes a few hundred bytes for each task and edge here; the runtime itself needs none of this.
 */
public final class GraphViews {
    private final GraphView view;
    private final Graph<TaskRef<?>, DefaultEdge> graph;
    private final Map<TaskRef<?>, Integer> places = new HashMap<>();

    private GraphViews(GraphView view) {
        this.view = view;
        this.graph = copy();
        for (TaskRef<?> task : view.tasks()) {
            places.put(task, places.size());
        }
    }

    /**
     * Makes views of a graph.
     *
     * @param view what the graph looks like, from a builder or from a graph that was built
     * @return the views
     */
    public static GraphViews of(GraphView view) {
        return new GraphViews(Objects.requireNonNull(view, "view"));
    }

    /** Returns the graph in JGraphT's terms, which the caller may change. */
    private SimpleDirectedGraph<TaskRef<?>, DefaultEdge> copy() {
        SimpleDirectedGraph<TaskRef<?>, DefaultEdge> copy = new SimpleDirectedGraph<>(DefaultEdge.class);
        view.tasks().forEach(copy::addVertex);
        for (TaskRef<?> task : view.tasks()) {
            for (TaskRef<?> needed : view.parents(task)) {
                copy.addEdge(needed, task);
            }
        }
        return copy;
    }

    private TaskRef<?> own(TaskRef<?> task) {
        if (!view.contains(task)) {
            throw new IllegalArgumentException(task + " is not a task of this graph");
        }
        return task;
    }

    private List<TaskRef<?>> sorted(Iterable<? extends TaskRef<?>> tasks) {
        List<TaskRef<?>> sorted = new ArrayList<>();
        tasks.forEach(sorted::add);
        sorted.sort(Comparator.comparingInt(this::place));
        return Collections.unmodifiableList(sorted);
    }

    private int place(TaskRef<?> task) {
        return Objects.requireNonNull(places.get(task));
    }

    /**
     * Returns all that a task transitively needs.
     *
     * @param task the task
     * @return what it needs, without itself
     */
    public List<TaskRef<?>> ancestors(TaskRef<?> task) {
        return reached(new EdgeReversedGraph<>(graph), task);
    }

    /**
     * Returns all that transitively needs a task.
     *
     * @param task the task
     * @return what needs it, without itself
     */
    public List<TaskRef<?>> descendants(TaskRef<?> task) {
        return reached(graph, task);
    }

    private List<TaskRef<?>> reached(Graph<TaskRef<?>, DefaultEdge> along, TaskRef<?> from) {
        List<TaskRef<?>> reached = new ArrayList<>();
        new BreadthFirstIterator<>(along, own(from)).forEachRemaining(reached::add);
        reached.remove(0);
        return sorted(reached);
    }

    /**
     * Returns whether a task transitively needs another, or is the same.
     *
     * @param task the task
     * @param needed the other
     * @return whether it does
     */
    public boolean reaches(TaskRef<?> task, TaskRef<?> needed) {
        own(needed);
        BreadthFirstIterator<TaskRef<?>, DefaultEdge> ancestors =
                new BreadthFirstIterator<>(new EdgeReversedGraph<>(graph), own(task));
        while (ancestors.hasNext()) {
            if (ancestors.next() == needed) {
                return true;
            }
        }
        return false;
    }

    /**
     * Returns the tasks by level: those on level 0 need nothing, any other stands one above the highest that it needs. Tasks of one level can
     * run at the same time.
     *
     * @return the levels, from 0
     */
    public List<List<TaskRef<?>>> levels() {
        Map<TaskRef<?>, Integer> levelOf = new HashMap<>();
        List<List<TaskRef<?>>> levels = new ArrayList<>();
        for (TaskRef<?> task : view.topologicalOrder()) {
            int level = 0;
            for (TaskRef<?> needed : view.parents(task)) {
                level = Math.max(level, levelOf.getOrDefault(needed, 0) + 1);
            }
            levelOf.put(task, level);
            if (level == levels.size()) {
                levels.add(new ArrayList<>());
            }
            levels.get(level).add(task);
        }
        return levels.stream().map(this::sorted).toList();
    }

    /**
     * Returns the longest way through the graph, by number of tasks.
     *
     * @return the tasks of one longest way, each needed by the next; empty if there are none
     */
    public List<TaskRef<?>> longestPath() {
        return longestPath(task -> 1);
    }

    /**
     * Returns the heaviest way through the graph: with times as weights, the critical path, below whose time no number of threads can go. The
     * algorithm is one pass in topological order.
     *
     * @param weight the weight of each task, not negative
     * @return the tasks of one heaviest way, each needed by the next; empty if there are none
     * @throws IllegalArgumentException if a weight is negative
     */
    public List<TaskRef<?>> longestPath(ToLongFunction<? super TaskRef<?>> weight) {
        Map<TaskRef<?>, Long> heaviest = new HashMap<>();
        Map<TaskRef<?>, TaskRef<?>> before = new HashMap<>();
        TaskRef<?> end = null;
        long most = -1;
        for (TaskRef<?> task : view.topologicalOrder()) {
            long own = weight.applyAsLong(task);
            if (own < 0) {
                throw new IllegalArgumentException(task + " has a negative weight: " + own);
            }
            long longest = 0;
            for (TaskRef<?> needed : view.parents(task)) {
                long way = heaviest.getOrDefault(needed, 0L);
                if (!before.containsKey(task) || way > longest) {
                    longest = way;
                    before.put(task, needed);
                }
            }
            heaviest.put(task, longest + own);
            if (longest + own > most) {
                most = longest + own;
                end = task;
            }
        }
        List<TaskRef<?>> path = new ArrayList<>();
        for (TaskRef<?> task = end; task != null; task = before.get(task)) {
            path.add(task);
        }
        Collections.reverse(path);
        return Collections.unmodifiableList(path);
    }

    /**
     * Returns the strongly connected components, by Kosaraju's algorithm, as Sharir published it (1981). A graph that was built has no cycle, so each is a single task.
     *
     * @return the components, by their first task
     */
    public List<List<TaskRef<?>>> stronglyConnectedComponents() {
        List<Set<TaskRef<?>>> sets = new KosarajuStrongConnectivityInspector<>(graph).stronglyConnectedSets();
        return sets.stream()
                .map(this::sorted)
                .sorted(Comparator.comparingInt(component -> place(component.get(0))))
                .toList();
    }

    /**
     * Returns the fewest dependencies from which all others follow, by JGraphT's algorithm after Hsu (1975). Takes n² bits for n tasks, and time
     * by n³: for graphs of some thousand tasks.
     *
     * @return the dependencies, by task and then by what it needs
     */
    public List<Dependency> transitiveReduction() {
        SimpleDirectedGraph<TaskRef<?>, DefaultEdge> reduced = copy();
        TransitiveReduction.INSTANCE.reduce(reduced);
        return dependencies(reduced);
    }

    /**
     * Returns all that transitively needs what. There may be n² of them for n tasks.
     *
     * @return the dependencies, by task and then by what it needs
     */
    public List<Dependency> transitiveClosure() {
        SimpleDirectedGraph<TaskRef<?>, DefaultEdge> closed = copy();
        TransitiveClosure.INSTANCE.closeSimpleDirectedGraph(closed);
        return dependencies(closed);
    }

    private List<Dependency> dependencies(Graph<TaskRef<?>, DefaultEdge> of) {
        return view.tasks().stream()
                .flatMap(task ->
                        sorted(Graphs.predecessorListOf(of, task)).stream().map(needed -> new Dependency(task, needed)))
                .toList();
    }
}
