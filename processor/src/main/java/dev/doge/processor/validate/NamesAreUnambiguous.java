package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;
import java.util.List;
import java.util.stream.Collectors;
import javax.inject.Inject;

/** DOGE043: a name that tasks of several includes have is qualified. */
final class NamesAreUnambiguous implements Rule {
    @Inject
    NamesAreUnambiguous() {}

    @Override
    public void check(Subject subject, Findings findings) {
        BoundClass graph = subject.graph();
        for (Task task : subject.tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }
            for (Parameter parameter : task.parameters()) {
                if (graph.binding(parameter) instanceof Binding.Ambiguous ambiguous) {
                    findings.report(
                            task,
                            found(graph, task, parameter.place(), "@DependsOn", ambiguous.name(), ambiguous.tasks()));
                }
            }
            task.predecessors().forEach(name -> check(graph, task, "@DependsOn", name, findings));
            graph.conditions(task).forEach(condition -> check(graph, task, "@When", condition.name(), findings));
            task.fallback()
                    .filter(mark -> mark.methods().isEmpty())
                    .ifPresent(mark -> check(graph, task, "@Fallback", mark.target(), findings));
        }
    }

    private static void check(BoundClass graph, Task task, String annotation, Named name, Findings findings) {
        List<Task> several = graph.candidates(graph.owner(task), name.name());
        if (several.size() > 1) {
            findings.report(task, found(graph, task, name.place(), annotation, name, several));
        }
    }

    private static Diagnostic found(
            BoundClass graph, Task task, Place place, String annotation, Named name, List<Task> several) {
        Diagnostic found = Diagnostic.at(
                place, Id.DOGE043, name.name() + " is ambiguous: several includes have a task of this name");
        found = found.why(task.method().text() + " needs one of");
        Table table = new Table(4);
        several.forEach(each -> table.row(qualified(graph, each), each.method().text()));
        for (String line : table.lines()) {
            found = found.why(line);
        }
        return found.help("say which one: "
                + several.stream()
                        .map(each -> annotation + "(\"" + qualified(graph, each) + "\")")
                        .collect(Collectors.joining(" or ")));
    }

    private static String qualified(BoundClass graph, Task task) {
        return graph.owner(task).simpleName() + "." + task.name();
    }
}
