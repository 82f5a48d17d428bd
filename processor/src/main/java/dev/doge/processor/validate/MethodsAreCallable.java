package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE008: a task method is neither private nor generic. */
final class MethodsAreCallable implements Rule {
    @Inject
    MethodsAreCallable() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.tasks()) {
            if (task.flaw().isEmpty()) {
                continue;
            }
            String who = subject.taskClass().metadataOnly().isPresent()
                    ? "a generated class"
                    : "the generated class " + subject.taskClass().graphName();
            findings.report(
                    task,
                    task.flaw().get() == Task.Flaw.PRIVATE
                            ? Diagnostic.at(
                                            task.place(),
                                            Id.DOGE008,
                                            "a task cannot be private: "
                                                    + task.method().text())
                                    .why(who + " calls it")
                                    .help("make it package-private")
                            : Diagnostic.at(
                                            task.place(),
                                            Id.DOGE008,
                                            "a task cannot be generic: "
                                                    + task.method().text())
                                    .why(who + " knows one type for each value")
                                    .help("use a concrete type instead of its type parameter"));
        }
    }
}
