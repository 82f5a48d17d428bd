package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.List;
import javax.inject.Inject;

/** DOGE023: a value that may be null goes only where null is expected. */
final class NullsAreTaken implements Rule {
    @Inject
    NullsAreTaken() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }
            for (Parameter parameter : task.parameters()) {

                Binding binding = subject.graph().binding(parameter);
                if (binding instanceof Binding.ToTask bare && isSound(findings, bare.task()) && !takesNull(parameter)) {
                    String type = parameter.type().boxed().simple();
                    findings.report(
                            task,
                            found(parameter, bare.task())
                                    .help("write @Nullable " + type + " " + parameter.name() + " or Optional<" + type
                                            + "> " + parameter.name()));
                } else if (binding instanceof Binding.ToEach each && task.isOwn()) {
                    checkEach(task, parameter, each, findings);
                }
            }
        }
    }

    /** Returns whether it is worth asking whether a null of this task is taken. */
    private static boolean isSound(Findings findings, Task task) {
        return task.isNullable() && !findings.isPoisoned(task);
    }

    private static boolean takesNull(Parameter parameter) {
        return parameter.type().is("java.util.Optional")
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
        List<Type> arguments = parameter.type().arguments();
        if (isSound(findings, each.task()) && !arguments.isEmpty()) {
            Type element = arguments.get(arguments.size() - 1);
            if (!element.isNullable() && !element.is("dev.doge.runtime.Outcome")) {
                String type = parameter.type().simple();
                int at = type.lastIndexOf(element.simple());
                findings.report(
                        task,
                        found(parameter, each.task())
                                .help("write " + type.substring(0, at) + "@Nullable " + type.substring(at) + " "
                                        + parameter.name()));
                return;
            }
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
}
