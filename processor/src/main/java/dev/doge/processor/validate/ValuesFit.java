package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.Taking;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.List;
import javax.inject.Inject;

/** DOGE020: the value of a task fits the parameter that takes it. */
final class ValuesFit implements TaskRule {
    @Inject
    ValuesFit() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {

            if (subject.graph().binding(parameter) instanceof Binding.ToTask bare
                    && !findings.isPoisoned(bare.task())
                    && !fits(bare, parameter)) {
                findings.report(task, found(subject, task, parameter, bare.task()));
            }
        }
    }

    private static boolean fits(Binding.ToTask taken, Parameter parameter) {
        Type value = taken.task().value();
        return taken.taking().outer() == Taking.Outer.BARE
                ? value.fits(parameter.type())
                : taken.taking()
                        .type()
                        .filter(type -> !value.boxed().fits(type))
                        .isEmpty();
    }

    private static Diagnostic found(Subject subject, Task task, Parameter parameter, Task taken) {
        Diagnostic found = Diagnostic.at(
                parameter.place(), Id.DOGE020, "the value of " + taken.name() + " does not fit the parameter");
        for (String line : new Table(2, 2, 4)
                .row(taken.name(), "gives", taken.value().text(), taken.method().text())
                .row(
                        task.name(),
                        "takes",
                        parameter.type().text(),
                        task.method().text())
                .lines()) {
            found = found.why(line);
        }
        List<Task> fitting = subject.graph().tasks().stream()
                .filter(other ->
                        other != task && other.hasValue() && other.value().agrees(parameter.type()))
                .toList();
        String type = wrapped(parameter.type(), taken.value());
        return found.help(
                fitting.size() == 1
                        ? "declare the parameter as " + type + ", or take "
                                + fitting.get(0).name() + ", which has this type: @DependsOn(\""
                                + fitting.get(0).name() + "\")"
                        : "declare the parameter as " + type);
    }

    /** Returns the value's type in the wrapper that the parameter has. */
    private static String wrapped(Type parameter, Type value) {
        String boxed = value.boxed().simple();
        if (parameter.is("dev.doge.runtime.Outcome")) {
            return "Outcome<" + boxed + ">";
        }
        if (parameter.is("dev.doge.runtime.Lazy")) {
            return "Lazy<" + boxed + ">";
        }
        if (parameter.is("dev.doge.runtime.OnDemand") && !parameter.arguments().isEmpty()) {
            return "OnDemand<" + parameter.arguments().get(0).simple() + ", " + boxed + ">";
        }
        return value.simple();
    }
}
