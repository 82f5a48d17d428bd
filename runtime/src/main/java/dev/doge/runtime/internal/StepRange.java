package dev.doge.runtime.internal;

import java.io.Serial;
import java.util.concurrent.RejectedExecutionException;

/**
 * Ready nodes of one frame that stand side by side, in a queue as one step. Who takes it hands on the upper half, of what is left the upper half again, and so
 * on, and then runs the first: so nothing waits for a body, and who steals takes half. A worker that takes first what it has made last, as those of the
 * executor's own pool do, has no more steps in its queue than the logarithm of the nodes. All are marked as forked from the beginning, so anybody may claim
 * one of them meanwhile.
 */
final class StepRange extends Step {
    /** So many successors at most, or nodes that a frame starts with, are handed on one by one, which is as cheap. */
    static final int FEW = 8;

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient int[] nodes;
    private final int from;
    private int to;

    private StepRange(Frame frame, int[] nodes, int from, int to) {
        super(frame, nodes[from]);
        this.nodes = nodes;
        this.from = from;
        this.to = to;
    }

    /**
     * Makes a step for some nodes.
     *
     * @param nodes where nodes stand that are marked as forked; nobody writes to it any more
     * @param from where they begin in it
     * @param to where they end: there is at least one
     */
    static Step of(Frame frame, int[] nodes, int from, int to) {
        return to - from == 1 ? new Step(frame, nodes[from]) : new StepRange(frame, nodes, from, to);
    }

    @Override
    protected boolean exec() {
        Engine engine = frame().engine();
        while (to - from > 1) {
            int middle = (from + to) >>> 1;
            Step upper = of(frame(), nodes, middle, to);
            to = middle;
            engine.start(upper);
        }
        return super.exec();
    }

    @Override
    void refused(RejectedExecutionException why) {
        for (int i = from; i < to; i++) {
            refused(nodes[i], why);
        }
    }
}
