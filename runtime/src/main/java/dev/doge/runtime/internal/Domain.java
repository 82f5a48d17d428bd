package dev.doge.runtime.internal;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one call has opened: within it a key executes once, and each outcome stays as it was first seen. Thread-safe.
 *
 * <p>Frames belong to the domain that opened them. When its last run has ended they take no new runs, so that nothing is served for ever because
 * a key is hot. In a session they do: what it has seen is to stay.
 */
class Domain {
    private final Engine engine;
    private volatile boolean ended;

    /** What a domain has beside if it belongs to a session, or something is carried; most have neither. */
    private static class Furnished extends Domain {
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

    /** What several runs have opened, which are one call. */
    private static final class Several extends Furnished {
        /** Those that have got what they wanted while others go on. Guarded by this object's monitor, as what is left. */
        private final List<Run<?>> served = new ArrayList<>();

        private int left;

        Several(Engine engine, @Nullable Context context, @Nullable Snapshot snapshot, int runs) {
            super(engine, context, snapshot);
            left = runs;
        }

        @Override
        synchronized boolean endsOne() {
            return --left == 0;
        }

        @Override
        synchronized boolean holds(Run<?> run) {
            return left > 0 && served.add(run);
        }

        @Override
        synchronized List<Run<?>> takeServed() {
            if (left > 0 || served.isEmpty()) {
                return List.of();
            }
            List<Run<?>> all = List.copyOf(served);
            served.clear();
            return all;
        }
    }

    private Domain(Engine engine) {
        this.engine = engine;
    }

    /**
     * Makes the domain of a call of the calling thread.
     *
     * @param snapshot what the call sees of its session; null outside of sessions
     * @param runs how many runs the call has
     */
    static Domain of(Engine engine, @Nullable Snapshot snapshot, int runs) {
        Context context = engine.capture();
        if (runs > 1) {
            return new Several(engine, context, snapshot, runs);
        }
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

    /** Counts a run that has ended; returns whether it was the last. */
    boolean endsOne() {
        return true;
    }

    /**
     * Asks whether a run that has ended is to hold on to what it has got until the others have ended.
     *
     * @return whether it is; the last of them lets it go
     */
    boolean holds(Run<?> run) {
        return false;
    }

    /** Returns the runs that hold on to what they have got and need not any more, once. */
    List<Run<?>> takeServed() {
        return List.of();
    }

    /** Says that a run has ended. */
    final void end() {
        Snapshot snapshot = snapshot();
        boolean last = endsOne();
        if (snapshot == null) {
            if (last) {
                ended = true;
            }
        } else {
            snapshot.session().ended(snapshot);
        }
    }
}
