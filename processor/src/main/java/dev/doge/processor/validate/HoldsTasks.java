package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import javax.inject.Inject;

/** DOGE001: the type can hold tasks. */
final class HoldsTasks implements Rule {
    @Inject
    HoldsTasks() {}

    @Override
    public void check(Subject subject, Findings findings) {
        TaskClass type = subject.taskClass();
        if (type.unfit().isPresent()) {
            String what = type.unfit().get();
            String methods = type.tasks().stream()
                    .filter(Task::isOwn)
                    .map(task -> task.method().text())
                    .findFirst()
                    .map(text -> text + " is annotated with @Task")
                    .orElse("it is annotated with @TaskGraph");
            findings.report(Diagnostic.at(type.place(), Id.DOGE001, what + " cannot hold tasks: " + type.simpleName())
                    .why(methods)
                    .help("make it a non-private class, record or interface"));
            findings.stop();
        }
    }
}
