package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE063: warns of an Optional that is never empty. */
final class OptionalIsNeeded implements Rule {
    @Inject
    OptionalIsNeeded() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }
            for (Parameter parameter : task.parameters()) {

                if (subject.graph().binding(parameter) instanceof Binding.ToTask bare
                        && !findings.isPoisoned(bare.task())
                        && parameter.type().is("java.util.Optional")
                        && !bare.task().value().is("java.util.Optional")
                        && !bare.task().isNullable()) {
                    findings.report(Diagnostic.at(
                                    parameter.place(),
                                    Id.DOGE063,
                                    "the Optional of " + bare.task().name() + " is never empty")
                            .why(bare.task().method().text() + " is never skipped and never null")
                            .help("take it bare: " + bare.task().value().simple() + " " + parameter.name()));
                }
            }
        }
    }
}
