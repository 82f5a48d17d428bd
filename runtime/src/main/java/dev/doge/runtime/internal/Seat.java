package dev.doge.runtime.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A thread's place in an executor: what it runs just now. Written by that thread only; any thread may read what it runs. */
final class Seat {
    private static final VarHandle CURRENT;

    static {
        try {
            CURRENT = MethodHandles.lookup().findVarHandle(Seat.class, "current", Step.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Thread thread;
    private final Turn turn = new Turn();

    @SuppressWarnings("unused") // through the handle
    private @Nullable Step current;

    private int bodies;

    /** The streak of the outermost blocking run of a thread that is no worker. Of that thread only. */
    @Nullable
    Streak streak;

    /** How many blocking runs are nested on the thread's stack. Of that thread only. */
    int nested;

    Seat(Thread thread) {
        this.thread = thread;
    }

    Thread thread() {
        return thread;
    }

    /** Returns the turn of the outermost step on the thread's stack. */
    Turn turn() {
        return turn;
    }

    /** Returns whether the node that the thread is about to run is to be measured: rarely, unless the clock is cheap beside it. */
    boolean measures(Node node) {
        return (++bodies & Node.SAMPLE_MASK) == 0 || !node.isCheap();
    }

    @Nullable
    Step current() {
        return (Step) CURRENT.getAcquire(this);
    }

    /** Says what the thread runs. */
    void runs(@Nullable Step step) {
        CURRENT.setRelease(this, step);
    }
}
