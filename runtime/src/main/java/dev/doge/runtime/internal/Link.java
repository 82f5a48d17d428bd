package dev.doge.runtime.internal;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What one frame wants of another: each target there fills the slot of a node here. Links an import to the narrower frame it comes from, and
 * a successor generation to what is live in an older one.
 */
class Link implements Attachment {
    private final Frame from;
    private final int[] targets;
    private final int[] nodes;
    private @Nullable Frame to;

    /** The next link of the same frame; guarded by its lock. */
    @Nullable
    Link next;

    Link(Frame from, int[] targets, int[] nodes) {
        this.from = from;
        this.targets = targets;
        this.nodes = nodes;
    }

    final Frame from() {
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

    /** Returns the way to let go of all of it. */
    Release whole() {
        return new Release(to(), this, null, false);
    }

    final boolean serves(BitSet closure) {
        return Arrays.stream(nodes).anyMatch(closure::get);
    }

    /** Returns the targets whose nodes are not among those that are wanted. */
    int[] unwanted(BitSet wanted) {
        IntStack unwanted = new IntStack();
        int count = 0;
        for (int i = 0; i < nodes.length; i++) {
            if (!wanted.get(nodes[i])) {
                unwanted.push(targets[i]);
                count++;
            }
        }
        int[] result = new int[count];
        while (!unwanted.isEmpty()) {
            result[--count] = unwanted.pop();
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
    public void told(Frame frame, int target, Object outcome, Turn turn) {
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] == target) {
                from.complete(nodes[i], outcome, turn);
            }
        }
    }
}
