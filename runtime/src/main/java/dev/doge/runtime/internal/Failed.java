package dev.doge.runtime.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a slot holds of a task that threw, or that needs one that did: a chain towards the one that threw. Immutable.
 *
 * @param frame the frame of the task
 * @param task the task
 * @param cause what it threw; null if it is doomed by another
 * @param because what doomed it; null if it threw
 */
record Failed(
        Frame frame,
        TaskNode task,
        @Nullable Throwable cause,
        @Nullable Failed because) {
    static Failed threw(Frame frame, TaskNode task, Throwable cause) {
        return new Failed(frame, task, cause, null);
    }

    Failed dooms(Frame dependantFrame, TaskNode dependant) {
        return new Failed(dependantFrame, dependant, null, this);
    }
}
