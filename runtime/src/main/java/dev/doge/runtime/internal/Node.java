package dev.doge.runtime.internal;

import org.jspecify.annotations.Nullable;

/** A place in a layout: something that becomes ready when its predecessors have succeeded, and then yields a value. */
public abstract sealed class Node permits TaskNode, ImportNode, BoundNode, FanOutNode, GateNode, RescueNode {
    /** What {@link #run} returns when the value comes later. */
    static final Object LATER = new Object();

    /** What a slot holds for a value that is null, since an empty slot means that there is none yet. */
    static final Object NULL = new Object();

    /** What a slot holds whose value nobody will read any more. */
    static final Object RELEASED = new Object();

    private @Nullable Layout layout;
    private int index = -1;
    private int @Nullable [] alone;

    private final Cost cost;

    Node() {
        this(new Cost());
    }

    /** Makes a node that costs what another does. */
    Node(Cost cost) {
        this.cost = cost;
    }

    final void place(Layout layout, int index) {
        this.layout = layout;
        this.index = index;
    }

    @SuppressWarnings("NullAway") // placed once, before the plan is published
    final Layout layout() {
        return layout;
    }

    /** Returns an array of this node's index alone, always the same; nobody writes to it. */
    final int[] alone() {
        int[] known = alone; // a race is benign
        if (known == null) {
            known = new int[] {index};
            alone = known;
        }
        return known;
    }

    final int index() {
        return index;
    }

    final Cost cost() {
        return cost;
    }

    /** Returns whether a caller may run the node. */
    boolean isShort() {
        return cost.isLow();
    }

    /** Returns the task that is to blame for what happens here. */
    abstract TaskNode owner();

    /** Returns the name of what stands here, for messages. */
    abstract String name();

    /** Returns the task whose outcome the slot holds. */
    TaskNode reads() {
        return owner();
    }

    /** Returns the key of that task. */
    Object keyOf(Frame frame) {
        return frame.key();
    }

    /**
     * Runs what stands behind the node. Called at most once per frame, by the thread that owns the node's start.
     *
     * @return the value as a slot holds it, or {@link #LATER}
     */
    abstract Object run(Frame frame, Step step) throws Throwable;
}
