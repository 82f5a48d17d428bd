package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whoever wants something of a frame: a run, a wider frame, a fan-out, a successor generation. To a frame they are the same thing. It is
 * told of each of its targets once.
 */
interface Attachment {
    /** No nodes. */
    int[] NONE = {};

    /** Returns the domain on whose behalf it wants it. */
    Domain domain();

    /** Says which frame it is attached to. Called before anything is told, again if that frame turned out to be sealed. */
    void attachedTo(Frame frame);

    /**
     * Says that it is attached, and that nothing has started yet that only it demands.
     *
     * @return how to let go of it, if it is not wanted any more
     */
    default @Nullable Aftermath attached() {
        return null;
    }

    /** Returns the frame on whose behalf it wants it; null if it is somebody from outside. */
    default @Nullable Frame from() {
        return null;
    }

    /** Returns who looks on through it. Called without locks, before it is attached. */
    default List<Observer> observers() {
        return List.of();
    }

    /** Returns the request on whose behalf it wants it; null if a caller does. */
    default @Nullable Request<?> origin() {
        return null;
    }

    /** Returns whether it stands for one element of a fan-out. */
    default boolean isElement() {
        return false;
    }

    /** Returns the nodes of the frame on whose behalf it waits that wait by a target; empty if that is not known: then all may. */
    default int[] waiting(int target) {
        return NONE;
    }

    /** Returns when it will leave by itself; null if it does not. */
    default @Nullable Instant limit() {
        return null;
    }

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
