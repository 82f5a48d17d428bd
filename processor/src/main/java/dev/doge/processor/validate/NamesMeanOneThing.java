package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE006: no name is both a task and an input. */
final class NamesMeanOneThing implements TaskRule {
    @Inject
    NamesMeanOneThing() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {

            if (parameter.input().isEmpty() || parameter.dependsOn().isPresent()) {
                continue;
            }
            subject.graph()
                    .task(task, parameter.input().get().name())
                    .filter(supplier -> subject.graph()
                            .owner(supplier)
                            .equals(subject.graph().owner(task)))
                    .ifPresent(supplier -> findings.report(
                            task,
                            Diagnostic.at(
                                            parameter.place(),
                                            Id.DOGE006,
                                            supplier.name() + " is both a task and an input")
                                    .why("task     " + supplier.method().text())
                                    .why("input    " + task.method().text())
                                    .help("if the task should supply it, drop @Input; otherwise rename the input")));
        }
    }
}
