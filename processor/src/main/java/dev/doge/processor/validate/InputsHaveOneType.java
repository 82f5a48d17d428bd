package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;

/** DOGE021: an input has one type. Told once for each other type, however many tasks have it. */
final class InputsHaveOneType implements Rule {
    @Inject
    InputsHaveOneType() {}

    @Override
    public void check(Subject subject, Findings findings) {
        Set<List<String>> told = new HashSet<>();
        for (Task task : subject.graph().tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }
            for (Parameter parameter : task.parameters()) {

                if (!(subject.graph().binding(parameter) instanceof Binding.ToInput bound)) {
                    continue;
                }
                BoundClass.Input input = subject.graph().input(bound.name()).orElseThrow();
                if (parameter.type().agrees(input.type())) {
                    continue;
                }
                if (!told.add(List.of(input.name(), parameter.type().boxed().text()))) {
                    findings.poison(task); // the same mistake, told already
                } else {
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
