package dev.doge.runtime.internal;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of a blocking run does itself before it parks: short tasks of its own run, for a short while. Of one thread.
 */
/* Design
 *
 * Waking a worker costs more than many tasks do, so what becomes ready on the caller's thread and is short stays here and wakes nobody. It is
 * marked as forked like anything in a queue, so that a worker which waits for it can take it. Nothing may stay here once the caller does
 * something else: whatever is left when the streak ends, or when a body asks for a run of its own, goes to the pool.
 *
 * A caller must answer to its deadline and to interrupts, and a body must not see an interrupt that is meant for the caller. So only
 * tasks are run whose measured cost is low (see Node), the streak is bounded, and both are looked at between tasks. A body that takes long for once is
 * interrupted as on a worker when nobody wants it any more, so by the deadline of the only one who does; what stays here is taken away (Overdue).
 */
final class Streak {
    private static final int MOST_TASKS = 64;
    private static final long LONGEST_NANOS = 20_000;

    /** The clock is read before every fourth task. */
    private static final int CLOCK_MASK = 3;

    private final Engine engine;
    private final Seat seat;
    private final List<? extends Run<?>> runs;
    private final int callbacks;
    private final ArrayDeque<Step> kept = new ArrayDeque<>(8);
    private final long start = System.nanoTime();
    private int left = MOST_TASKS;
    private boolean over;

    /**
     * Makes a streak.
     *
     * @param runs what the caller waits for
     * @param callbacks how many callbacks of ours each of the caller's runs has
     */
    Streak(Engine engine, Seat seat, List<? extends Run<?>> runs, int callbacks) {
        this.engine = engine;
        this.seat = seat;
        this.runs = runs;
        this.callbacks = callbacks;
    }

    /** Ends the streak if what a run calls when it has ended may be the user's, and so may wait. */
    void told(Run<?> run) {
        if (run.getNumberOfDependents() > callbacks) {
            end();
        }
    }

    /** Returns whether something is kept; a guess if somebody else than the thread asks. */
    boolean keeps() {
        return !kept.isEmpty();
    }

    /** Ends the streak and returns what is kept, which is not kept here any more. */
    List<Step> yields() {
        over = true;
        List<Step> all = List.copyOf(kept);
        kept.clear();
        return all;
    }

    /** Keeps a ready node for this thread if that is allowed, and hands it to the pool otherwise. */
    void start(Step step) {
        if (admits(step.frame(), step.node())) {
            kept.addLast(step);
            engine.overdue().watch();
        } else {
            engine.start(step);
        }
    }

    /** Returns whether this thread may run a node. */
    boolean admits(Frame frame, int node) {
        return !over && frame.layout().isShort(node) && isWaitedFor(frame, node);
    }

    /** Returns whether the caller waits for a node; not, if it is not known. What others want may be made ready here, and may take long. */
    private boolean isWaitedFor(Frame frame, int node) {
        if (!frame.isShared() && frame.domain() == runs.get(0).domain()) {
            return true; // nobody else has demanded anything of it
        }
        for (Run<?> run : runs) {
            if (run.frame() == frame
                    && frame.layout().demand(run.target(frame)).reach().get(node)) {
                return true;
            }
        }
        return false;
    }

    /** Counts a task that this thread is about to run; returns false if the streak ends instead. */
    boolean goesOn(@Nullable Run<?> run) {
        if (!over
                && (--left < 0
                        || seat.thread().isInterrupted()
                        || (run != null && run.isDone())
                        || ((left & CLOCK_MASK) == 0 && System.nanoTime() - start > LONGEST_NANOS))) {
            over = true;
        }
        return !over;
    }

    /** Runs what is kept and what that makes ready, for as long as the streak goes on; then hands on what is left. */
    void drain(Turn turn, Run<?> run) {
        while (!kept.isEmpty() && goesOn(run)) {
            Step step = kept.removeLast();
            boolean isOutermost = seat.current() == null;
            if (isOutermost ? step.claims(seat) : step.frame().claim(step.node())) {
                step.run(seat, turn, false);
            }
        }
        if (over) {
            end();
        }
    }

    /** Ends the streak and hands to the pool what is kept: the thread is about to wait. */
    void end() {
        over = true;
        for (Step step = kept.pollFirst(); step != null; step = kept.pollFirst()) {
            engine.start(step);
        }
    }
}
