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

/** DOGE023: a value that may be null goes only where null is expected. */
final class NullsAreTaken implements TaskRule {
    @Inject
    NullsAreTaken() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {

            Binding binding = subject.graph().binding(parameter);
            if (binding instanceof Binding.ToTask lazy && lazy.taking().outer().compareTo(Taking.Outer.LAZY) >= 0) {
                checkElement(task, parameter, lazy, findings);
            } else if (binding instanceof Binding.ToTask bare
                    && isSound(findings, bare.task())
                    && !takesNull(parameter)) {
                String type = parameter.type().boxed().simple();
                findings.report(
                        task,
                        found(parameter, bare.task())
                                .help("write @Nullable " + type + " " + parameter.name() + " or Optional<" + type + "> "
                                        + parameter.name()));
            } else if (binding instanceof Binding.ToEach each) {
                checkEach(task, parameter, each, findings);
            }
        }
    }

    /** Returns whether it is worth asking whether a null of this task is taken. */
    private static boolean isSound(Findings findings, Task task) {
        return task.isNullable() && !findings.isPoisoned(task);
    }

    private static boolean takesNull(Parameter parameter) {
        return parameter.type().is("java.util.Optional")
                || parameter.type().is("dev.doge.runtime.Outcome")
                || (parameter.nullable() && !parameter.type().isPrimitive());
    }

    private static Diagnostic found(Parameter parameter, Task taken) {
        return Diagnostic.at(
                        parameter.place(),
                        Id.DOGE023,
                        "the value of " + taken.name() + " may be null, the parameter may not")
                .why(taken.method().text() + " is @Nullable");
    }

    private static void checkEach(Task task, Parameter parameter, Binding.ToEach each, Findings findings) {
        if (checkElement(task, parameter, each, findings)) {
            return;
        }
        each.source()
                .task()
                .filter(source -> isSound(findings, source))
                .ifPresent(source -> findings.report(
                        task,
                        Diagnostic.at(
                                        parameter
                                                .dependsOn()
                                                .orElseThrow()
                                                .each()
                                                .orElseThrow()
                                                .place(),
                                        Id.DOGE023,
                                        "the value of " + source.name() + " may be null, and null has no elements")
                                .why(source.method().text() + " is @Nullable")
                                .help("let it return an empty list instead of null")));
    }

    /** Checks what is inside a fan-out, lazy or dynamic parameter; returns whether something is wrong. */
    private static boolean checkElement(Task task, Parameter parameter, Binding.Taken taken, Findings findings) {
        List<Type> arguments = parameter.type().arguments();
        if (!parameter.annotated()
                || !isSound(findings, taken.task())
                || arguments.isEmpty()
                || taken.taking().takesAbsent()) {
            return false;
        }
        Type element = arguments.get(arguments.size() - 1);
        if (element.isNullable()) {
            return false;
        }
        String type = parameter.type().simple();
        int at = type.lastIndexOf(element.simple());
        findings.report(
                task,
                found(parameter, taken.task())
                        .help("write " + type.substring(0, at) + "@Nullable " + type.substring(at) + " "
                                + parameter.name()));
        return true;
    }
}
