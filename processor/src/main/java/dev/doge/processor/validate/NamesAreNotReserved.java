package dev.doge.processor.validate;

import dev.doge.processor.graph.Names;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE014: no task is named as a method that every graph has. */
final class NamesAreNotReserved implements Rule {
    @Inject
    NamesAreNotReserved() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.graph().tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }
            Names.reservedBy(subject.graph().method(task))
                    .ifPresent(by -> findings.report(
                            task,
                            Diagnostic.at(
                                            task.namePlace(),
                                            Id.DOGE014,
                                            "a task cannot be named " + task.name() + ": " + by)
                                    .why(task.method().text())
                                    .help("name it differently: @Task(name = \"" + task.name() + "Task\")")));
        }
    }
}
