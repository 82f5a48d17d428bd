package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Names;
import dev.doge.processor.graph.Spelling;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE002: whatever is named is a task or an input. */
final class NamesAreKnown implements Rule {
    @Inject
    NamesAreKnown() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.tasks()) {
            if (findings.isPoisoned(task) || !subject.graph().owner(task).equals(subject.taskClass())) {
                continue;
            }
            if (findings.lacksIncludes()) {
                poison(subject.graph(), task, findings);
                continue;
            }

            for (Parameter parameter : task.parameters()) {
                if (subject.graph().binding(parameter) instanceof Binding.Unknown unknown) {
                    findings.report(task, parameter(subject.graph(), task, parameter, unknown.name()));
                }
            }
            for (Named name : task.predecessors()) {
                if (subject.graph().candidates(subject.taskClass(), name.name()).isEmpty()) {
                    Diagnostic found = Diagnostic.at(name.place(), Id.DOGE002, "no task is named " + shown(name))
                            .why("@DependsOn on " + task.method().text());
                    findings.report(
                            task,
                            found.help(Spelling.nearest(
                                            name.name(),
                                            subject.graph().tasks().stream()
                                                    .map(subject.graph()::name)
                                                    .toList())
                                    .map(nearest -> "did you mean " + nearest + "?")
                                    .orElse("write a task of this name, or drop it")));
                }
            }
        }
    }

    /** A name may be that of a task which is missing since something is wrong with an include. */
    private static void poison(BoundClass graph, Task task, Findings findings) {
        if (task.parameters().stream().anyMatch(parameter -> graph.binding(parameter) instanceof Binding.Unknown)
                || task.predecessors().stream()
                        .anyMatch(name -> graph.task(task, name.name()).isEmpty())
                || graph.conditions(task).stream()
                        .anyMatch(condition -> condition.source().isEmpty())
                || (task.fallback().filter(mark -> mark.methods().isEmpty()).isPresent()
                        && graph.fallback(task).isEmpty())) {
            findings.poison(task);
        }
    }

    private static Diagnostic parameter(BoundClass graph, Task task, Parameter parameter, Named name) {
        Diagnostic found = Diagnostic.at(name.place(), Id.DOGE002, "no task or input is named " + shown(name))
                .why(new Table(2, 2, 5)
                        .row(task.name(), "needs", name.name(), task.method().text())
                        .lines()
                        .get(0));
        boolean bare = parameter.dependsOn().isEmpty();
        if (graph.input(name.name()).isPresent()) {
            String where = graph.input(name.name()).get().task().method().text();
            return found.help(
                    bare
                            ? name.name() + " is an input of " + where + "; add @Input to take it here too"
                            : name.name() + " is an input of " + where + ", not a task; write @Input(\"" + name.name()
                                    + "\") instead of @DependsOn");
        }
        Optional<String> nearest = Spelling.nearest(name.name(), graph.names(task));
        if (nearest.isPresent()) {
            return found.help(
                    bare
                            ? "did you mean " + nearest.get() + "? Rename the parameter, or add "
                                    + (graph.task(task, nearest.get()).isPresent() ? "@DependsOn(\"" : "@Input(\"")
                                    + nearest.get()
                                    + "\")"
                            : "did you mean " + nearest.get() + "?");
        }
        List<Task> fitting = graph.tasks().stream()
                .filter(other ->
                        other != task && other.hasValue() && other.value().agrees(parameter.type()))
                .toList();
        if (fitting.size() == 1) {
            return found.help("the task " + graph.name(fitting.get(0)) + " has this type: @DependsOn(\""
                    + graph.name(fitting.get(0)) + "\")");
        }
        return found.help("write a task of this name, or add @Input if the caller supplies it");
    }

    private static String shown(Named name) {
        return name.name().isBlank() ? Names.quoted(name.name()) : name.name();
    }
}
