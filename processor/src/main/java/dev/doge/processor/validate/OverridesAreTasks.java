package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.TaskClass;
import javax.inject.Inject;

/** DOGE015: a root does not override a task by a method that is none. */
final class OverridesAreTasks implements Rule {
    @Inject
    OverridesAreTasks() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (TaskClass.UntaskedOverride override : subject.taskClass().untaskedOverrides()) {
            if (!findings.isPoisoned(override.task())) {
                findings.report(
                        override.task(),
                        Diagnostic.at(override.place(), Id.DOGE015, override.text() + " overrides a task without @Task")
                                .why("it overrides " + override.task().method().text())
                                .help("add @Task, or delete the override"));
            }
        }
    }
}
