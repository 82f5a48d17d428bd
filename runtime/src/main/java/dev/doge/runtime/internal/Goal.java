package dev.doge.runtime.internal;

/** What a thread from outside blocks for. Thread-safe. */
@FunctionalInterface
interface Goal {
    /** Returns whether the thread may go on. */
    boolean isDone();
}
