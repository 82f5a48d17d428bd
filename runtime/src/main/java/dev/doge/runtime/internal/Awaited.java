package dev.doge.runtime.internal;

/**
 * The wait for a task that another revision of the session executes. If its outcome holds in this one, too, it is taken; otherwise it is
 * executed afresh.
 */
final class Awaited extends Link {
    Awaited(Frame from, int node) {
        super(from, from.layout().node(node).alone(), from.layout().node(node).alone());
    }

    @Override
    void end(Object outcome, Turn turn) {
        from().awaited(this, nodes()[0], turn);
    }
}
