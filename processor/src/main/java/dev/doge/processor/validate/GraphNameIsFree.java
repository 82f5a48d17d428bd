package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.TaskClass;
import javax.inject.Inject;

/** DOGE013: no other type has the name of the generated class. */
final class GraphNameIsFree implements Rule {
    @Inject
    GraphNameIsFree() {}

    @Override
    public void check(Subject subject, Findings findings) {
        TaskClass type = subject.taskClass();
        if (type.surroundings().graphTaken()) {
            findings.report(Diagnostic.at(
                            type.place(),
                            Id.DOGE013,
                            "a type named " + type.graphName() + " exists already"
                                    + (type.name().pkg().isEmpty()
                                            ? ""
                                            : " in " + type.name().pkg()))
                    .why("the graph of " + type.name().simple() + " would have this name")
                    .help("rename one of the two"));
        }
    }
}
