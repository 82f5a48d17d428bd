package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE012: the generated class can call inherited and included tasks. */
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
            Optional<String> how = task.inaccessibleFrom(pkg);
            if (how.isPresent() && !findings.isPoisoned(task)) {
                boolean inherited = subject.graph().owner(task).equals(type);
                findings.report(
                        task,
                        Diagnostic.at(
                                        type.place(),
                                        Id.DOGE012,
                                        "the " + (inherited ? "inherited" : "included") + " task "
                                                + subject.graph().name(task) + " is not accessible from " + pkg)
                                .why(task.method().text() + " is " + how.get())
                                .help(
                                        inherited
                                                ? "make it public, or override it in " + type.simpleName()
                                                        + " with @Task"
                                                : "make it public"));
            }
        }
    }
}
