package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;

/** DOGE022: inputs have value equality. Told once for an input, however many tasks read it. */
final class InputsAreValues implements Rule {
    @Inject
    InputsAreValues() {}

    @Override
    public void check(Subject subject, Findings findings) {
        Set<String> told = new HashSet<>();
        for (Task task : subject.tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }
            for (Parameter parameter : task.parameters()) {
                if (!(subject.graph().binding(parameter) instanceof Binding.ToInput input)) {
                    continue;
                }
                Optional<Type.Identity> identity = parameter.type().identity();
                if (identity.isEmpty()) {
                    continue;
                }
                if (!told.add(input.name())) {
                    findings.poison(task);
                } else {
                    findings.report(
                            task,
                            Diagnostic.at(
                                            parameter.place(),
                                            Id.DOGE022,
                                            "the input " + input.name() + " has identity equality")
                                    .why(identity.get().why())
                                    .help(identity.get().edit()));
                }
            }
        }
    }
}
