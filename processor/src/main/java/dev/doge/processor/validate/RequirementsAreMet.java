package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.model.Composition;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.inject.Inject;

/** DOGE049: what partial includes lack is there. */
final class RequirementsAreMet implements Rule {
    @Inject
    RequirementsAreMet() {}

    @Override
    public void check(Subject subject, Findings findings) {
        if (findings.lacksIncludes()) {
            return;
        }
        BoundClass graph = subject.graph();
        Composition composition = graph.composition();
        for (TaskClass part : composition.parts()) {
            if (part.equals(subject.taskClass()) || !part.isPartial()) {
                continue;
            }
            Map<String, String> lacking = new LinkedHashMap<>();
            Task needing = null;
            for (Task task : part.tasks()) {
                if (findings.isPoisoned(task)) {
                    continue;
                }
                int before = lacking.size();
                collect(graph, task, lacking);
                if (lacking.size() > before || isIncomplete(graph, task)) {
                    findings.poison(task);
                    needing = needing == null ? task : needing;
                }
            }
            if (needing != null) {
                Diagnostic found = Diagnostic.at(
                        composition.place(part),
                        Id.DOGE049,
                        part.simpleName() + " is partial, and lacks " + String.join(", ", lacking.keySet()));
                findings.report(found.why("first needed by " + needing.method().text())
                        .help("add to " + subject.taskClass().simpleName() + ": "
                                + String.join(" ", lacking.values())));
            }
        }
    }

    private static boolean isIncomplete(BoundClass graph, Task task) {
        return task.parameters().stream().anyMatch(parameter -> graph.binding(parameter) instanceof Binding.Unknown)
                || task.predecessors().stream()
                        .anyMatch(name ->
                                graph.candidates(graph.owner(task), name.name()).isEmpty());
    }

    private static void collect(BoundClass graph, Task task, Map<String, String> lacking) {
        for (Parameter parameter : task.parameters()) {
            if (!(graph.binding(parameter) instanceof Binding.Unknown unknown)) {
                continue;
            }
            String name = unknown.name().name();
            boolean source = parameter
                    .dependsOn()
                    .flatMap(mark -> mark.each())
                    .filter(each -> each.name().equals(name))
                    .isPresent();
            boolean target = parameter.dependsOn().flatMap(mark -> mark.each()).isPresent();
            String type = source ? "List<...>" : target ? "..." : value(parameter);
            lacking.put(
                    name,
                    source
                            ? "@Task " + type + " " + name + "(...), or an @Input of this name and type"
                            : "@Task " + type + " " + name + "(...)");
        }
        for (Named name : task.predecessors()) {
            if (graph.candidates(graph.owner(task), name.name()).isEmpty()) {
                lacking.putIfAbsent(name.name(), "@Task void " + name.name() + "(...)");
            }
        }
    }

    private static String value(Parameter parameter) {
        boolean optional = parameter.type().is("java.util.Optional")
                && !parameter.type().arguments().isEmpty();
        return optional
                ? parameter.type().arguments().get(0).simple()
                : parameter.type().simple();
    }
}
