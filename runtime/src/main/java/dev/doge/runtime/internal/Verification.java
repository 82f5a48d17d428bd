package dev.doge.runtime.internal;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks, before a body would run again, whether the tasks that it had demanded by itself yield what they yielded then. They are demanded in
 * the order in which the body had demanded them, at the same time as far as the body had: none before the outcomes that the body had seen
 * before. Anything that differs makes the body run.
 */
final class Verification {
    /** The wait for one of these tasks. */
    private final class Check extends Link {
        private final Trace.Demanded demanded;

        Check(Trace.Demanded demanded) {
            super(frame, demanded.task().alone(), frame.layout().node(node).alone());
            this.demanded = demanded;
        }

        @Override
        boolean isDynamic() {
            return true;
        }

        @Override
        void end(Object outcome, Turn turn) {
            ended(this, outcome, turn);
        }
    }

    private final Frame frame;
    private final int node;
    private final Object outcome;
    private final List<Trace.Demanded> demands;
    private final AtomicInteger left = new AtomicInteger();
    private int next;
    private volatile boolean changed;

    /**
     * Makes a verification.
     *
     * @param node the node whose body would run
     * @param outcome how that ended
     * @param demands what it had demanded
     */
    Verification(Frame frame, int node, Object outcome, List<Trace.Demanded> demands) {
        this.frame = frame;
        this.node = node;
        this.outcome = outcome;
        this.demands = demands;
    }

    /** Demands what the body had demanded next, or ends: without locks, and by one thread at a time. */
    void goOn(Turn turn) {
        if (changed || next == demands.size()) {
            frame.verified(node, changed ? null : outcome, turn);
            return;
        }
        int first = next;
        int end = first + 1;
        while (end < demands.size()
                && demands.get(end).after() == demands.get(first).after()) {
            end++;
        }
        next = end;
        left.set(end - first + 1);
        for (Trace.Demanded demanded : demands.subList(first, end)) {
            TaskNode task = demanded.task();
            frame.attach(
                    new Check(demanded),
                    demanded.graph(),
                    task.layout(),
                    demanded.key(),
                    task.layout().demand(task.index()),
                    turn);
        }
        countDown(turn);
    }

    private void ended(Check check, Object now, Turn turn) {
        if (!Same.outcome(check.demanded.outcome(), Same.kept(now))) {
            changed = true;
        }
        if (frame.unkeep(check)) {
            frame.engine().table().leave(check);
        }
        countDown(turn);
    }

    private void countDown(Turn turn) {
        if (left.decrementAndGet() == 0) {
            goOn(turn);
        }
    }
}
