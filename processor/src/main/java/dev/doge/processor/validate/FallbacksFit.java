package dev.doge.processor.validate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Names;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.FallbackMark;
import dev.doge.processor.model.FallbackMark.Argument;
import dev.doge.processor.model.FallbackMark.Candidate;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.inject.Inject;

/** DOGE054: a fallback is a method or task that can supply the value. */
final class FallbacksFit implements TaskRule {
    @Inject
    FallbacksFit() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        task.fallback()
                .filter(mark -> subject.graph()
                        .fallback(task)
                        .filter(findings::isPoisoned)
                        .isEmpty())
                .flatMap(mark -> wrong(subject.graph(), task, mark))
                .ifPresent(what -> findings.report(
                        task,
                        Diagnostic.at(task.fallback().orElseThrow().target().place(), Id.DOGE054, what)
                                .why("@Fallback on " + task.method().text())
                                .help("write " + signature(task))));
    }

    private static Optional<String> wrong(BoundClass graph, Task task, FallbackMark mark) {
        String name = mark.target().name();
        if (mark.methods().isEmpty()) {
            return graph.fallback(task)
                    .map(other -> wrong(task, other))
                    .orElseGet(() ->
                            Optional.of("no method or task is named " + (name.isBlank() ? Names.quoted(name) : name)));
        }
        if (mark.methods().size() > 1) {
            return Optional.of("several methods are named " + name);
        }
        return wrong(task, mark.methods().get(0));
    }

    private static Optional<String> wrong(Task task, Task other) {
        if (other.isConditional()) {
            return Optional.of("the fallback " + other.name() + " may be skipped itself");
        }
        if (other.isNullable() && !task.isNullable() && task.hasValue()) {
            return Optional.of("the fallback " + other.name() + " may yield null, " + task.name() + " may not");
        }
        boolean fits = task.hasValue()
                ? other.hasValue() && other.value().boxed().fits(task.value().boxed())
                : !other.hasValue();
        return fits
                ? Optional.empty()
                : Optional.of("the fallback " + other.name() + " gives "
                        + other.value().simple() + ", not " + task.value().simple());
    }

    private static Optional<String> wrong(Task task, Candidate method) {
        String text = method.method().text();
        if (!method.callable()) {
            return Optional.of("the generated class cannot call " + text);
        }
        boolean fits = task.hasValue()
                ? !method.value().isVoid()
                        && method.value().boxed().fits(task.value().boxed())
                : method.value().isVoid() || method.value().is("java.lang.Void");
        if (!fits) {
            return Optional.of("the fallback returns " + method.returned().simple() + ", not "
                    + task.value().simple());
        }
        if (method.nullable() && !task.isNullable() && task.hasValue()) {
            return Optional.of("the fallback may return null, " + task.name() + " may not");
        }
        if (method.parameters().stream().filter(Argument::thrown).count() > 1) {
            return Optional.of("the fallback takes two exceptions");
        }
        if (!method.named()) {
            return Optional.of("the names of the parameters of " + text + " are unknown");
        }
        for (Argument argument : method.parameters()) {
            if (!argument.thrown()) {
                Optional<Type> own = task.parameters().stream()
                        .filter(parameter -> parameter.name().equals(argument.name()))
                        .map(Parameter::type)
                        .findFirst();
                if (own.isEmpty()) {
                    return Optional.of(
                            "the fallback takes " + argument.name() + ", which " + task.name() + " does not take");
                }
                if (argument.type().isPrimitive()
                        && task.parameters().stream()
                                .anyMatch(parameter ->
                                        parameter.name().equals(argument.name()) && parameter.nullable())) {
                    return Optional.of("the fallback takes " + argument.name() + " as "
                            + argument.type().simple() + ", and it may be null");
                }
                if (!own.get().fits(argument.type())) {
                    return Optional.of("the fallback takes " + argument.name() + " as "
                            + argument.type().simple() + ", and it is "
                            + own.get().simple());
                }
            }
        }
        return Optional.empty();
    }

    private static String signature(Task task) {
        String name = task.fallback().orElseThrow().target().name();
        String parameters = task.parameters().stream()
                .map(parameter -> ", " + parameter.type().simple() + " " + parameter.name())
                .collect(Collectors.joining());
        return (task.hasValue() ? task.value().simple() : "void") + " "
                + (Names.isLegal(name) ? name : task.name() + "Otherwise") + "(Throwable why" + parameters + ")";
    }
}
