package dev.doge.samples.audit;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Packages of one jar that refer to each other in a ring.
 *
 * @param jar the jar
 * @param ring the shortest ring through the first of them; each refers to the next, and the last to the first
 * @param packages all packages that reach each other
 */
record PackageCycle(Path jar, List<String> ring, int packages) {
    static List<PackageCycle> among(List<JarFacts> jars) {
        List<PackageCycle> cycles = new ArrayList<>();
        for (JarFacts jar : jars) {
            Set<String> done = new HashSet<>();
            for (String start : new TreeSet<>(jar.references().keySet())) {
                if (done.contains(start)) {
                    continue;
                }
                Set<String> component = reached(start, jar.references());
                component.retainAll(reached(start, reversed(jar.references())));
                done.addAll(component);
                if (component.size() > 1) {
                    cycles.add(new PackageCycle(jar.jar(), ring(start, jar.references()), component.size()));
                }
            }
        }
        return cycles;
    }

    private static Set<String> reached(String start, Map<String, Set<String>> references) {
        Set<String> reached = new HashSet<>(Set.of(start));
        Deque<String> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            for (String next : references.getOrDefault(open.remove(), Set.of())) {
                if (reached.add(next)) {
                    open.add(next);
                }
            }
        }
        return reached;
    }

    private static Map<String, Set<String>> reversed(Map<String, Set<String>> references) {
        Map<String, Set<String>> reversed = new HashMap<>();
        references.forEach((from, targets) -> targets.forEach(
                to -> reversed.computeIfAbsent(to, key -> new TreeSet<>()).add(from)));
        return reversed;
    }

    /** Breadth-first, so the first way back is the shortest. */
    private static List<String> ring(String start, Map<String, Set<String>> references) {
        Map<String, String> before = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!before.containsKey(start)) {
            String at = open.remove();
            for (String next : references.getOrDefault(at, Set.of())) {
                if (before.putIfAbsent(next, at) == null) {
                    open.add(next);
                }
            }
        }
        List<String> ring = new ArrayList<>();
        String at = start;
        do {
            at = before.getOrDefault(at, start);
            ring.add(at);
        } while (!at.equals(start));
        Collections.reverse(ring);
        return ring;
    }
}
