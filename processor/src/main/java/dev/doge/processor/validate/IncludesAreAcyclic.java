package dev.doge.processor.validate;

import dev.doge.processor.model.Composition;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.TaskClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.inject.Inject;

/** DOGE044: no class includes itself, directly or through others. */
final class IncludesAreAcyclic implements Rule {
    @Inject
    IncludesAreAcyclic() {}

    @Override
    public void check(Subject subject, Findings findings) {
        Composition composition = subject.graph().composition();
        TaskClass root = subject.taskClass();
        List<TaskClass> ring = ring(composition, root);
        if (ring.isEmpty()) {
            return;
        }
        List<TaskClass> sources = ring.stream().filter(TaskClass::source).toList();
        TaskClass first = sources.stream()
                .min(Comparator.comparing(part -> part.name().qualifiedName()))
                .orElse(root);
        findings.lackIncludes();
        findings.stop();
        if (!first.equals(root)) {
            findings.fail(); // reported with that class
            return;
        }
        TaskClass closing = ring.get(ring.size() - 1);
        TaskClass.Include edge = closing.graph().includes().stream()
                .filter(include ->
                        composition.part(include).filter(root::equals).isPresent())
                .findFirst()
                .orElseThrow();
        String path =
                ring.stream().map(part -> part.simpleName() + " -> ").collect(Collectors.joining()) + root.simpleName();
        Diagnostic found = Diagnostic.at(edge.place(), Id.DOGE044, "includes form a ring: " + path);
        Table table = new Table(3, 2, 6);
        for (int i = 0; i < ring.size() - 1; i++) {
            table.row(ring.get(i).simpleName(), "includes", ring.get(i + 1).simpleName());
        }
        table.row(closing.simpleName(), "includes", root.simpleName(), "<- closes the ring");
        for (String line : table.lines()) {
            found = found.why(line);
        }
        findings.report(found.help(
                closing.equals(root)
                        ? "drop it: the tasks of a class are in its own graph"
                        : "drop " + root.simpleName() + " from the includes of " + closing.simpleName()
                                + "; if it lacks names of " + root.simpleName() + ", make it partial"));
    }

    /** Returns the shortest ring through a class, which comes first in it. */
    private static List<TaskClass> ring(Composition composition, TaskClass root) {
        Map<TaskClass, TaskClass> reachedFrom = new HashMap<>();
        Deque<TaskClass> queue = new ArrayDeque<>();
        queue.add(root);
        while (!queue.isEmpty()) {
            TaskClass part = queue.remove();
            for (TaskClass include : composition.includes(part)) {
                if (include.equals(root)) {
                    return path(reachedFrom, root, part);
                }
                if (reachedFrom.putIfAbsent(include, part) == null) {
                    queue.add(include);
                }
            }
        }
        return List.of();
    }

    private static List<TaskClass> path(Map<TaskClass, TaskClass> reachedFrom, TaskClass root, TaskClass last) {
        List<TaskClass> path = new ArrayList<>();
        TaskClass at = last;
        while (at != null && !at.equals(root)) {
            path.add(0, at);
            at = reachedFrom.get(at);
        }
        path.add(0, root);
        return path;
    }
}
