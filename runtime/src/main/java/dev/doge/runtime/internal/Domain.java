package dev.doge.runtime.internal;

import org.jspecify.annotations.Nullable;

/**
 * What one run has opened: within it a key executes once, and each outcome stays as it was first seen. Thread-safe.
 *
 * <p>Frames belong to the domain that opened them. When its run has ended they take no new runs, so that nothing is served for ever because
 * a key is hot. In a session they do: what it has seen is to stay.
 */
class Domain {
    private final Engine engine;
    private volatile boolean ended;

    /** What a domain has beside if it belongs to a session, or something is carried; most have neither. */
    private static final class Furnished extends Domain {
        private final @Nullable Context context;
        private final @Nullable Snapshot snapshot;

        Furnished(Engine engine, @Nullable Context context, @Nullable Snapshot snapshot) {
            super(engine);
            this.context = context;
            this.snapshot = snapshot;
        }

        @Override
        @Nullable
        Context context() {
            return context;
        }

        @Override
        @Nullable
        Snapshot snapshot() {
            return snapshot;
        }
    }

    private Domain(Engine engine) {
        this.engine = engine;
    }

    /**
     * Makes the domain of a run that the calling thread starts.
     *
     * @param snapshot what the run sees of its session; null outside of sessions
     */
    static Domain of(Engine engine, @Nullable Snapshot snapshot) {
        Context context = engine.capture();
        return context == null && snapshot == null ? new Domain(engine) : new Furnished(engine, context, snapshot);
    }

    /** Returns what its tasks are called in; null if nothing is carried. */
    @Nullable
    Context context() {
        return null;
    }

    final Engine engine() {
        return engine;
    }

    /** Returns what it sees of its session; null outside of sessions. */
    @Nullable
    Snapshot snapshot() {
        return null;
    }

    /** Returns the session it belongs to; null if none. */
    final @Nullable SessionState session() {
        Snapshot snapshot = snapshot();
        return snapshot == null ? null : snapshot.session();
    }

    /** Returns whether it may find what another has opened: never across the border of a session. */
    final boolean mayFind(Domain other) {
        return session() == other.session();
    }

    /** Returns whether both see the same outcomes: they are one, or see one revision of a session. */
    final boolean sees(Domain other) {
        if (this == other) {
            return true;
        }
        Snapshot mine = snapshot();
        Snapshot others = other.snapshot();
        return mine != null && others != null && mine.revision() == others.revision();
    }

    final boolean isEnded() {
        return ended;
    }

    /** Says that a run has ended. */
    final void end() {
        Snapshot snapshot = snapshot();
        if (snapshot == null) {
            ended = true;
        } else {
            snapshot.session().ended(snapshot);
        }
    }
}
