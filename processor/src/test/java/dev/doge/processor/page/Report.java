package dev.doge.processor.page;

import dev.doge.processor.testing.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The JSON of a graph, which the page is compared with. */
record Report(Map<String, Object> json) {
    static Report of(String json) {
        return new Report(Json.object(json));
    }

    List<String> names() {
        return tasks().stream().map(task -> String.valueOf(task.get("name"))).toList();
    }

    List<Map<String, Object>> tasks() {
        return objects("tasks");
    }

    Map<String, Object> task(String name) {
        return tasks().stream()
                .filter(task -> name.equals(task.get("name")))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the edges as {@code page needs user}. */
    List<String> edges() {
        return objects("edges").stream()
                .map(edge -> edge.get("from") + " " + edge.get("kind") + " " + edge.get("to"))
                .toList();
    }

    /** Returns all that a task transitively needs. */
    Set<String> upstream(String name) {
        return reached(name, "from", "to");
    }

    /** Returns all that transitively need a task. */
    Set<String> downstream(String name) {
        return reached(name, "to", "from");
    }

    private Set<String> reached(String start, String end, String other) {
        Set<String> found = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(start));
        while (!open.isEmpty()) {
            String at = open.pop();
            objects("edges").stream()
                    .filter(edge -> at.equals(edge.get(end)))
                    .map(edge -> String.valueOf(edge.get(other)))
                    .filter(found::add)
                    .toList()
                    .forEach(open::push);
        }
        return found;
    }

    private List<Map<String, Object>> objects(String name) {
        return Json.objects(Objects.requireNonNull(json.get(name), name));
    }
}
