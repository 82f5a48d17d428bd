package dev.doge.runtime.internal;

/**
 * Whoever wants something of a frame: a run, a wider frame, a fan-out, a successor generation. To a frame they are the same thing. It is
 * told of each of its targets once.
 */
interface Attachment {
    /** Returns the domain on whose behalf it wants it. */
    Domain domain();

    /** Says which frame it is attached to. Called before anything is told, again if that frame turned out to be sealed. */
    void attachedTo(Frame frame);

    /**
     * Says how a target ended. Called without locks held, on whatever thread ended the target; it returns soon.
     *
     * @param frame the frame
     * @param target the target
     * @param outcome the value as a slot holds it, or a {@link Failed}
     * @param turn the turn of the calling thread
     */
    void told(Frame frame, int target, Object outcome, Turn turn);
}
