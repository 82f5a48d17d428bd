package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import javax.inject.Inject;

/** DOGE012: the generated class can call inherited tasks. */
final class InheritedTasksAreAccessible implements Rule {
    @Inject
    InheritedTasksAreAccessible() {}

    @Override
    public void check(Subject subject, Findings findings) {
        TaskClass type = subject.taskClass();
        for (Task task : subject.graph().tasks()) {
            if (task.inaccessible().isPresent() && !findings.isPoisoned(task)) {
                findings.report(
                        task,
                        Diagnostic.at(
                                        type.place(),
                                        Id.DOGE012,
                                        "the inherited task " + task.name() + " is not accessible from "
                                                + type.name().pkg())
                                .why(task.method().text() + " is "
                                        + task.inaccessible().get())
                                .help("make it public, or override it in " + type.simpleName() + " with @Task"));
            }
        }
    }
}
