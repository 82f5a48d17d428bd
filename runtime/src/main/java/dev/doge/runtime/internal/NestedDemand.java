package dev.doge.runtime.internal;

/** A run that a body has asked for itself. It ends when nobody wants the body's task any more, and helpers look for work through it. */
final class NestedDemand extends Link {
    private final Run<?> run;

    NestedDemand(Frame from, int node, Frame to, Run<?> run) {
        super(from, new int[] {run.target()}, new int[] {node});
        attachedTo(to);
        this.run = run;
    }

    void cancel() {
        run.cancel(false);
    }

    @Override
    public void told(Frame frame, int target, Object outcome, Turn turn) {
        throw new AssertionError("the run is told, not this");
    }
}
