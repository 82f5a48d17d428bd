package dev.doge.samples.audit;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;

/**
 * Packages of one jar that all reach each other.
 *
 * @param jar the jar
 * @param ring the shortest ring among them: each refers to the next, and the last to the first
 * @param packages how many they are
 */
record PackageCycle(Path jar, List<String> ring, int packages) {
    static List<PackageCycle> among(List<JarFacts> jars) {
        List<PackageCycle> cycles = new ArrayList<>();
        for (JarFacts jar : jars) {
            for (NavigableSet<String> component : StrongComponents.of(jar.references())) {
                if (component.size() > 1) {
                    List<String> ring = shortestRing(component, jar.references());
                    cycles.add(new PackageCycle(jar.jar(), ring, component.size()));
                }
            }
        }
        return List.copyOf(cycles);
    }

    /** Returns the ring as people read it, closed. */
    String shown() {
        StringBuilder shown = new StringBuilder();
        ring.forEach(name -> shown.append(named(name)).append(" -> "));
        return shown.append(named(ring.get(0))).toString();
    }

    private static String named(String name) {
        return name.isEmpty() ? "(unnamed)" : name;
    }

    private static List<String> shortestRing(NavigableSet<String> component, Map<String, Set<String>> references) {
        List<String> shortest = List.of();
        for (String start : component) {
            List<String> ring = ringThrough(start, component, references);
            if (shortest.isEmpty() || ring.size() < shortest.size()) {
                shortest = ring;
            }
            if (shortest.size() == 2) {
                break; // no ring is shorter
            }
        }
        return shortest;
    }

    /** Breadth-first, so the first way back is the shortest. */
    private static List<String> ringThrough(String start, Set<String> component, Map<String, Set<String>> references) {
        Map<String, String> before = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!before.containsKey(start)) {
            String at = open.remove();
            for (String next : references.getOrDefault(at, Set.of())) {
                if (component.contains(next) && before.putIfAbsent(next, at) == null) {
                    open.add(next);
                }
            }
        }
        Deque<String> ring = new ArrayDeque<>();
        for (String at = before.get(start); at != null && !at.equals(start); at = before.get(at)) {
            ring.addFirst(at);
        }
        ring.addFirst(start);
        return List.copyOf(ring);
    }
}
