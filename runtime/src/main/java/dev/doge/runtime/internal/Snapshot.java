package dev.doge.runtime.internal;

/** What one call of a session sees: the revision in which it began. */
final class Snapshot {
    private final SessionState session;
    private final Revision revision;
    private final long began;

    /** How many runs of the call have not ended; guarded by the session. */
    int runs;

    /**
     * Makes a snapshot.
     *
     * @param began the session's clock: what was used since then stays, since a key executes once within a run
     * @param runs how many runs the call has
     */
    Snapshot(SessionState session, Revision revision, long began, int runs) {
        this.session = session;
        this.revision = revision;
        this.began = began;
        this.runs = runs;
    }

    SessionState session() {
        return session;
    }

    Revision revision() {
        return revision;
    }

    long number() {
        return revision.number();
    }

    long began() {
        return began;
    }
}
