package dev.doge.processor.validate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.TaskClass;

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
}
