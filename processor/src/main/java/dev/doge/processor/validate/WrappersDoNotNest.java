package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import javax.inject.Inject;

/** DOGE026: wrappers do not nest. */
final class WrappersDoNotNest implements Rule {
    @Inject
    WrappersDoNotNest() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }
            for (Parameter parameter : task.parameters()) {

                Type type = parameter.type();
                if (type.is("java.util.Optional")
                        && !type.arguments().isEmpty()
                        && type.arguments().get(0).is("java.util.Optional")
                        && !(subject.graph().binding(parameter) instanceof Binding.ToInput)) {
                    findings.report(
                            task,
                            Diagnostic.at(parameter.place(), Id.DOGE026, "nested wrappers: " + type.simple())
                                    .why(task.method().text())
                                    .help("write " + type.arguments().get(0).simple()));
                }
            }
        }
    }
}
