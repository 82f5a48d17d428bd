package dev.doge.processor.validate;

import dev.doge.processor.model.Composition;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.TaskClass;
import javax.inject.Inject;

/** DOGE042: what is known of bases and includes in class files was written by a Doge that this one understands. */
final class MetadataIsReadable implements Rule {
    @Inject
    MetadataIsReadable() {}

    @Override
    public void check(Subject subject, Findings findings) {
        Composition composition = subject.graph().composition();
        for (TaskClass part : composition.parts()) {
            for (TaskClass.Newer newer : part.newer()) {
                findings.report(Diagnostic.at(
                                composition.place(part),
                                Id.DOGE042,
                                newer.base() + " was compiled by a newer Doge: its metadata has version "
                                        + newer.version() + ", this processor reads 1")
                        .help("use the Doge that compiled it, or a newer one"));
                findings.lackIncludes();
                part.tasks().forEach(findings::poison);
            }
        }
        if (!subject.taskClass().newer().isEmpty()) {
            findings.stop();
        }
    }
}
