package dev.doge.samples.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The strongly connected components of a graph, by Kosaraju's two passes; without recursion, so that a long chain is no problem. */
final class StrongComponents {
    private final Map<String, Set<String>> edges;
    private final Set<String> seen = new HashSet<>();

    private StrongComponents(Map<String, Set<String>> edges) {
        this.edges = edges;
    }

    /**
     * Returns the components, those of one node too, sorted; each node is in exactly one.
     *
     * @param edges where each node leads; every node is a key
     */
    static List<NavigableSet<String>> of(Map<String, Set<String>> edges) {
        Deque<String> finished = new ArrayDeque<>();
        StrongComponents forward = new StrongComponents(edges);
        edges.keySet().forEach(node -> forward.finish(node, finished));

        List<NavigableSet<String>> components = new ArrayList<>();
        StrongComponents backward = new StrongComponents(reversed(edges));
        for (String last = finished.pollLast(); last != null; last = finished.pollLast()) {
            Deque<String> component = new ArrayDeque<>();
            backward.finish(last, component);
            if (!component.isEmpty()) {
                components.add(new TreeSet<>(component));
            }
        }
        components.sort(Comparator.comparing(NavigableSet::first));
        return components;
    }

    private record Visit(String node, Iterator<String> targets) {}

    /** Appends what is reached from a node for the first time, each node behind all that it leads to. */
    private void finish(String start, Deque<String> finished) {
        Deque<Visit> path = new ArrayDeque<>();
        enter(start, path);
        while (!path.isEmpty()) {
            Visit visit = path.getLast();
            if (visit.targets.hasNext()) {
                enter(visit.targets.next(), path);
            } else {
                finished.add(path.removeLast().node);
            }
        }
    }

    private void enter(String node, Deque<Visit> path) {
        if (seen.add(node)) {
            path.add(new Visit(node, edges.getOrDefault(node, Set.of()).iterator()));
        }
    }

    private static Map<String, Set<String>> reversed(Map<String, Set<String>> edges) {
        Map<String, Set<String>> reversed = new HashMap<>();
        edges.forEach((from, targets) -> targets.forEach(
                to -> reversed.computeIfAbsent(to, key -> new HashSet<>()).add(from)));
        return reversed;
    }
}
