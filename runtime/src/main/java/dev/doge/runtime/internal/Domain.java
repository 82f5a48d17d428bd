package dev.doge.runtime.internal;

import org.jspecify.annotations.Nullable;

/**
 * What one run has opened: within it a key executes once, and each outcome stays as it was first seen. Thread-safe.
 *
 * <p>Frames belong to the domain that opened them. When its run has ended they take no new runs, so that nothing is served for ever because
 * a key is hot. In a session they do: what it has seen is to stay.
 */
final class Domain {
    private final Engine engine;
    private final @Nullable Context context;
    private final @Nullable Snapshot snapshot;
    private volatile boolean ended;

    /** Makes the domain of a run that the calling thread starts. */
    Domain(Engine engine) {
        this(engine, null);
    }

    /**
     * Makes the domain of a run that the calling thread starts in a session.
     *
     * @param snapshot what the run sees of its session; null outside of sessions
     */
    Domain(Engine engine, @Nullable Snapshot snapshot) {
        this.engine = engine;
        this.context = engine.capture();
        this.snapshot = snapshot;
    }

    /** Returns what its tasks are called in; null if nothing is carried. */
    @Nullable
    Context context() {
        return context;
    }

    Engine engine() {
        return engine;
    }

    /** Returns what it sees of its session; null outside of sessions. */
    @Nullable
    Snapshot snapshot() {
        return snapshot;
    }

    /** Returns the session it belongs to; null if none. */
    @Nullable
    SessionState session() {
        return snapshot == null ? null : snapshot.session();
    }

    /** Returns whether it may find what another has opened: never across the border of a session. */
    boolean mayFind(Domain other) {
        return session() == other.session();
    }

    /** Returns whether both see the same outcomes: they are one, or see one revision of a session. */
    boolean sees(Domain other) {
        return this == other
                || (snapshot != null && other.snapshot != null && snapshot.revision() == other.snapshot.revision());
    }

    boolean isEnded() {
        return ended;
    }

    /** Says that a run has ended. */
    void end() {
        if (snapshot == null) {
            ended = true;
        } else {
            snapshot.session().ended(snapshot);
        }
    }
}
