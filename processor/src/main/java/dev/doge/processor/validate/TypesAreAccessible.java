package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE017: the generated class can name the types in a signature. */
final class TypesAreAccessible implements Rule {
    @Inject
    TypesAreAccessible() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.graph().tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }

            String pkg = subject.taskClass().name().pkg();
            Optional<Type.Inaccessible> result = task.returned().inaccessibleFrom(pkg);
            if (result.isPresent()) {
                findings.report(task, found(subject, task.place(), task.method().text() + " returns", result.get()));
                continue;
            }
            for (Parameter parameter : task.parameters()) {
                parameter
                        .type()
                        .inaccessibleFrom(pkg)
                        .ifPresent(type -> findings.report(
                                task,
                                found(subject, parameter.place(), task.method().text() + " takes", type)));
            }
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
