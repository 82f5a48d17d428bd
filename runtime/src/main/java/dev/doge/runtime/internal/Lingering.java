package dev.doge.runtime.internal;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/** How a keep-going run waits, whose target is doomed, until nothing that it demands is under way. */
/* Design
 *
 * It walks the closure of its target over all frames and visits each node once, after the node has ended: it watches the first that it finds
 * under way, and goes on from there when it is told. The watch is no reason for the frame to go on; the run is still attached, and that is.
 *
 * Nothing is missed. What comes to be demanded later is demanded for something that has not ended (a gate, a task whose fallback begins, a
 * link that is not told yet), save the elements of a fan-out that has failed: such a one counts as under way until all are demanded. So what
 * a node needs is known once it has ended.
 *
 * One watch is set at a time, so one thread at a time is in here: what it has written is handed on by the lock of the watched frame.
 */
final class Lingering implements Attachment {
    /** A node that is waited for. */
    record Place(Frame frame, int node) {}

    /** What has been seen of a frame, and what is still to be looked at. */
    static final class Visit {
        private final BitSet seen = new BitSet();
        private final IntStack open = new IntStack();
        private boolean queued;

        BitSet seen() {
            return seen;
        }

        IntStack open() {
            return open;
        }
    }

    private final Run<?> run;
    private final Frame frame;
    private final int target;
    private final IdentityHashMap<Frame, Visit> visits = new IdentityHashMap<>();
    private final Deque<Frame> frames = new ArrayDeque<>();
    private volatile @Nullable Place at;

    Lingering(Run<?> run, Frame frame, int target) {
        this.run = run;
        this.frame = frame;
        this.target = target;
        follow(frame, target);
    }

    /** Returns what is waited for just now. */
    @Nullable
    Place at() {
        return at;
    }

    /** Notes what is waited for from now on. Under the frame's lock, before it is watched. */
    void at(Frame next, int node) {
        at = new Place(next, node);
    }

    /** Adds a node of another frame. */
    void follow(Frame next, int node) {
        Visit visit = visits.computeIfAbsent(next, first -> new Visit());
        if (!visit.seen.get(node)) {
            visit.open.push(node);
            if (!visit.queued) {
                visit.queued = true;
                frames.add(next);
            }
        }
    }

    /** Goes on looking, and ends the run if there is nothing left to wait for. Without locks. */
    @SuppressWarnings("NullAway") // what is queued is visited
    void goOn(Turn turn) {
        for (Frame next = frames.peek(); next != null; next = frames.peek()) {
            Visit visit = visits.get(next);
            if (next.linger(visit, this, turn)) {
                if (run.hasEnded()) {
                    stop(); // who has ended it may have looked before the watch was set
                } else {
                    run.lingersOn();
                }
                return;
            }
            if (visit.open.isEmpty()) { // else the frame is linked to itself: a fan-out over its own key
                visit.queued = false;
                frames.remove();
            }
        }
        at = null;
        run.over(Roots.of(frame, target));
    }

    /** Returns what has failed so far. */
    Roots soFar() {
        return Roots.of(frame, target);
    }

    /** Waits no more. */
    void stop() {
        Place last = at;
        if (last != null) {
            last.frame.unwatch(this);
        }
    }

    @Override
    public Domain domain() {
        return run.domain();
    }

    @Override
    public void attachedTo(Frame attached) {}

    @Override
    public void told(Frame from, int node, Object outcome, Turn turn) {
        if (!run.hasEnded()) {
            goOn(turn);
        }
    }
}
