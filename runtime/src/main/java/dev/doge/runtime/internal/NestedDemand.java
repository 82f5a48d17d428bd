package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import org.jspecify.annotations.Nullable;

/** A run that a body has asked for itself. It ends when nobody wants the body's task any more, and helpers look for work through it. */
final class NestedDemand extends Link {
    private final Run<?> run;
    private final Trace.@Nullable Demanded noted;

    NestedDemand(Frame from, int node, Run<?> run) {
        super(from, Api.node(run.request()).alone(), from.layout().node(node).alone());
        this.run = run;
        this.noted = from.demands(node, run);
    }

    /** Notes what the body is told; what it has seen of another session, or outside of its own, cannot be asked for again. */
    void saw(Object outcome) {
        if (noted != null && run.domain().session() == from().domain().session()) {
            noted.saw(outcome);
        }
    }

    @Override
    public Request<?> origin() {
        return from().request(from().layout().node(nodes()[0]).owner()); // the body that has asked
    }

    @Override
    boolean isDynamic() {
        return true;
    }

    @Override
    public void follow(FrameTable table, Aftermaths more) {
        run.letGo(more);
    }

    /** Lets go of it unless it has been served: the body that asked has ended. */
    void end() {
        if (!run.isDone() && from().unkeep(this)) {
            from().engine().table().leave(this);
        }
    }

    /** A run that keeps going waits, once its target is doomed, for what else it has demanded. */
    @Override
    void addWait(int i, Rings.Search search) {
        Lingering.Place left = run.lingersAt();
        if (left == null) {
            super.addWait(i, search);
        } else {
            search.add(left.frame(), left.node(), this);
        }
    }

    /** Says that it waits for something else than before, and so may close a ring. */
    void waitsAnew() {
        from().engine().rings().look(this);
    }

    /** The run is told of its target's end by the target; this one ends by a failure of its own only. */
    @Override
    void end(Object outcome, Turn turn) {
        run.fail((Failed) outcome);
    }
}
