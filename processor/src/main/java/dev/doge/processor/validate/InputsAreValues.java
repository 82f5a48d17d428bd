package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE022: inputs have value equality. */
final class InputsAreValues implements TaskRule {
    @Inject
    InputsAreValues() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {

            if (subject.graph().binding(parameter) instanceof Binding.ToInput input) {
                parameter
                        .type()
                        .identity()
                        .ifPresent(identity -> findings.report(
                                task,
                                Diagnostic.at(
                                                parameter.place(),
                                                Id.DOGE022,
                                                "the input " + input.name() + " has identity equality")
                                        .why(identity.why())
                                        .help(identity.edit())));
            }
        }
    }
}
