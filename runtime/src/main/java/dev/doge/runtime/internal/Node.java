package dev.doge.runtime.internal;

import org.jspecify.annotations.Nullable;

/** A place in a layout: something that becomes ready when its predecessors have succeeded, and then yields a value. */
public abstract sealed class Node permits TaskNode, ImportNode, FanOutNode {
    /** What {@link #run} returns when the value comes later. */
    static final Object LATER = new Object();

    /** What a slot holds for a value that is null, since an empty slot means that there is none yet. */
    static final Object NULL = new Object();

    private @Nullable Layout layout;
    private int index = -1;

    final void place(Layout layout, int index) {
        this.layout = layout;
        this.index = index;
    }

    @SuppressWarnings("NullAway") // placed once, before the plan is published
    final Layout layout() {
        return layout;
    }

    final int index() {
        return index;
    }

    /**
     * Runs what stands behind the node. Called at most once per frame, by the thread that owns the node's start.
     *
     * @return the value as a slot holds it, or {@link #LATER}
     */
    abstract Object run(Frame frame, Step step) throws Throwable;
}
