package dev.doge.processor.validate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.List;
import javax.inject.Inject;

/** DOGE046: warns of a task that hides one of an include. */
final class NothingIsHidden implements Rule {
    @Inject
    NothingIsHidden() {}

    @Override
    public void check(Subject subject, Findings findings) {
        BoundClass graph = subject.graph();
        TaskClass type = subject.taskClass();
        for (Task task : type.tasks()) {
            List<Task> hidden = graph.tasks().stream()
                    .filter(other ->
                            !graph.owner(other).equals(type) && other.name().equals(task.name()))
                    .toList();
            if (!findings.isPoisoned(task) && !hidden.isEmpty()) {
                Task other = hidden.get(0);
                findings.report(Diagnostic.at(
                                task.namePlace(), Id.DOGE046, "the task " + task.name() + " hides " + graph.name(other))
                        .why("own         " + task.method().text())
                        .why("included    " + other.method().text())
                        .help("rename it, or silence this and write @DependsOn(\"" + graph.name(other)
                                + "\") for the other"));
            }
        }
    }
}
