package dev.doge.runtime.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What those who look on are to be told by a worker, and have not been: that the body was called which it is in, since that is short, and what it has said of
 * bodies before. Of one thread; any may ask what body that is.
 */
/* Design
 *
 *   nothing owed --a short body is about to be called--> owed --it has ended, and that is said with it--> nothing owed
 *                                                        owed --it asks for something, it throws--> said --> nothing owed
 *
 * Others say that the body was called if it does not end (Seat.saysLate), or if they say of its node that nobody wants it any more. They take nothing away here: each
 * phase of a node is said once under its frame's lock (Attendance), so that whoever comes second says nothing. A debt is forgotten only once it has been said,
 * or the node has a value.
 */
final class Untold {
    /** After so many short bodies in a row those who look on are told what has not been delivered. */
    private static final int MOST_UNSAID = 16;

    private static final int NOTHING = -1;
    private static final VarHandle OWING;

    static {
        try {
            OWING = MethodHandles.lookup().findVarHandle(Untold.class, "owing", Frame.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** In what frame the body is called just now of which that has not been said; null if there is none. */
    @SuppressWarnings("unused") // through the handle
    private @Nullable Frame owing;

    /** The node of that body; written before it. */
    private int owed;

    /** Where something has been said that is not delivered yet; null if nowhere. */
    private @Nullable Attendance late;

    /** Of how many bodies in a row it was said later that they were called. */
    private int unsaid;

    /** Says whether it can be said behind the body of a node that it was called: it is short, and there were not too many of them. */
    boolean saysLater(Frame frame, int n) {
        if (unsaid == MOST_UNSAID || !frame.layout().isShortCall(n)) {
            unsaid = 0;
            return false;
        }
        unsaid++;
        owed = n;
        OWING.setRelease(this, frame);
        frame.engine().overdue().watch();
        return true;
    }

    /** Returns of which node of a frame it has not been said that its body was called, and it has been or is just about to be; -1 if of none. Any thread may ask. */
    int owesIn(Frame frame) {
        if (OWING.getAcquire(this) != frame) {
            return NOTHING;
        }
        int n = owed;
        VarHandle.acquireFence();
        return OWING.getAcquire(this) == frame ? n : NOTHING;
    }

    /** Notes that it has been said. */
    void owesNothing() {
        OWING.setRelease(this, null);
    }

    /** Notes that something has been said which can be delivered later. */
    void hasSaid(Attendance attendance, Turn turn) {
        if (late != attendance) {
            deliver(turn);
            late = attendance;
        }
    }

    /** Returns whether something has not been said, or not been delivered. */
    boolean isSome() {
        return owing != null || late != null;
    }

    /** Says what has not been said, and has it delivered: the thread may be about to wait. */
    void saysAll(Turn turn) {
        Frame frame = owing;
        if (frame != null) {
            hasSaid(frame.saysStarted(owed), turn);
            owesNothing();
        }
        deliver(turn);
    }

    /** Has delivered what has been said, unless only some have to hear it who are told before anybody waits. Not called in a body. */
    void deliverBut(List<Observer> told, Turn turn) {
        if (late != null && !late.isOnlyFor(told)) {
            deliver(turn);
        }
    }

    /** Has delivered what has been said. */
    void deliver(Turn turn) {
        Attendance said = late;
        if (said != null) {
            late = null;
            unsaid = 0;
            turn.letsGo(); // who looks on may take long
            said.deliver();
        }
    }
}
