package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE027: a parameter is an input or takes a task, not both. */
final class OneMarkPerParameter implements TaskRule {
    @Inject
    OneMarkPerParameter() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        boolean context = false;
        for (Parameter parameter : task.parameters()) {
            if (parameter.type().is("dev.doge.runtime.TaskContext")) {
                boolean marked =
                        parameter.input().isPresent() || parameter.dependsOn().isPresent();
                if (marked || context) {
                    findings.report(
                            task,
                            Diagnostic.at(
                                            parameter.place(),
                                            Id.DOGE027,
                                            marked
                                                    ? "a TaskContext is neither an input nor the value of a task"
                                                    : "two TaskContexts")
                                    .why(task.method().text())
                                    .help(marked ? "remove the annotation" : "keep one"));
                }
                context = true;
                continue;
            }

            if (parameter.input().isPresent() && parameter.dependsOn().isPresent()) {
                String taken = parameter.dependsOn().get().tasks().stream()
                        .findFirst()
                        .map(Named::name)
                        .orElse("a task");
                findings.report(
                        task,
                        Diagnostic.at(parameter.place(), Id.DOGE027, "@Input and @DependsOn on the same parameter")
                                .why(task.method().text())
                                .help("keep @DependsOn to take the value of " + taken
                                        + ", or @Input to take an input"));
            }
        }
    }
}
