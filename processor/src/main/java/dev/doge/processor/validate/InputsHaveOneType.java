package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE021: an input has one type. */
final class InputsHaveOneType implements Rule {
    @Inject
    InputsHaveOneType() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.graph().tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }
            for (Parameter parameter : task.parameters()) {

                if (!(subject.graph().binding(parameter) instanceof Binding.ToInput bound)) {
                    continue;
                }
                BoundClass.Input input = subject.graph().input(bound.name()).orElseThrow();
                if (!parameter.type().agrees(input.type())) {
                    Diagnostic found = Diagnostic.at(
                            parameter.place(), Id.DOGE021, "the input " + input.name() + " has two types");
                    for (String line : new Table(4)
                            .row(input.type().text(), input.task().method().text())
                            .row(parameter.type().text(), task.method().text())
                            .lines()) {
                        found = found.why(line);
                    }
                    findings.report(task, found.help("use one type, or rename one of the inputs"));
                }
            }
        }
    }
}
