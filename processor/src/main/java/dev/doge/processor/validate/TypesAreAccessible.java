package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.FallbackMark;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;

/** DOGE017: the generated class can name the types in signatures, and what fallbacks catch. Told once for each type, however many signatures have it. */
final class TypesAreAccessible implements Rule {
    @Inject
    TypesAreAccessible() {}

    @Override
    public void check(Subject subject, Findings findings) {
        Set<Type.Inaccessible> told = new HashSet<>();
        for (Task task : subject.graph().tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }
            String pkg = subject.taskClass().name().pkg();
            Optional<Type.Inaccessible> result = task.returned().inaccessibleFrom(pkg);
            if (result.isPresent()) {
                report(
                        told,
                        task,
                        found(subject, task.place(), task.method().text() + " returns", result.get()),
                        result.get(),
                        findings);
                continue;
            }
            for (Parameter parameter : task.parameters()) {
                parameter
                        .type()
                        .inaccessibleFrom(pkg)
                        .ifPresent(type -> report(
                                told,
                                task,
                                found(subject, parameter.place(), task.method().text() + " takes", type),
                                type,
                                findings));
            }
            task.fallback().ifPresent(mark -> checkThrown(subject, task, mark, told, findings));
        }
    }

    private static void checkThrown(
            Subject subject, Task task, FallbackMark mark, Set<Type.Inaccessible> told, Findings findings) {
        String pkg = subject.taskClass().name().pkg();
        for (FallbackMark.Candidate method : mark.methods()) {
            method.thrown()
                    .flatMap(thrown -> thrown.type().inaccessibleFrom(pkg))
                    .ifPresent(type -> report(
                            told,
                            task,
                            found(
                                    subject,
                                    mark.target().place(),
                                    method.method().text() + " takes",
                                    type),
                            type,
                            findings));
        }
    }

    private static void report(
            Set<Type.Inaccessible> told, Task task, Diagnostic found, Type.Inaccessible type, Findings findings) {
        if (told.add(type)) {
            findings.report(task, found);
        } else {
            findings.poison(task);
        }
    }

    private static Diagnostic found(Subject subject, Place place, String who, Type.Inaccessible type) {
        String graph = subject.taskClass().qualifiedGraphName();
        String wider = type.how().startsWith("private") ? "package-private" : "public";
        return Diagnostic.at(place, Id.DOGE017, "the type " + type.name() + " is not accessible from " + graph)
                .why(who + " " + type.name() + ", which is " + type.how())
                .help("make " + type.name() + " " + wider);
    }
}
