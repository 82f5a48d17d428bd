package dev.doge.runtime.internal;

import org.jspecify.annotations.Nullable;

/**
 * What one run has opened: within it a key executes once, and each outcome stays as it was first seen. Thread-safe.
 *
 * <p>Frames belong to the domain that opened them. When its run has ended they take no new runs, so that nothing is served for ever because
 * a key is hot.
 */
final class Domain {
    private final Engine engine;
    private final @Nullable Context context;
    private volatile boolean ended;

    /** Makes the domain of a run that the calling thread starts. */
    Domain(Engine engine) {
        this.engine = engine;
        this.context = engine.capture();
    }

    /** Returns what its tasks are called in; null if nothing is carried. */
    @Nullable
    Context context() {
        return context;
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
