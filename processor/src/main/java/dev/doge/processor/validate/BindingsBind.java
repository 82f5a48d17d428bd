package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE038: `as` stands beside `each`. */
final class BindingsBind implements Rule {
    @Inject
    BindingsBind() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }
            for (Parameter parameter : task.parameters()) {

                parameter
                        .dependsOn()
                        .filter(mark -> mark.each().isEmpty()
                                && mark.as().isPresent()
                                && mark.tasks().size() == 1)
                        .ifPresent(mark -> findings.report(
                                task,
                                Diagnostic.at(mark.as().get().place(), Id.DOGE038, "as without each")
                                        .why("as = \"" + mark.as().get().name() + "\" binds nothing")
                                        .help("remove it, or say each = \"...\"")));
            }
        }
    }
}
