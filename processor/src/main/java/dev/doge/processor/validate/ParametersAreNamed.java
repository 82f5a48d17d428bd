package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import java.util.HashSet;
import java.util.Set;
import javax.inject.Inject;

/** DOGE041: the names of the parameters of a task from a class file are known. Told once for each class. */
final class ParametersAreNamed implements Rule {
    @Inject
    ParametersAreNamed() {}

    @Override
    public void check(Subject subject, Findings findings) {
        Set<String> told = new HashSet<>();
        for (Task task : subject.graph().tasks()) {
            if (task.hasUnnamedParameters() && !told.add(task.method().owner().qualifiedName())) {
                findings.poison(task);
            } else if (task.hasUnnamedParameters()) {
                findings.report(
                        task,
                        Diagnostic.at(
                                        task.place(),
                                        Id.DOGE041,
                                        "the names of the parameters of " + task.name() + " are unknown")
                                .why(task.method().owner().simple() + " was compiled without the Doge processor")
                                .help(
                                        "compile " + task.method().owner().simple()
                                                + " with the processor, or name every parameter with @Input(\"...\") or @DependsOn(\"...\")"));
            }
        }
    }
}
