package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.TaskClass;
import javax.inject.Inject;

/** DOGE019: a class with @TaskGraph has a task. */
final class HasTasks implements Rule {
    @Inject
    HasTasks() {}

    @Override
    public void check(Subject subject, Findings findings) {
        TaskClass type = subject.taskClass();
        if (subject.graph().tasks().isEmpty() && type.graph().includes().isEmpty()) {
            findings.report(Diagnostic.at(
                            type.place(),
                            Id.DOGE019,
                            type.simpleName() + " is annotated with @TaskGraph and has no task")
                    .help("add @Task to a method, or drop @TaskGraph"));
            findings.stop();
        }
    }
}
