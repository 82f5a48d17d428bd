package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE024: a task without value is not taken as a parameter. */
final class VoidIsNotTaken implements TaskRule {
    @Inject
    VoidIsNotTaken() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {

            Binding binding = subject.graph().binding(parameter);
            Task taken = binding instanceof Binding.Taken some ? some.task() : task;
            if (taken != task && !taken.hasValue() && !findings.isPoisoned(taken)) {
                findings.report(
                        task,
                        Diagnostic.at(
                                        parameter.place(),
                                        Id.DOGE024,
                                        "the task " + taken.name() + " is void and has no value")
                                .why(new Table(2, 2, 5)
                                        .row(
                                                task.name(),
                                                "needs",
                                                taken.name(),
                                                task.method().text())
                                        .lines()
                                        .get(0))
                                .help(
                                        binding instanceof Binding.ToTask
                                                ? "drop the parameter, and write @DependsOn(\"" + taken.name()
                                                        + "\") on the method"
                                                : "let " + taken.name() + " return a value"));
            }
        }
    }
}
