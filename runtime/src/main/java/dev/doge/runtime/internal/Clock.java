package dev.doge.runtime.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that promises are kept by: deadlines and grace periods. A test can put another in the place of the machine's. Thread-safe.
 *
 * <p>What the machine itself takes is none of its business: how long a caller runs tasks (Streak) and how long threads take to end (PoolWorkers) is read from the
 * machine's own clock. A virtual one would stand still meanwhile. What a body costs is read from this one, so that in a simulation it is the same each time.
 */
interface Clock {
    /** Returns the time of day. */
    Instant now();

    /** Returns nanoseconds since some moment, of use only for differences. */
    long nanoTime();

    /** Runs something after a delay, which may wait as the code of users may, and returns how to call it off. */
    Runnable schedule(Duration delay, Runnable body);

    /** Runs something after a delay that waits for nothing. */
    default void tick(Duration delay, Runnable body) {
        schedule(delay, body);
    }

    /** Calls off all that was scheduled and has not begun. */
    void close();

    /** So many nanoseconds that no one will live to see it. */
    long LONGEST = Long.MAX_VALUE / 4;

    /** Returns a duration in nanoseconds, {@link #LONGEST} at most. */
    static long nanos(Duration duration) {
        try {
            return Math.min(duration.toNanos(), LONGEST);
        } catch (ArithmeticException e) {
            return duration.isNegative() ? 0 : LONGEST;
        }
    }
}
