package dev.doge.runtime.internal;

import org.jspecify.annotations.Nullable;

/**
 * Ready nodes whose start a worker owns and that it keeps for itself, since handing them to the pool would take longer: short ones of the frame
 * that it works on, and one of another frame, to which it goes on when it is done with this one. Nothing is kept while the thread does
 * anything that is not short, see {@link #letsGo}; where a body turns out not to be, that is seen from outside ({@link Overdue}). Of one thread.
 */
final class Kept {
    /** How many nodes of one frame a worker keeps; those beyond are for others to steal. */
    private static final int MOST = 4;

    /** How many nodes of one frame a worker keeps in all, and how many it runs on while it keeps some, before it lets others have them. */
    private static final int IN_A_ROW = 16;

    /** What those who look on are told later. */
    final Untold untold = new Untold();

    private final int[] nodes = new int[MOST];
    private int size;
    private int left;
    private int waits;
    private @Nullable Frame keeper;
    private @Nullable Frame other;
    private int otherNode;

    /** Says which frame the worker works on from now on; null if on none. What is left of the one before is handed on: something has thrown. */
    void worksOn(@Nullable Frame frame, Turn turn) {
        letsGoOfOwn(turn, null);
        keeper = frame;
        left = IN_A_ROW;
    }

    /**
     * Keeps a ready node, to run it later.
     *
     * @return whether it is kept
     */
    boolean keeps(Frame frame, int n) {
        if (frame != keeper) {
            if (other != null) {
                return false;
            }
            waits = size == 0 ? IN_A_ROW : waits;
            other = frame;
            otherNode = n;
            frame.engine().overdue().watch();
            return true;
        }
        if (size == MOST || left == 0 || !frame.layout().isShort(n)) {
            return false;
        }
        waits = size == 0 && other == null ? IN_A_ROW : waits;
        nodes[size++] = n;
        left--;
        frame.engine().overdue().watch();
        return true;
    }

    /** Returns the node of the worker's frame that was kept last; -1 if there is none. */
    int takes() {
        return size == 0 ? -1 : nodes[--size];
    }

    /** Returns a step for the node of another frame; null if there is none. */
    @Nullable
    Step takesOther() {
        Frame frame = other;
        other = null;
        return frame == null ? null : new Step(frame, otherNode);
    }

    /** Lets go of all unless the node that the worker runs next is short and there were few before it, and of what is not short itself. */
    void goesOnWith(Frame frame, int next, Turn turn) {
        if (size == 0 && other == null) {
            return;
        }
        if (--waits < 0 || !frame.layout().isShort(next)) {
            letsGo(turn, null);
        } else if (other != null && !other.layout().isShort(otherNode)) {
            letsGoOfOther(turn, null);
        }
    }

    /**
     * Hands what is kept to the pool: the worker may be about to wait.
     *
     * @param clock by what to tell those who look on, if the calling thread must not wait for them
     */
    void letsGo(Turn turn, @Nullable Clock clock) {
        letsGoOfOwn(turn, clock);
        letsGoOfOther(turn, clock);
    }

    /** Returns whether something is kept. Also of use as a guess for others than the worker. */
    boolean isSome() {
        return size > 0 || other != null;
    }

    /** Moves all to another place where nothing is kept. */
    void movesTo(Kept place) {
        place.keeper = keeper;
        place.size = size;
        System.arraycopy(nodes, 0, place.nodes, 0, size);
        place.other = other;
        place.otherNode = otherNode;
        size = 0;
        other = null;
    }

    private void letsGoOfOwn(Turn turn, @Nullable Clock clock) {
        Frame frame = keeper;
        if (frame != null) {
            while (size > 0) {
                frame.fork(nodes[--size], turn, clock);
            }
        }
    }

    private void letsGoOfOther(Turn turn, @Nullable Clock clock) {
        Frame frame = other;
        if (frame != null) {
            other = null;
            frame.fork(otherNode, turn, clock);
        }
    }
}
