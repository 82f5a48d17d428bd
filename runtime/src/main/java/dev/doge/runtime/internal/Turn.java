package dev.doge.runtime.internal;

import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a thread has to tell before it goes on to something else. Tidings wait here until no lock is held, and are told in a loop, so that
 * a long way of them never nests. Not thread-safe.
 */
final class Turn {
    /** How many ready nodes a worker keeps; those beyond are for others to steal. */
    private static final int MOST_KEPT = 4;

    /** How many nodes a worker keeps in all before it lets others have them. */
    private static final int KEPT_IN_A_ROW = 16;

    /** What a tiding consists of beside its target. */
    private static final int PARTS = 3;

    private static final int FEW = 4;

    private final @Nullable Streak streak;
    private int @Nullable [] kept;
    private int size;
    private int left;
    private @Nullable Frame keeper;

    /** A queue without an object for each tiding: to whom, of which frame, with what outcome, and of which target. */
    private @Nullable Object @Nullable [] tidings;

    private int[] targets = {};
    private int first;
    private int last;
    private @Nullable ArrayDeque<Attendance> mail;
    private boolean telling;

    Turn() {
        this(null);
    }

    /** Makes the turn of a caller who runs short tasks itself. */
    Turn(@Nullable Streak streak) {
        this.streak = streak;
    }

    @Nullable
    Streak streak() {
        return streak;
    }

    /** Hands on a step whose start its thread owns: to the pool, or to the caller's own streak. */
    void start(Step step) {
        if (streak == null) {
            step.frame().engine().start(step);
        } else {
            streak.start(step);
        }
    }

    // ---- what a worker keeps ----

    /** Makes the turn of a worker, which keeps short tasks of the frame that it works on. */
    static Turn ofWorker() {
        Turn turn = new Turn();
        turn.kept = new int[MOST_KEPT];
        return turn;
    }

    /** Says which frame the worker works on from now on; null if on none. */
    void worksOn(@Nullable Frame frame) {
        keeper = frame;
        left = KEPT_IN_A_ROW;
    }

    /**
     * Keeps a ready node, whose start the caller owns, to run it later: handing it to the pool would take longer than the node does. Nothing is kept
     * while the thread does anything that is not short: see {@link #letsGo}.
     *
     * @return whether it is kept
     */
    boolean keeps(Frame frame, int n) {
        if (frame != keeper
                || kept == null
                || size == MOST_KEPT
                || left == 0
                || !frame.layout().isShort(n)) {
            return false;
        }
        kept[size++] = n;
        left--;
        return true;
    }

    /** Returns the node that was kept last, whose start the caller then owns; -1 if there is none. */
    int takesKept() {
        return kept == null || size == 0 ? -1 : kept[--size];
    }

    /** Hands what is kept to the pool unless the node that the worker runs next is short, too. */
    void goesOnWith(Frame frame, int next) {
        if (size > 0 && !frame.layout().isShort(next)) {
            letsGo();
        }
    }

    /** Hands what is kept to the pool: the worker may be about to wait. */
    void letsGo() {
        Frame frame = keeper;
        if (kept != null && frame != null) {
            while (size > 0) {
                frame.fork(kept[--size], this);
            }
        }
    }

    // ---- what is to be told ----

    /** Notes that an attachment is to be told how a target ended. */
    void tell(Attachment to, Frame frame, int target, Object outcome) {
        if (tidings == null) {
            tidings = new @Nullable Object[PARTS * FEW];
            targets = new int[FEW];
        } else if (last == targets.length) {
            tidings = Arrays.copyOf(tidings, 2 * tidings.length);
            targets = Arrays.copyOf(targets, 2 * last);
        }
        tidings[PARTS * last] = to;
        tidings[PARTS * last + 1] = frame;
        tidings[PARTS * last + 2] = outcome;
        targets[last++] = target;
    }

    /** Notes that those who look on at a frame have heard something. */
    void mail(Attendance attendance) {
        if (mail == null) {
            mail = new ArrayDeque<>(4);
        }
        if (mail.peekLast() != attendance) {
            mail.add(attendance);
        }
    }

    /** Tells all that was noted, and what comes of it. Does nothing when called from inside itself. */
    @SuppressWarnings("NullAway") // between first and last there are tidings
    void settle() {
        if ((first == last && mail == null) || telling) {
            return;
        }
        telling = true;
        try {
            deliver();
            while (first < last) {
                Attachment to = (Attachment) tidings[PARTS * first];
                Frame frame = (Frame) tidings[PARTS * first + 1];
                Object outcome = tidings[PARTS * first + 2];
                Arrays.fill(tidings, PARTS * first, PARTS * first + PARTS, null); // a turn may live long
                int target = targets[first++];
                if (first == last) {
                    first = 0;
                    last = 0;
                }
                to.told(frame, target, outcome, this);
                deliver();
            }
            deliver();
        } finally {
            telling = false;
        }
    }

    private void deliver() {
        if (mail != null) {
            for (Attendance next = mail.poll(); next != null; next = mail.poll()) {
                next.deliver();
            }
        }
    }
}
