package dev.doge.runtime.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a slot holds of a task that threw, or that needs one that did: a chain towards the one that threw. Immutable.
 *
 * @param frame the frame of the task
 * @param task the task
 * @param cause what was thrown, by it or by what doomed it in the end
 * @param because what doomed it; null if it threw
 * @param also a failure that became known besides; null if there is none
 */
record Failed(
        Frame frame,
        TaskNode task,
        Throwable cause,
        @Nullable Failed because,
        @Nullable Failed also) {
    static Failed threw(Frame frame, TaskNode task, Throwable cause) {
        return new Failed(frame, task, cause, null, null);
    }

    Failed dooms(Frame dependantFrame, TaskNode dependant) {
        return new Failed(dependantFrame, dependant, cause, this, null);
    }

    /** Returns this failure without what became known besides. */
    Failed alone() {
        return also == null ? this : new Failed(frame, task, cause, because, null);
    }

    /** Returns this failure with another besides. */
    Failed and(Failed other) {
        return new Failed(frame, task, cause, because, other);
    }
}
