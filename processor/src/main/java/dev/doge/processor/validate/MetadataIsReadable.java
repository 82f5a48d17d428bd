package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.TaskClass;
import javax.inject.Inject;

/** DOGE042: what is known of bases in class files was written by a Doge that this one understands. */
final class MetadataIsReadable implements Rule {
    @Inject
    MetadataIsReadable() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (TaskClass.Newer newer : subject.taskClass().newer()) {
            findings.report(Diagnostic.at(
                            subject.taskClass().place(),
                            Id.DOGE042,
                            newer.base() + " was compiled by a newer Doge: its metadata has version " + newer.version()
                                    + ", this processor reads 1")
                    .help("use the Doge that compiled it, or a newer one"));
            findings.stop();
        }
    }
}
