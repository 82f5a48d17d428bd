package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import java.util.HashMap;
import java.util.Map;
import javax.inject.Inject;

/** DOGE005: two tasks of one class have different names. */
final class NamesAreUnique implements Rule {
    @Inject
    NamesAreUnique() {}

    @Override
    public void check(Subject subject, Findings findings) {
        Map<String, Task> first = new HashMap<>();
        for (Task task : subject.taskClass().tasks()) {
            Task other = first.putIfAbsent(task.name(), task);
            if (other != null && !findings.isPoisoned(task) && !findings.isPoisoned(other)) {
                Diagnostic found = Diagnostic.at(task.namePlace(), Id.DOGE005, "two tasks are named " + task.name());
                for (String line : new Table(4)
                        .row("first", other.method().text())
                        .row("second", task.method().text())
                        .lines()) {
                    found = found.why(line);
                }
                findings.report(task, found.help("name this one differently: @Task(name = \"" + task.name() + "2\")"));
            }
        }
    }
}
