package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One state of what a session has been told: what is invalidated later makes another. Thread-safe.
 */
final class Revision {
    private final long number;

    /** How requests ended in it that were asked for from outside: a repeat costs one look-up. Empty if the session is bounded. */
    private final ConcurrentHashMap<Request<?>, Object> known = new ConcurrentHashMap<>();

    Revision(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    ConcurrentHashMap<Request<?>, Object> known() {
        return known;
    }
}
