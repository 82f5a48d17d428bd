package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE028: an input is never null. */
final class InputsAreNotNull implements TaskRule {
    @Inject
    InputsAreNotNull() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {

            if (subject.graph().binding(parameter) instanceof Binding.ToInput input && parameter.nullable()) {
                findings.report(
                        task,
                        Diagnostic.at(parameter.place(), Id.DOGE028, "the input " + input.name() + " is nullable")
                                .why("inputs are never null")
                                .help("@Input Optional<"
                                        + parameter.type().boxed().simple() + "> " + parameter.name()));
            }
        }
    }
}
