package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.Taking;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE063: warns of an Optional that is never empty. */
final class OptionalIsNeeded implements TaskRule {
    @Inject
    OptionalIsNeeded() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {

            if (subject.graph().binding(parameter) instanceof Binding.Taken bare
                    && !findings.isPoisoned(bare.task())
                    && (bare.taking().outer() == Taking.Outer.OPTIONAL
                            || bare.taking().inner() == Taking.Inner.OPTIONAL)
                    && !bare.mayBeAbsent()) {
                findings.report(Diagnostic.at(
                                parameter.place(),
                                Id.DOGE063,
                                "the Optional of " + bare.task().name() + " is never empty")
                        .why(bare.task().method().text() + " is never skipped and never null")
                        .help("take it bare: " + bare(parameter, bare) + " " + parameter.name()));
            }
        }
    }

    private static String bare(Parameter parameter, Binding.Taken taken) {
        String value = taken.task().value().simple();
        String boxed = taken.task().value().boxed().simple();
        return taken.taking().outer() == Taking.Outer.OPTIONAL
                ? value
                : parameter.type().simple().replace("Optional<" + boxed + ">", boxed);
    }
}
