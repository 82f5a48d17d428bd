package dev.doge.runtime.internal;

/**
 * Holds a frame that nobody wants any more until the bodies that could not be stopped have returned, so that who wants their tasks again finds
 * them and waits.
 */
final class Remains implements Attachment {
    private final Frame frame;
    private int left;

    Remains(Frame frame) {
        this.frame = frame;
    }

    /** Counts a body that has not returned. Under the frame's lock, before anything can be told. */
    void count() {
        left++;
    }

    int left() {
        return left;
    }

    @Override
    public Domain domain() {
        return frame.domain();
    }

    @Override
    public void attachedTo(Frame attached) {}

    @Override
    public void told(Frame from, int target, Object outcome, Turn turn) {
        synchronized (frame) {
            if (--left > 0) {
                return;
            }
        }
        frame.engine().table().leave(frame, this, true);
    }
}
