package dev.doge.processor.validate;

import dev.doge.processor.model.Task;

/** One thing that must hold of each task. Tasks in which something is wrong already are left out. */
interface TaskRule extends Rule {
    void check(Task task, Subject subject, Findings findings);

    @Override
    default void check(Subject subject, Findings findings) {
        for (Task task : subject.tasks()) {
            if (!findings.isPoisoned(task)) {
                check(task, subject, findings);
            }
        }
    }
}
