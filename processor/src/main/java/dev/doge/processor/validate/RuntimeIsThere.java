package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.TaskClass;
import javax.inject.Inject;

/** DOGE091: the generated class finds the runtime. */
final class RuntimeIsThere implements Rule {
    @Inject
    RuntimeIsThere() {}

    @Override
    public void check(Subject subject, Findings findings) {
        TaskClass type = subject.taskClass();
        if (!type.surroundings().runtime() && type.metadataOnly().isEmpty()) {
            findings.report(Diagnostic.at(type.place(), Id.DOGE091, "doge-runtime is not on the class path")
                    .why("the generated class " + type.qualifiedGraphName() + " needs it")
                    .help("add the dependency:\n    <dependency>\n      <groupId>dev.doge</groupId>\n"
                            + "      <artifactId>doge-runtime</artifactId>\n      <version>" + Version.OF_PROCESSOR
                            + "</version>\n    </dependency>"));
        }
    }
}
