package dev.doge.runtime.internal;

/**
 * Told once a task has ended of which somebody has left the frame, and it is known what it has not needed: lets go of that, if nobody else wants
 * it. Immutable.
 */
final class Decided implements Attachment {
    private final Domain domain;

    Decided(Domain domain) {
        this.domain = domain;
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public void attachedTo(Frame frame) {}

    @Override
    public void told(Frame frame, int target, Object outcome, Turn turn) {
        turn.letsGo(); // who is told of a cancellation may take long
        turn.saysAll();
        frame.engine().table().leave((table, more) -> {
            frame.forgetUnneeded(more);
            if (frame.mayBeUnheld()) {
                more.addLeft(frame);
            }
        });
    }
}
