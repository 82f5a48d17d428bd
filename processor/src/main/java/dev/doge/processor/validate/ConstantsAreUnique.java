package dev.doge.processor.validate;

import dev.doge.processor.graph.Names;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import java.util.HashMap;
import java.util.Map;
import javax.inject.Inject;

/** DOGE016: the constants of two tasks have different names. */
final class ConstantsAreUnique implements Rule {
    @Inject
    ConstantsAreUnique() {}

    @Override
    public void check(Subject subject, Findings findings) {
        Map<String, Task> first = new HashMap<>();
        for (Task task : subject.graph().tasks()) {
            Task other = first.putIfAbsent(Names.constant(subject.graph().method(task)), task);
            if (other != null
                    && !findings.isPoisoned(task)
                    && !(other.name().equals(task.name())
                            && subject.graph()
                                    .owner(other)
                                    .equals(subject.graph().owner(task)))) {
                findings.report(
                        task,
                        Diagnostic.at(
                                        task.namePlace(),
                                        Id.DOGE016,
                                        "the tasks " + subject.graph().name(other) + " and "
                                                + subject.graph().name(task) + " have the same constant "
                                                + Names.constant(subject.graph().method(task)))
                                .why("first     " + other.method().text())
                                .why("second    " + task.method().text())
                                .help("rename one, or name it differently: @Task(name = \"" + task.name() + "2\")"));
            }
        }
    }
}
