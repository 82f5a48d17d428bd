package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.TaskClass;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE040: what is included is a task class that can be read. */
final class IncludesAreTaskClasses implements Rule {
    @Inject
    IncludesAreTaskClasses() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (TaskClass.Include include : subject.taskClass().graph().includes()) {
            Optional<TaskClass> part = subject.graph().composition().part(include);
            String simple = include.name().substring(include.name().lastIndexOf('.') + 1);
            if (include.kind() == TaskClass.Include.Kind.UNPROCESSED) {
                report(
                        findings,
                        Diagnostic.at(
                                        include.place(),
                                        Id.DOGE040,
                                        simple + " cannot be included: it was compiled without the Doge processor")
                                .why(include.name() + " has tasks, and nothing tells the names of their parameters")
                                .help("add the processor to the module of " + simple));
            } else if (include.kind() == TaskClass.Include.Kind.NO_TASKS) {
                report(
                        findings,
                        Diagnostic.at(include.place(), Id.DOGE040, simple + " cannot be included: it is no task class")
                                .why(include.name() + " declares no @Task and has no @TaskGraph")
                                .help("include a class that has, or drop it"));
            } else if (part.isPresent()
                    && part.get().metadataOnly().isPresent()
                    && !part.get().isPartial()) {
                report(
                        findings,
                        Diagnostic.at(
                                        include.place(),
                                        Id.DOGE040,
                                        simple + " cannot be included: it is "
                                                + part.get().metadataOnly().get() + ", a base and no graph")
                                .why("of(...) takes an object of each class whose tasks are run")
                                .help("include a class that extends or implements it"));
            }
        }
    }

    private static void report(Findings findings, Diagnostic found) {
        findings.report(found);
        findings.lackIncludes();
    }
}
