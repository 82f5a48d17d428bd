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
    /** Returns whether the edge is followed only while tasks run, for keys that are known only then: it may close a ring. */
    public boolean isDynamic() {
        return kind == Kind.RECURSIVE || kind == Kind.ON_DEMAND;
    }

    /** How a task is needed. */
    public enum Kind {
        /** Its value is taken. */
        VALUE,
        /** It runs once per element of a source. */
        EACH,
        /** It runs once per element of a source, and may lead back here. */
        RECURSIVE,
        /** It runs for keys that the body names. */
        ON_DEMAND,
        /** Its value is taken for inputs that are bound anew. */
        WITH,
        /** It must have succeeded before. */
        ORDER,
        /** It decides whether the task runs. */
        CONDITION,
        /** It supplies the value if the task fails. */
        FALLBACK
    }
}
