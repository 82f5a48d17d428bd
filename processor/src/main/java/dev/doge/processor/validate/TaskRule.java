package dev.doge.processor.validate;

import dev.doge.processor.model.Task;
import java.util.List;

/** One thing that must hold of each task. Tasks in which something is wrong already are left out. */
interface TaskRule extends Rule {
    void check(Task task, Subject subject, Findings findings);

    @Override
    default void check(Subject subject, Findings findings) {
        checkEach(List.of(this), subject, findings);
    }

    /** Checks one task after the other, what is needed before what needs it: what is wrong with a task is known when others take it. */
    static void checkEach(List<TaskRule> rules, Subject subject, Findings findings) {
        for (Task task : subject.neededFirst()) {
            for (TaskRule rule : rules) {
                if (!findings.isPoisoned(task)) {
                    rule.check(task, subject, findings);
                }
            }
        }
    }
}
