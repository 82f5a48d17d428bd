package dev.doge.runtime.internal;

import java.io.Serial;
import java.util.concurrent.RejectedExecutionException;

/**
 * Many ready nodes of one frame in a queue as one step. Who takes it hands on the upper half, of what is left the upper half again, and so on, and then runs
 * the first: so no more steps lie in a queue than the logarithm of the nodes, those that are run next have been made last, who steals takes half, and nothing
 * waits for a body. All are marked as forked from the beginning, so anybody may claim one of them meanwhile.
 */
final class StepRange extends Step {
    /** From how many nodes on a range is made of them: below, a step for each is as cheap. */
    static final int FEWEST = 8;

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
