package dev.doge.runtime.internal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a thread has to tell before it goes on to something else. Tidings wait here until no lock is held, and are told in a loop, so that
 * a long way of them never nests. Not thread-safe.
 */
final class Turn {
    /** What a tiding consists of beside its target. */
    private static final int PARTS = 3;

    private static final int FEW = 4;
    private static final int NOTHING = -1;

    private static final int[] NO_TARGETS = {};

    private final @Nullable Streak streak;
    private final @Nullable Kept kept;

    /** A queue without an object for each tiding: to whom, of which frame, with what outcome, and of which target. */
    private @Nullable Object @Nullable [] tidings;

    private int[] targets = NO_TARGETS;
    private int first;
    private int last;
    private @Nullable ArrayDeque<Attendance> mail;
    private boolean telling;

    /** What a worker goes on with once all is told, unless it lets go of it before. */
    private int next = NOTHING;

    private @Nullable Frame nextIn;
    private boolean opening;

    /** The frames that are to start once all are linked. */
    private @Nullable Deque<Frame> opened;

    Turn() {
        this(null, null);
    }

    /** Makes the turn of a caller who runs short tasks itself. */
    Turn(@Nullable Streak streak) {
        this(streak, null);
    }

    private Turn(@Nullable Streak streak, @Nullable Kept kept) {
        this.streak = streak;
        this.kept = kept;
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

    /** Hands on nodes that are marked as forked, at least one: to the pool as one, or to the caller's own streak one by one. */
    void start(Frame frame, int[] nodes, int from, int to) {
        if (streak == null) {
            frame.engine().start(StepRange.of(frame, nodes, from, to));
        } else {
            for (int i = from; i < to; i++) {
                streak.start(new Step(frame, nodes[i]));
            }
        }
    }

    // ---- what a worker keeps ----

    /** Makes the turn of a worker, which keeps short tasks for itself. */
    static Turn ofWorker() {
        return new Turn(null, new Kept());
    }

    /** Returns whether something is kept; a guess if somebody else than the thread asks. */
    boolean keeps() {
        return kept != null && kept.isSome();
    }

    /** Returns whether there is anything to let go of. Called by the thread. */
    boolean holds() {
        return nextIn != null || keeps();
    }

    /** Moves what is kept to another place. */
    void movesTo(Kept place) {
        if (kept != null) {
            kept.movesTo(place);
        }
    }

    /** Says which frame the thread works on from now on; null if on none. */
    void worksOn(@Nullable Frame frame) {
        if (kept != null) {
            kept.worksOn(frame, this);
        }
    }

    /**
     * Keeps a ready node, whose start the caller owns, to run it later.
     *
     * @return whether it is kept
     */
    boolean keeps(Frame frame, int n) {
        return kept != null && kept.keeps(frame, n);
    }

    /** Returns a kept node of the frame that the thread works on, whose start the caller then owns; -1 if there is none. */
    int takesKept() {
        return kept == null ? -1 : kept.takes();
    }

    /** Returns a step for a kept node of another frame, whose start the caller then owns; null if there is none. */
    @Nullable
    Step takesOther() {
        return kept == null ? null : kept.takesOther();
    }

    /** Lets go of what is kept unless the node that the thread runs next is short, too. */
    void goesOnWith(Frame frame, int next) {
        if (kept != null) {
            kept.goesOnWith(frame, next, this);
        }
    }

    /** Hands what is kept to the pool: the thread may be about to wait. */
    void letsGo() {
        Frame frame = nextIn;
        if (frame != null) {
            int handedOn = next;
            next = NOTHING;
            nextIn = null;
            frame.fork(handedOn, this);
        }
        if (kept != null) {
            kept.letsGo(this, null);
        }
    }

    // ---- what those who look on are told later ----

    /** Says whether it can be said behind the body of a node that it was called. */
    boolean saysLater(Frame frame, int n) {
        return kept != null && kept.untold.saysLater(frame, n);
    }

    /** Returns whether it has not been said that the body of a node was called, and it has been or is just about to be. Any thread may ask. */
    boolean owesStart(Frame frame, int n) {
        return owesIn(frame) == n;
    }

    /** Returns of which node of a frame that is so; -1 if of none. */
    int owesIn(Frame frame) {
        return kept == null ? NOTHING : kept.untold.owesIn(frame);
    }

    /** Notes that it has been said. */
    void owesNothing() {
        if (kept != null) {
            kept.untold.owesNothing();
        }
    }

    /** Notes that something has been said which can be delivered later, by a thread that may put that off. */
    void hasSaid(Attendance attendance) {
        if (kept == null) {
            mail(attendance);
        } else {
            kept.untold.hasSaid(attendance, this);
        }
    }

    /** Returns whether something has not been said, or not been delivered. Called by the thread. */
    boolean isLate() {
        return kept != null && kept.untold.isSome();
    }

    /** Says what has not been said, and has it delivered: the thread may be about to wait. */
    void saysAll() {
        if (kept != null) {
            kept.untold.saysAll(this);
        }
    }

    /** Has delivered what has been said, unless only some have to hear it who are told before anybody waits. Not called in a body. */
    void deliversBut(List<Observer> told) {
        if (kept != null) {
            kept.untold.deliverBut(told, this);
        }
    }

    // ---- what is to be told ----

    /**
     * Lets frames that are opened from now on start only when all are linked, in {@link #startOpened}: else workers would end what is still being waited for, and meet at the locks of
     * frames that could have been left alone.
     */
    void startsLater() {
        opening = true;
    }

    /** Starts the frames that were opened since {@link #startsLater()}, in the order in which they were. */
    void startOpened() {
        opening = false;
        Deque<Frame> all = opened;
        while (all != null && !all.isEmpty()) {
            all.poll().start(this);
        }
    }

    /** Returns whether a frame is started later, by {@link #startOpened}. */
    boolean startsLater(Frame frame) {
        if (opening && frame.startsAtOnce()) {
            opened = opened == null ? new ArrayDeque<>(2) : opened;
            opened.add(frame);
        }
        return opening;
    }

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
        if (!attendance.isPassedOn()) {
            return;
        }
        if (mail == null) {
            mail = new ArrayDeque<>(4);
        }
        if (mail.peekLast() != attendance) {
            mail.add(attendance);
        }
    }

    /**
     * Tells all that was noted before its thread goes on with a node, whose start the caller owns. If somebody who is told may take long, the node is
     * handed on.
     *
     * @return the node, if it is still to go on with; else -1
     */
    int settle(Frame frame, int ready) {
        if (ready < 0 || telling || (first == last && mail == null)) {
            settle();
            return ready;
        }
        next = ready;
        nextIn = frame;
        settle();
        int left = next;
        next = NOTHING;
        nextIn = null;
        return left;
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
        if (mail != null && !mail.isEmpty()) {
            deliversBut(List.of());
            letsGo(); // who looks on may take long
            for (Attendance next = mail.poll(); next != null; next = mail.poll()) {
                next.deliver();
            }
        }
    }
}
