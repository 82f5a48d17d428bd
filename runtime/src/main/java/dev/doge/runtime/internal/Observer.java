package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import dev.doge.runtime.event.TaskEvent;
import org.jspecify.annotations.Nullable;

/** Somebody who looks on at what becomes of requests. Thread-safe. */
interface Observer {
    /** What somebody notes of one frame. All of it is called under the frame's lock: it takes note, and does no more. */
    interface Notes {
        /**
         * Hears that a frame was opened, and all that is demanded of it for the first time: one event for each task.
         *
         * @param wanted what is demanded
         * @param by on whose behalf its targets are; null if a caller asks for them
         */
        void opened(Demand wanted, @Nullable Request<?> by);

        /** Hears that the body of a node is called. */
        void started(int n);

        /** Hears that a node has yielded a value, which was not kept from before. */
        void succeeded(int n);

        /**
         * Hears, behind the body of a node, that it was called and has yielded a value: of what is short.
         *
         * @param becameReady whether it has not been said that the node was ready, either
         */
        default void ran(int n, boolean becameReady) {
            started(n);
            succeeded(n);
        }

        /** Hears of any other event of a node. */
        void heard(TaskEvent event, int n);
    }

    /** Begins to look on at a frame. Called once for each, under its lock. */
    Notes notesOn(Attendance attendance);

    /** Returns whether it passes on what it has taken note of, which may take long. */
    default boolean passesOn() {
        return false;
    }

    /** Passes on what it has taken note of. Called without locks. */
    default void deliver() {}

    /** Says that the run of a domain has ended: who looks on at that run only hears no more. Called without locks. */
    default void close(Domain ended) {}

    /** Does something once all that was heard before has been passed on: at once, if nothing is left. Called without locks. */
    default void afterwards(Runnable action) {
        action.run();
    }
}
