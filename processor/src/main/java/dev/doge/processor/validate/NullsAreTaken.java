package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE023: a value that may be null goes only where null is expected. */
final class NullsAreTaken implements Rule {
    @Inject
    NullsAreTaken() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.graph().tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }
            for (Parameter parameter : task.parameters()) {

                if (!(subject.graph().binding(parameter) instanceof Binding.ToTask bare)
                        || !bare.task().isNullable()
                        || findings.isPoisoned(bare.task())
                        || parameter.type().is("java.util.Optional")) {
                    continue;
                }
                if (!parameter.nullable() || parameter.type().isPrimitive()) {
                    String type = parameter.type().boxed().simple();
                    findings.report(
                            task,
                            Diagnostic.at(
                                            parameter.place(),
                                            Id.DOGE023,
                                            "the value of " + bare.task().name()
                                                    + " may be null, the parameter may not")
                                    .why(bare.task().method().text() + " is @Nullable")
                                    .help("write @Nullable " + type + " " + parameter.name() + " or Optional<" + type
                                            + "> " + parameter.name()));
                }
            }
        }
    }
}
