package dev.doge.runtime.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The cells of a frame, one int each: how many predecessors a node waits for, and the marks beside that count.
 *
 * @see Frame the design note there says who sets and clears which
 */
final class Cells {
    /** Somebody waits for a predecessor whose watch cell this is: who counts it down must tell. */
    static final int WATCHED = 1 << 24;

    /** Nobody wants the node: it does not start, however low its count. */
    static final int PARKED = 1 << 25;

    /** The node is ready and lies in a queue, or is about to: who clears the mark owns its start. */
    static final int FORKED = 1 << 26;

    /** The body has returned a stage, and that is awaited: no thread is in the node any more. */
    static final int AWAITS = 1 << 27;

    static final int PENDING = WATCHED - 1;

    static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);
    static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(Object[].class);

    private Cells() {}
}
