package dev.doge.processor.validate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.HashMap;
import java.util.Map;
import javax.inject.Inject;

/** DOGE046: warns of a task that hides one of an include. */
final class NothingIsHidden implements Rule {
    @Inject
    NothingIsHidden() {}

    @Override
    public void check(Subject subject, Findings findings) {
        BoundClass graph = subject.graph();
        TaskClass type = subject.taskClass();
        Map<String, Task> included = new HashMap<>();
        graph.tasks().stream()
                .filter(task -> !graph.owner(task).equals(type))
                .forEach(task -> included.putIfAbsent(task.name(), task));
        for (Task task : type.tasks()) {
            Task other = included.get(task.name());
            if (other != null && !findings.isPoisoned(task)) {
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
