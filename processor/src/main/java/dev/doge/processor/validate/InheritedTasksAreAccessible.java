package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Method;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE012: the generated class can call inherited and included tasks, and their fallbacks. */
final class InheritedTasksAreAccessible implements Rule {
    @Inject
    InheritedTasksAreAccessible() {}

    @Override
    public void check(Subject subject, Findings findings) {
        TaskClass type = subject.taskClass();
        String pkg = type.name().pkg();
        for (TaskClass part : subject.graph().composition().parts()) {
            if (!part.isPublic() && !part.name().pkg().equals(pkg)) {
                findings.report(Diagnostic.at(
                                type.place(),
                                Id.DOGE012,
                                "the included class " + part.simpleName() + " is not accessible from " + pkg)
                        .why(part.name().text() + " is not public")
                        .help("make it public"));
                part.tasks().forEach(findings::poison);
            }
        }
        for (Task task : subject.graph().tasks()) {
            check(subject, task, task.method(), "the ", " with @Task", findings);
            task.fallback().stream()
                    .flatMap(mark -> mark.methods().stream())
                    .forEach(candidate ->
                            check(subject, task, candidate.method(), "the fallback of the ", "", findings));
        }
    }

    /** Checks what the generated class calls for a task. */
    private static void check(Subject subject, Task task, Method method, String what, String how, Findings findings) {
        TaskClass type = subject.taskClass();
        String pkg = type.name().pkg();
        Optional<String> restricted = method.inaccessibleFrom(pkg);
        if (restricted.isPresent() && !findings.isPoisoned(task)) {
            boolean included = !subject.graph().owner(task).equals(type);
            String whose = included ? "included " : task.isOwn() ? "" : "inherited ";
            findings.report(
                    task,
                    Diagnostic.at(
                                    type.place(),
                                    Id.DOGE012,
                                    what + whose + "task " + subject.graph().name(task) + " is not accessible from "
                                            + pkg)
                            .why(method.text() + " is " + restricted.get())
                            .help(
                                    included
                                            ? "make it public"
                                            : "make it public, or override it in " + type.simpleName() + how));
        }
    }
}
