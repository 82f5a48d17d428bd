package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;

/** DOGE065: warns of an input that means two values in one task. */
final class ReboundIsClear implements TaskRule {
    @Inject
    ReboundIsClear() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {
            if (subject.graph().binding(parameter) instanceof Binding.Taken taken
                    && !findings.isPoisoned(taken.task())) {
                rebound(subject, parameter, taken).stream()
                        .filter(name ->
                                subject.keys().of(task).orElse(List.of()).contains(name))
                        .findFirst()
                        .ifPresent(
                                name -> findings.report(
                                        Diagnostic.at(
                                                        parameter.place(),
                                                        Id.DOGE065,
                                                        "the input " + name + " means two values in " + task.name())
                                                .why("for "
                                                        + subject.graph().name(taken.task()) + " it is bound anew: "
                                                        + source(taken, name))
                                                .why("for " + task.name() + " it is part of its own key")
                                                .help(
                                                        "if that is meant, add @SuppressWarnings(\"DOGE065\"); otherwise rename one of the two")));
            }
        }
    }

    private static Set<String> rebound(Subject subject, Parameter parameter, Binding.Taken taken) {
        Set<String> names = new HashSet<>();
        taken.with().forEach(with -> names.add(with.input().name()));
        boolean recursive = subject.graph().isRecursive(taken.task());
        if (taken.binds()
                && taken.as().isEmpty()
                && !recursive
                && subject.keys().as(parameter) instanceof Keys.As.Bound bound) {
            names.add(bound.input());
        }
        return names;
    }

    private static String source(Binding.Taken taken, String name) {
        return taken.with().stream()
                .filter(with -> with.input().name().equals(name))
                .map(with -> name + " = " + with.source().name())
                .findFirst()
                .orElse(
                        taken instanceof Binding.ToEach each
                                ? "each of " + each.source().name()
                                : "what the body names");
    }
}
