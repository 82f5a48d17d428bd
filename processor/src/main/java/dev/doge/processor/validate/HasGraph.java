package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.TaskClass;
import javax.inject.Inject;

/** DOGE018: says that a type yields metadata only. */
final class HasGraph implements Rule {
    @Inject
    HasGraph() {}

    @Override
    public void check(Subject subject, Findings findings) {
        TaskClass type = subject.taskClass();
        type.metadataOnly()
                .ifPresent(why -> findings.report(Diagnostic.at(
                        type.place(),
                        Id.DOGE018,
                        type.simpleName() + " is " + why + " and has no graph of its own, only metadata")));
    }
}
