package dev.doge.runtime;

import java.time.Instant;
import java.util.Optional;

/**
 * What a body may know of the attempt that it is, and say of it. A parameter of a task method; never part of the key. Thread-safe, and of no
 * use once the attempt has ended.
 */
public interface TaskContext {
    /**
     * Returns the request that is executed.
     *
     * @return the request
     */
    Request<?> request();

    /**
     * Returns which attempt this is.
     *
     * @return 1 for the first
     */
    int attempt();

    /**
     * Says how far the body has come. For people who watch; it changes nothing.
     *
     * @param done how much is done, in units of the body's own
     * @param total how much there is, in the same units; 0 if unknown
     * @param message what is being done
     */
    void progress(long done, long total, String message);

    /**
     * Returns whether nobody waits for the result any more, so that the body may stop.
     *
     * @return whether the attempt is cancelled
     */
    boolean isCancelled();

    /**
     * Runs an action when the attempt is cancelled: at once if that has already happened, never if it ends otherwise.
     *
     * @param action what to do; it must return soon
     */
    void onCancel(Runnable action);

    /**
     * Returns when the last of those who wait will have left. May move while the body runs, since callers join and leave.
     *
     * @return the deadline; empty if somebody waits without one
     */
    Optional<Instant> deadline();
}
