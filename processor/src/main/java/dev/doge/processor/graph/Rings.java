package dev.doge.processor.graph;

import dev.doge.processor.model.Task;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rings of a graph: one per strongly connected component, the shortest. Components are found by Tarjan's algorithm (SIAM J.
 * Computing 1, 1972), without recursion; the shortest ring by a breadth-first search from each task of the component.
 */
public final class Rings {
    /** Above this size of a component only its first task is searched from, so that the cost stays linear. */
    private static final int SEARCHED = 500;

    private final BoundClass graph;
    private final List<Task> tasks;
    private final Predicate<Edge> follows;
    private final IdentityHashMap<Task, List<Edge>> followed = new IdentityHashMap<>();
    private final IdentityHashMap<Task, Integer> places = new IdentityHashMap<>();

    private Rings(BoundClass graph, Predicate<Edge> follows) {
        this.graph = graph;
        this.follows = follows;
        this.tasks = graph.tasks();
        for (int i = 0; i < tasks.size(); i++) {
            places.put(tasks.get(i), i);
        }
    }

    /**
     * One component with a ring.
     *
     * @param tasks all its tasks
     * @param ring its shortest ring, starting at the task that is declared first
     */
    public record Component(List<Task> tasks, List<Edge> ring) {}

    /** Returns the components that hold rings, in the order of declaration. */
    public static List<Component> of(BoundClass graph) {
        Rings rings = new Rings(graph, edge -> !edge.isDynamic());
        List<Component> found = new ArrayList<>();
        for (List<Integer> component : rings.components()) {
            List<Edge> ring = rings.shortest(component);
            if (!ring.isEmpty()) {
                found.add(new Component(component.stream().map(rings.tasks::get).toList(), ring));
            }
        }
        found.sort(Comparator.comparingInt(
                component -> rings.place(component.ring().get(0).from())));
        return found;
    }

    /** Returns the tasks in groups that need each other in whatever way, what is needed before what needs it. */
    static List<List<Task>> components(BoundClass graph) {
        Rings rings = new Rings(graph, edge -> true);
        return rings.components().stream()
                .map(component -> component.stream().map(rings.tasks::get).toList())
                .toList();
    }

    private List<Edge> edges(Task task) {
        return followed.computeIfAbsent(
                task, key -> graph.edges(key).stream().filter(follows).toList());
    }

    private int place(Task task) {
        return places.getOrDefault(task, -1);
    }

    private List<List<Integer>> components() {
        int size = tasks.size();
        int[] index = new int[size];
        int[] low = new int[size];
        int[] next = new int[size];
        boolean[] open = new boolean[size];
        Arrays.fill(index, -1);
        Deque<Integer> members = new ArrayDeque<>();
        Deque<Integer> path = new ArrayDeque<>();
        List<List<Integer>> components = new ArrayList<>();
        int count = 0;
        for (int root = 0; root < size; root++) {
            if (index[root] >= 0) {
                continue;
            }
            path.push(root);
            while (!path.isEmpty()) {
                int at = path.element();
                if (index[at] < 0) {
                    index[at] = count;
                    low[at] = count++;
                    open[at] = true;
                    members.push(at);
                }
                List<Edge> edges = edges(tasks.get(at));
                if (next[at] < edges.size()) {
                    int to = place(edges.get(next[at]++).to());
                    if (to >= 0 && index[to] < 0) {
                        path.push(to);
                    } else if (to >= 0 && open[to]) {
                        low[at] = Math.min(low[at], index[to]);
                    }
                    continue;
                }
                path.pop();
                if (!path.isEmpty()) {
                    low[path.element()] = Math.min(low[path.element()], low[at]);
                }
                if (low[at] == index[at]) {
                    List<Integer> component = new ArrayList<>();
                    int member;
                    do {
                        member = members.pop();
                        open[member] = false;
                        component.add(member);
                    } while (member != at);
                    Collections.sort(component);
                    components.add(component);
                }
            }
        }
        return components;
    }

    private List<Edge> shortest(List<Integer> component) {
        boolean[] inside = new boolean[component.size() == 1 ? 0 : tasks.size()];
        if (component.size() > 1) {
            component.forEach(member -> inside[member] = true);
        }
        List<Edge> best = List.of();
        List<Integer> starts = component.size() > SEARCHED ? component.subList(0, 1) : component;
        for (int start : starts) {
            List<Edge> ring = component.size() == 1 ? self(start) : ringFrom(start, inside);
            if (!ring.isEmpty() && (best.isEmpty() || ring.size() < best.size())) {
                best = ring;
            }
        }
        return rotated(best);
    }

    private List<Edge> self(int at) {
        return edges(tasks.get(at)).stream()
                .filter(edge -> edge.to() == tasks.get(at))
                .limit(1)
                .toList();
    }

    private List<Edge> ringFrom(int start, boolean[] inside) {
        @Nullable Edge[] reached = new @Nullable Edge[tasks.size()];
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(start);
        while (!queue.isEmpty()) {
            int at = queue.remove();
            for (Edge edge : edges(tasks.get(at))) {
                int to = place(edge.to());
                if (to < 0 || !inside[to] || reached[to] != null) {
                    continue;
                }
                reached[to] = edge;
                if (to == start) {
                    List<Edge> ring = new ArrayList<>();
                    Edge back = edge;
                    while (back != null) {
                        ring.add(back);
                        int from = place(back.from());
                        back = from == start ? null : reached[from];
                    }
                    Collections.reverse(ring);
                    return ring;
                }
                queue.add(to);
            }
        }
        return List.of();
    }

    private List<Edge> rotated(List<Edge> ring) {
        int first = 0;
        for (int i = 1; i < ring.size(); i++) {
            if (place(ring.get(i).from()) < place(ring.get(first).from())) {
                first = i;
            }
        }
        List<Edge> rotated = new ArrayList<>(ring.subList(first, ring.size()));
        rotated.addAll(ring.subList(0, first));
        return rotated;
    }
}
