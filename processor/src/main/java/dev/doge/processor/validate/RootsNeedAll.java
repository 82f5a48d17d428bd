package dev.doge.processor.validate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Edge;
import dev.doge.processor.graph.Spelling;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;

/** DOGE061, and DOGE002 for what is named: each task is needed by a root. */
final class RootsNeedAll implements Rule {
    @Inject
    RootsNeedAll() {}

    @Override
    public void check(Subject subject, Findings findings) {
        BoundClass graph = subject.graph();
        TaskClass type = subject.taskClass();
        List<Named> roots = type.graph().roots();
        if (roots.isEmpty() || findings.lacksIncludes()) {
            return;
        }
        Deque<Task> open = new ArrayDeque<>();
        boolean known = true;
        for (Named name : roots) {
            Optional<Task> root = graph.task(type, name.name());
            root.ifPresent(open::add);
            if (root.isEmpty()) {
                known = false;
                findings.report(unknown(graph, type, name));
            }
        }
        if (!known) {
            return;
        }
        Set<Task> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        while (!open.isEmpty()) {
            Task task = open.remove();
            if (needed.add(task)) {
                graph.edges(task).stream().map(Edge::to).forEach(open::add);
            }
        }
        for (Task task : type.tasks()) {
            if (!needed.contains(task) && !findings.isPoisoned(task)) {
                findings.report(Diagnostic.at(task.place(), Id.DOGE061, "no root needs the task " + task.name())
                        .why(task.method().text())
                        .help("add it to roots, or delete it"));
            }
        }
    }

    private static Diagnostic unknown(BoundClass graph, TaskClass type, Named name) {
        List<Task> several = graph.candidates(type, name.name());
        if (!several.isEmpty()) {
            return Diagnostic.at(
                            name.place(),
                            Id.DOGE043,
                            name.name() + " is ambiguous: several includes have a task of this name")
                    .why("it is a root of " + type.simpleName())
                    .help("say which one: " + several.stream().map(graph::name).toList());
        }
        return Diagnostic.at(name.place(), Id.DOGE002, "no task is named " + name.name())
                .why("it is a root of " + type.simpleName())
                .help(Spelling.nearest(
                                name.name(),
                                graph.tasks().stream().map(graph::name).toList())
                        .map(nearest -> "did you mean " + nearest + "?")
                        .orElse("write a task of this name, or drop it"));
    }
}
