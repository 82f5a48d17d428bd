package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE064: warns of a value that its consumers could change under each other. */
final class ValuesAreNotArrays implements Rule {
    @Inject
    ValuesAreNotArrays() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.taskClass().tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }

            if (task.value().isArray()) {
                findings.report(Diagnostic.at(
                                task.place(),
                                Id.DOGE064,
                                "the value of " + task.name() + " is an array, shared by all who take it")
                        .why(task.method().text())
                        .help("return a List or a record"));
            }
        }
    }
}
