package dev.doge.processor.validate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.List;

/**
 * What rules look at.
 *
 * @param graph the class with its names resolved
 * @param keys the keys of its tasks
 */
public record Subject(BoundClass graph, Keys keys) {
    TaskClass taskClass() {
        return graph.taskClass();
    }

    /** Returns the tasks that are checked here: those of the class and of partial includes. Other includes were checked alone. */
    List<Task> tasks() {
        return graph.tasks().stream().filter(this::isChecked).toList();
    }

    /** Returns the same tasks, what is needed before what needs it. */
    List<Task> neededFirst() {
        return keys.neededFirst().stream().filter(this::isChecked).toList();
    }

    private boolean isChecked(Task task) {
        TaskClass owner = graph.owner(task);
        return owner.equals(taskClass()) || owner.isPartial();
    }
}
