package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.Taking;
import dev.doge.processor.model.DependsOnMark;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import java.util.List;
import javax.inject.Inject;

/** DOGE060: warns of an order-only predecessor whose value the task takes anyway. */
final class PredecessorsAreNotTaken implements TaskRule {
    @Inject
    PredecessorsAreNotTaken() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Named name : task.predecessors()) {
            subject.graph()
                    .task(task, name.name())
                    .ifPresent(before -> task.parameters().stream()
                            .filter(parameter -> takes(subject, parameter, before))
                            .findFirst()
                            .ifPresent(parameter -> findings.report(found(task, parameter, name))));
        }
    }

    /** Returns whether a parameter needs a task for the same key: another key is another request, which may well be waited for, too. */
    private static boolean takes(Subject subject, Parameter parameter, Task task) {
        return subject.graph().binding(parameter) instanceof Binding.ToTask taken
                && taken.task() == task
                && taken.with().isEmpty()
                && taken.taking().outer() != Taking.Outer.ON_DEMAND;
    }

    private static Diagnostic found(Task task, Parameter parameter, Named name) {
        return Diagnostic.at(name.place(), Id.DOGE060, task.name() + " waits for " + name.name() + " and takes it, too")
                .why("@DependsOn on " + task.method().text())
                .why("taken as " + parameter.type().simple() + " " + parameter.name())
                .help(help(task.after().map(DependsOnMark::tasks).orElse(List.of()), name));
    }

    private static String help(List<Named> written, Named name) {
        List<String> left = written.stream()
                .map(Named::name)
                .filter(other -> !other.equals(name.name()))
                .map(other -> "\"" + other + "\"")
                .toList();
        return "drop " + (left.isEmpty() ? "the @DependsOn on the method" : "it: " + dependsOn(left));
    }

    private static String dependsOn(List<String> names) {
        return "@DependsOn(" + (names.size() == 1 ? names.get(0) : "{" + String.join(", ", names) + "}") + ")";
    }
}
