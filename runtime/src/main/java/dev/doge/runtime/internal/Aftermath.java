package dev.doge.runtime.internal;

/** What follows when somebody lets go of a frame. Done without locks held, in a loop, so that a long way of it never nests. */
@FunctionalInterface
interface Aftermath {
    /**
     * Does it.
     *
     * @param more where to add what follows from that
     */
    void follow(FrameTable table, Aftermaths more);
}
