package dev.doge.runtime.internal;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a simulation: that of the test, or one that carries out work. Of all of them one runs at a time, so that what they share needs no
 * more care than what one thread has for itself: it is handed on together with the turn.
 */
final class Strand {
    /**
     * Why a strand does not go on.
     *
     * @param over says whether it may
     * @param until when it may in any case
     * @param what what it waits for, for people
     */
    record Wait(BooleanSupplier over, long until, Object what) {}

    /** What a strand carries out. */
    record Work(Object what, Runnable body, boolean isStep) {}

    /** Ends what a strand carries out when its simulation is closed. */
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("the simulation was closed while this ran", null, false, false);
        }
    }

    /** The thread of a strand that carries out work: it says when it is interrupted, which its own flag cannot while it waits for its turn. */
    private static final class Carrier extends Thread {
        private @Nullable Strand strand;

        Carrier(Runnable body, String name) {
            super(body, name);
            setDaemon(true);
        }

        @Override
        public void interrupt() {
            if (strand != null) {
                strand.interrupted = true;
            }
            super.interrupt();
        }
    }

    private final String name;
    private final Thread thread;
    private final Seat seat;

    @Nullable
    Work work;

    @Nullable
    Wait wait;

    /** Whether it need not park: it has been let go before. */
    boolean permit;

    private volatile boolean turn;
    private volatile boolean interrupted;

    /** Makes the strand of the calling thread, whose turn it is. */
    Strand(String name) {
        this.name = name;
        this.thread = Thread.currentThread();
        this.seat = new Seat(thread);
        this.turn = true;
    }

    /** Makes a strand with a thread of its own. */
    Strand(String name, Runnable body) {
        Carrier carrier = new Carrier(body, name);
        carrier.strand = this;
        this.name = name;
        this.thread = carrier;
        this.seat = new Seat(carrier);
    }

    String name() {
        return name;
    }

    Thread thread() {
        return thread;
    }

    Seat seat() {
        return seat;
    }

    boolean isWorker() {
        return work != null && work.isStep();
    }

    boolean isInterrupted() {
        return interrupted;
    }

    /** Says what it waits for; called by its own thread, which then hands on its turn. */
    void waits(Wait reason) {
        interrupted = thread.isInterrupted();
        wait = reason;
    }

    /** Says that its work has ended. An interrupt that nobody took back stays, as it would with a thread of a pool. */
    void ends() {
        interrupted = thread.isInterrupted();
        work = null;
    }

    boolean mayGoOn(long now) {
        return wait == null || interrupted || now >= wait.until || wait.over.getAsBoolean();
    }

    /** Gives it the turn. Called by the strand that has it. */
    void takesTurn() {
        turn = true;
        if (thread.getState() == Thread.State.NEW) {
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
    }

    void hasHandedOn() {
        turn = false;
    }

    /** Waits for its turn. Called by its own thread. */
    void awaitTurn() {
        while (!turn) {
            LockSupport.park(this);
            if (Thread.interrupted()) { // else the thread could not park; the flag is set again below
                if (!(thread instanceof Carrier)) {
                    throw new AssertionError(
                            "interrupted while another strand of the simulation runs, and does not"
                                    + " come to a place where it waits or ends: does it block for something that is none of it?");
                }
            }
        }
        if (interrupted) {
            thread.interrupt();
        }
    }

    @Override
    public String toString() {
        Step step = seat.current();
        String does = step != null && step.request() != null
                ? " runs " + step.request()
                : work != null ? " carries out " + work.what() : "";
        return name + does + (wait == null ? "" : (does.isEmpty() ? " " : " and ") + "waits for " + wait.what());
    }
}
