package dev.doge.runtime.internal;

/**
 * What one run has opened: within it a key executes once, and each outcome stays as it was first seen. Thread-safe.
 *
 * <p>Frames belong to the domain that opened them. When its run has ended they take no new runs, so that nothing is served for ever because
 * a key is hot.
 */
final class Domain {
    private final Engine engine;
    private volatile boolean ended;

    Domain(Engine engine) {
        this.engine = engine;
    }

    Engine engine() {
        return engine;
    }

    boolean isEnded() {
        return ended;
    }

    void end() {
        ended = true;
    }
}
