package dev.doge.runtime.internal;

import dev.doge.runtime.event.TaskEvent;

/** Somebody who looks on at what becomes of requests. Thread-safe. */
interface Observer {
    /** Hears of an event of a node. Called under the frame's lock: it takes note, and does no more. */
    void heard(TaskEvent event, Frame frame, int n);

    /** Passes on what it has taken note of. Called without locks. */
    default void deliver() {}

    /** Says that the run of a domain has ended: who looks on at that run only hears no more. */
    default void close(Domain ended) {}

    /** Does something once all that was heard before has been passed on: at once, if nothing is left. Called without locks. */
    default void afterwards(Runnable action) {
        action.run();
    }
}
