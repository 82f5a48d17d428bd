package dev.doge.runtime.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A thread's place in an executor: what it runs just now. Written by that thread only; any thread may read what it runs. */
final class Seat {
    private static final VarHandle CURRENT;
    private static final VarHandle BODIES;
    private static final VarHandle MOVES;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CURRENT = lookup.findVarHandle(Seat.class, "current", Step.class);
            BODIES = lookup.findVarHandle(Seat.class, "bodies", int.class);
            MOVES = lookup.findVarHandle(Seat.class, "moves", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** A step that has another on top of it. Guarded by the seat's monitor. */
    private static final class Covered {
        private final Step step;

        /** Whether its body was to be interrupted meanwhile. */
        private boolean isWanted;

        Covered(Step step) {
            this.step = step;
        }
    }

    private final Thread thread;
    private final Turn turn = Turn.ofWorker();

    @SuppressWarnings("unused") // through the handle
    private @Nullable Step current;

    private int bodies;

    /** Whether the thread moves what it keeps while a body of its runs. Written by it, and read by who rescues. */
    @SuppressWarnings("unused") // through the handle
    private boolean moves;

    /** How many bodies there were, and at what the thread was, at the last look. Of who looks. */
    private int bodiesSeen;

    private int stateSeen;

    /** Whether it was said for the thread that it is in the body in which it was then. */
    private boolean isStartSaid;

    private final ArrayDeque<StageWait> arrivals = new ArrayDeque<>(0);

    /** Steps that the pool has refused, whose nodes are still to be ended. */
    private final ArrayDeque<Step> refused = new ArrayDeque<>(0);

    private boolean refusing;

    /** Whether the thread ends what arrives, somewhere on its stack, and does not wait above that. */
    private boolean arriving;

    /** Whether somebody wants to interrupt a body here, or has done so: the thread looks after each body. */
    private volatile boolean disturbed;

    /** The steps that have another on top of them, the outermost last. Guarded by this object's monitor. */
    private final ArrayDeque<Covered> covered = new ArrayDeque<>(0);

    /** Whether there are any: true for as long as one of those on top is the current one. */
    private volatile boolean covers;

    /** Whether the thread's interrupt is ours; guarded by this object's monitor. */
    private boolean interrupted;

    /** The step that was the current one when callbacks began to be called; null if none are. Of that thread only. */
    private @Nullable Step calling;

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

    /** Hands all that the thread keeps for itself to the pool: it may be about to wait. Called by the thread. */
    void letsGo() {
        if (streak == null && !turn.holds() && !turn.isLate()) {
            return;
        }
        MOVES.setRelease(this, true);
        if (disturbed) { // as after a body: either who rescues sees that this moves, or this the mark
            awaitRescue();
        }
        try {
            if (streak != null) {
                streak.end();
            }
            turn.letsGo();
        } finally {
            MOVES.setRelease(this, false);
        }
        turn.saysAll();
    }

    /** Waits for who is rescuing what the thread keeps, or is interrupting its body. */
    @SuppressWarnings("EmptyBlock") // it is the monitor that is waited for
    private synchronized void awaitRescue() {}

    // ---- what is kept too long ----

    /** Returns whether the thread does something else than at the last look, or nothing is to be said of it. Called by who looks, one at a time. */
    boolean hasMoved() {
        Step step = current();
        int state = step == null ? 0 : step.state();
        int count = (int) BODIES.getOpaque(this);
        boolean moved = count != bodiesSeen || state != stateSeen;
        bodiesSeen = count;
        stateSeen = state;
        isStartSaid &= !moved;
        return moved;
    }

    /** Returns whether the thread seemed to be in a body at the last look, and seems to keep something. */
    boolean keepsInBody() {
        Streak callers = streak;
        return Step.isRunning(stateSeen) && (turn.keeps() || (callers != null && callers.keeps()));
    }

    /**
     * Hands to the pool what the thread keeps, if it still is in the body in which it was at the last look. The thread pays nothing for it: that it
     * is in a body, and remains there until this is done, is made sure of as in {@link #interrupt}.
     */
    void rescue(Engine engine) {
        Kept rescued = new Kept();
        List<Step> steps = List.of();
        synchronized (this) {
            disturbed = true;
            thread.getStackTrace();
            Step step = current();
            if (step == null
                    || step.state() != stateSeen
                    || (int) BODIES.getOpaque(this) != bodiesSeen
                    || (boolean) MOVES.getAcquire(this)) {
                return;
            }
            turn.movesTo(rescued);
            if (streak != null) {
                steps = streak.yields();
            }
        }
        Turn own = new Turn();
        rescued.letsGo(own, engine.clock());
        steps.forEach(engine::start);
        own.settle();
    }

    /**
     * Has it said that the body was called in which the thread was at the last look and still is, if it has put that off. It may just return: it will find
     * that it has been said, or has said so itself.
     */
    void saysLate(Engine engine) {
        Step step = current();
        int state = step == null ? 0 : step.state();
        int n = Step.nodeOf(state);
        if (isStartSaid
                || step == null
                || state != stateSeen
                || !Step.isRunning(state)
                || !turn.owesStart(step.frame(), n)) {
            return;
        }
        isStartSaid = true;
        Frame frame = step.frame();
        engine.clock().schedule(Duration.ZERO, () -> frame.saysStarted(n).deliver()); // who looks on may take long
    }

    /** Says of a body in a frame that it was called, if the thread has put that off. Under the frame's lock. */
    void saysNow(Frame frame, Attendance looking) {
        int n = turn.owesIn(frame);
        if (n >= 0) {
            looking.started(n);
        }
    }

    // ---- what runs ----

    /** Ends the nodes of a step that the pool has refused, and those that are refused because of that, one after the other. Called by the thread. */
    void refused(Step step, RejectedExecutionException why) {
        refused.add(step);
        if (!refusing) {
            refusing = true;
            try {
                for (Step next = refused.poll(); next != null; next = refused.poll()) {
                    next.refused(why);
                }
            } finally {
                refusing = false;
            }
        }
    }

    /** Ends what waits for a stage that the thread has completed, and what that completes in turn, one after the other. */
    void arrives(StageWait wait) {
        arrivals.add(wait);
        if (!arriving) {
            arriving = true;
            try {
                endArrivals();
            } finally {
                arriving = false;
            }
        }
    }

    /** Ends what has arrived here and was put off: the thread may be about to wait for just that. Called by the thread. */
    void endArrivals() {
        for (StageWait next = arrivals.poll(); next != null; next = arrivals.poll()) {
            next.complete();
        }
    }

    /**
     * Says that the thread is about to wait, and to run tasks meanwhile: what arrives is ended at once, as if nothing else did. Called by the thread.
     *
     * @return what {@link #goesOn} is to be told
     */
    boolean waits() {
        boolean wasArriving = arriving;
        if (wasArriving) {
            endArrivals();
            arriving = false;
        }
        return wasArriving;
    }

    /** Says that the thread has waited. */
    void goesOn(boolean wasArriving) {
        arriving = wasArriving;
    }

    /** Returns whether the node that the thread is about to run is to be measured: rarely, unless the clock is cheap beside it. */
    boolean measures(Cost cost) {
        return (++bodies & Cost.SAMPLE_MASK) == 0 || !cost.isLow();
    }

    // ---- interrupts ----

    /**
     * Interrupts the body of a node if the thread runs it just now, and no other.
     *
     * <p>The thread pays one read after each body, and no fence: it writes that the body has returned, then reads {@link #disturbed}. Here that
     * is written first; taking the thread's stack brings it to a stop and so acts as a fence for it (an asymmetric fence, as in Dice, Huang and
     * Yang, "Asymmetric Dekker Synchronization", 2001). After that either its return is seen here, or the mark there; and who sees the mark
     * waits for the monitor and takes the interrupt back.
     */
    void interrupt(Frame frame, int n) {
        Step step = current();
        // Looked at once more: it may have covered another, and be gone.
        if (step == null || (step.frame() != frame && !covers && current() == step)) {
            return;
        }
        synchronized (this) {
            disturbed = true;
            thread.getStackTrace();
            step = current();
            if (step != null && step.runs(frame, n)) {
                // An interrupt that is there is a caller's own, or ours already: the body sees it, and a caller's is
                // not taken back.
                if (!thread.isInterrupted()) {
                    interrupted = true;
                    thread.interrupt();
                }
            } else {
                covered.forEach(beneath -> beneath.isWanted |= beneath.step.runs(frame, n));
            }
        }
    }

    /**
     * Says that a body has returned. An interrupt that is left is taken back, if it is ours, or if the thread is a worker on which nothing waits: whoever has left it, it is not meant for
     * the next body. On the thread of a caller it is the caller's, and beneath a wait it may be meant for who waits. Called by the thread.
     *
     * @return whether the body was interrupted by us
     */
    boolean returned() {
        boolean ours = disturbed && takesBack();
        if ((ours || (streak == null && nested == 0)) && thread.isInterrupted()) {
            Thread.interrupted();
        }
        return ours;
    }

    /**
     * Takes back an interrupt that is meant for a body beneath the step which has just been made the current one: it must not reach that
     * step's body. Called by the thread. As with a return, either {@link #interrupt} sees the new step or the mark is seen here.
     *
     * @return whether there was one; {@link #uncovers} gives it back
     */
    boolean suspends() {
        return disturbed && takesBack() && Thread.interrupted();
    }

    /** Forgets that somebody was here to interrupt the thread; returns whether he has. */
    private synchronized boolean takesBack() {
        boolean was = interrupted;
        disturbed = false;
        interrupted = false;
        return was;
    }

    /** Says that a step is about to run on top of the one that the thread is in. Called by the thread, before the step is made the current one. */
    synchronized void covers(Step beneath) {
        covered.push(new Covered(beneath));
        covers = true;
    }

    /**
     * Says that it has run, and the one beneath is the current one again: that one's body is given the interrupt that it had before, or that was meant for it meanwhile. Who wanted to
     * interrupt it found the step on top, and has noted that before it let go of the monitor. Called by the thread.
     */
    synchronized void uncovers(boolean suspended) {
        boolean wanted = covered.pop().isWanted;
        covers = !covered.isEmpty();
        if (suspended || wanted) {
            disturbed = true;
            interrupted = true;
            thread.interrupt();
        }
    }

    @Nullable
    Step current() {
        return (Step) CURRENT.getAcquire(this);
    }

    /**
     * Returns the step whose body calls here; null if none does: what calls may be a callback of what has ended, whatever the thread was in when that was told. Called by the
     * thread.
     */
    @Nullable
    Step inBody() {
        Step step = current();
        return step != null && step != calling && Step.isRunning(step.state()) ? step : null;
    }

    /**
     * Says that callbacks of the user's may be called now, of whatever ends, beneath which the current step's body may be. Called by the thread.
     *
     * @return what {@link #hasCalled} is to be told
     */
    @Nullable
    Step calls() {
        Step outer = calling;
        calling = current();
        return outer;
    }

    /** Says that they have been called. */
    void hasCalled(@Nullable Step outer) {
        calling = outer;
    }

    /** Says that the thread begins to run a step. */
    void begins(Step step) {
        CURRENT.setRelease(this, step);
    }

    /** Says that the thread has run a step, and what it is in now. */
    void returnsTo(@Nullable Step step) {
        CURRENT.setRelease(this, step);
    }
}
