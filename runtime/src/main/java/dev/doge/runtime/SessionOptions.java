package dev.doge.runtime;

/** How a session is kept. Immutable and thread-safe; each method returns a changed copy. */
public final class SessionOptions {
    private static final SessionOptions DEFAULTS = new SessionOptions(Long.MAX_VALUE);

    private final long maximumSize;

    private SessionOptions(long maximumSize) {
        this.maximumSize = maximumSize;
    }

    /**
     * Returns the options of a session that keeps everything.
     *
     * @return the options
     */
    public static SessionOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Bounds how many results are kept. When a call has ended and there are more, those are forgotten that were used least recently, a key with all
     * its tasks at a time; what a call that is under way may have seen stays. What was forgotten is executed again when it is asked for.
     *
     * @param results how many, 0 or more
     * @return the changed options
     * @throws IllegalArgumentException if negative
     */
    public SessionOptions maximumSize(long results) {
        if (results < 0) {
            throw new IllegalArgumentException("a session cannot keep less than nothing: " + results);
        }
        return new SessionOptions(results);
    }

    /**
     * Returns how many results are kept.
     *
     * @return how many; {@link Long#MAX_VALUE} if all
     */
    public long maximumSize() {
        return maximumSize;
    }
}
