package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What one frame wants of another: each target there fills the slot of a node here. Links an import to the narrower frame it comes from, and
 * a successor generation to what is live in an older one.
 */
class Link implements Attachment, Aftermath {
    private static final VarHandle ENDED;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(Link.class, "ended", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Frame from;
    private final int[] targets;
    private final int[] nodes;
    private @Nullable Frame to;
    private boolean kept;

    @SuppressWarnings("unused") // through the handle
    private volatile boolean ended;

    /** The next link of the same frame, guarded by its lock; once that has let go of it, the next that is let go of. */
    @Nullable
    Link next;

    Link(Frame from, int[] targets, int[] nodes) {
        this.from = from;
        this.targets = targets;
        this.nodes = nodes;
    }

    @Override
    public final Frame from() {
        return from;
    }

    @SuppressWarnings("NullAway") // a link is kept only after it was attached
    final Frame to() {
        return to;
    }

    final int[] targets() {
        return targets;
    }

    final int[] nodes() {
        return nodes;
    }

    /** Lets go of all of it. */
    @Override
    public void follow(FrameTable table, Aftermaths more) {
        table.release(to(), this, null, from.haveSucceeded(nodes), more);
    }

    @Override
    public final List<Observer> observers() {
        return from.observersOf(nodes);
    }

    @Override
    public @Nullable Request<?> origin() {
        Node node = from.layout().node(nodes[0]);
        boolean elsewhere =
                node instanceof ImportNode || node instanceof TaskNode; // its request is the one that is asked for
        int asking = elsewhere
                ? from.dependantOf(nodes[0], new BitSet())
                : node.owner().index();
        return asking < 0 ? null : from.request(from.layout().node(asking).owner());
    }

    @Override
    public final @Nullable Aftermath attached() {
        kept = from.keep(this);
        if (kept && from.isAttended()) {
            looksOn(from.observersOf(nodes)); // once it is kept: nobody who comes to look on later can miss it
        }
        if (!kept) {
            return this;
        }
        int[] unwanted = from.unwantedOf(this);
        return unwanted.length == 0 ? null : (table, more) -> table.release(to(), this, unwanted, false, more);
    }

    private void looksOn(List<Observer> guests) {
        if (!guests.isEmpty()) {
            to().lookOn(guests, this, targets);
            Attendance.passOn(guests, to(), targets);
        }
    }

    @Override
    public final int[] waiting(int target) {
        return IntStream.range(0, nodes.length)
                .filter(i -> targets[i] == target)
                .map(i -> nodes[i])
                .toArray();
    }

    /** Returns the targets that serve some of this link's nodes. */
    final int[] served(BitSet wanted) {
        return IntStream.range(0, nodes.length)
                .filter(i -> wanted.get(nodes[i]))
                .map(i -> targets[i])
                .toArray();
    }

    /** Says that it has joined work under way: it may close a ring. */
    final void joined() {
        if (kept && mayClose()) {
            from.engine().rings().look(this);
        }
    }

    final boolean serves(BitSet closure) {
        return Arrays.stream(nodes).anyMatch(closure::get);
    }

    /** Returns whether a node here waits by this link. */
    final boolean fills(int node) {
        for (int n : nodes) {
            if (n == node) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether it has to be looked whether this link, which has joined work under way, closes a ring. */
    final boolean mayClose() {
        Rings rings = from.engine().rings();
        for (int i = 0; i < nodes.length; i++) {
            TaskNode asked = to().layout().node(targets[i]).owner();
            if (rings.mayClose(from.layout().node(nodes[i]).owner(), asked)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether who waits by this link was found only while a graph ran, so that it may close a ring. */
    boolean isDynamic() {
        return from.layout().node(nodes[0]) instanceof BoundNode;
    }

    /** Adds what one of its nodes waits for by this link. */
    void addWait(int i, Rings.Search search) {
        search.add(to(), targets[i], this);
    }

    /** Returns where this link stands among those that fill the same node. */
    int place() {
        return 0;
    }

    /** Returns the targets whose nodes are not among those that are wanted. */
    int[] unwanted(BitSet wanted) {
        int count = 0;
        for (int n : nodes) {
            count += wanted.get(n) ? 0 : 1;
        }
        if (count == nodes.length) {
            return targets;
        }
        int[] result = new int[count];
        for (int i = nodes.length - 1; count > 0; i--) {
            if (!wanted.get(nodes[i])) {
                result[--count] = targets[i];
            }
        }
        return result;
    }

    @Override
    public final Domain domain() {
        return from.domain();
    }

    @Override
    public final void attachedTo(Frame frame) {
        to = frame;
    }

    @Override
    public final void told(Frame frame, int target, Object outcome, Turn turn) {
        if (targets.length > 1) {
            for (int i = 0; i < targets.length; i++) {
                if (targets[i] == target) {
                    from.complete(nodes[i], outcome, turn);
                }
            }
        } else if (ENDED.compareAndSet(this, false, true)) {
            end(outcome, turn);
        }
    }

    /** Ends the only wait of this link without bringing anything about; returns false if the target has ended it before. */
    final boolean retires() {
        return targets.length == 1 && ENDED.compareAndSet(this, false, true);
    }

    /** Ends its only wait, of which nobody is told yet; returns false if the target has ended it before. */
    final boolean severs() {
        return ENDED.compareAndSet(this, false, true);
    }

    /** Returns whether its only wait has ended. */
    final boolean hasEnded() {
        return ended;
    }

    /** Does what the end of the only wait brings about. */
    void end(Object outcome, Turn turn) {
        from.complete(nodes[0], outcome, turn);
    }
}
