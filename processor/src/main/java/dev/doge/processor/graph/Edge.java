package dev.doge.processor.graph;

import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;

/**
 * A need of one task for another.
 *
 * @param from the task that needs
 * @param to the task that is needed
 * @param text the element that makes the edge, as messages show it
 * @param kind how it is needed
 * @param place the element
 */
public record Edge(Task from, Task to, String text, Kind kind, Place place) {
    /** How a task is needed. */
    public enum Kind {
        /** Its value is taken. */
        VALUE,
        /** It runs once per element of a source. */
        EACH,
        /** It must have succeeded before. */
        ORDER
    }
}
