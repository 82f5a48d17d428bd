package dev.doge.runtime.event;

import dev.doge.runtime.Request;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened to a request. Immutable and thread-safe.
 *
 * <p>The events of one execution are totally ordered: requested, ready, started, progress, falling back, finished. {@link Joined} comes
 * anywhere behind the first, also behind the last: somebody takes a result that is still held. Who comes when the work is under way
 * first hears {@link Joined}, and then the latest of {@link Ready}, {@link Started} or {@link Finished}.
 */
public sealed interface TaskEvent {
    /**
     * Returns what it has happened to.
     *
     * @return the request
     */
    Request<?> request();

    /**
     * Returns which execution of the request it is.
     *
     * @return a number that is greater for a later execution of the same request
     */
    long generation();

    /**
     * Somebody has asked for it, and it is executed for that.
     *
     * @param request the request
     * @param generation which execution
     * @param by the request that needs it; null if a caller asked
     */
    record Requested(
            Request<?> request, long generation, @Nullable Request<?> by) implements TaskEvent {}

    /**
     * Somebody has asked for it, too, while it was under way or its result was still held.
     *
     * @param request the request
     * @param generation which execution
     * @param by the request that needs it; null if a caller asked
     */
    record Joined(
            Request<?> request, long generation, @Nullable Request<?> by) implements TaskEvent {}

    /**
     * It waits for nothing but a thread.
     *
     * @param request the request
     * @param generation which execution
     */
    record Ready(Request<?> request, long generation) implements TaskEvent {}

    /**
     * Its body is called.
     *
     * @param request the request
     * @param generation which execution
     * @param attempt which attempt, from 1
     */
    record Started(Request<?> request, long generation, int attempt) implements TaskEvent {}

    /**
     * Its body says how far it has come.
     *
     * @param request the request
     * @param generation which execution
     * @param done how much is done, in units of the body's own
     * @param total how much there is, in the same units; 0 if unknown
     * @param message what is being done
     */
    record Progress(Request<?> request, long generation, long done, long total, String message) implements TaskEvent {}

    /**
     * It has failed, and its fallback begins.
     *
     * @param request the request
     * @param generation which execution
     * @param cause what was thrown: the user's object
     */
    record FallingBack(Request<?> request, long generation, Throwable cause) implements TaskEvent {}

    /**
     * It has ended.
     *
     * @param request the request
     * @param generation which execution
     * @param end how
     * @param why why it failed or was skipped, or what has kept its value; empty otherwise
     */
    record Finished(Request<?> request, long generation, End end, String why) implements TaskEvent {}

    /** How an execution ends. */
    enum End {
        /** It yielded a value, its own or that of its fallback. */
        SUCCEEDED,
        /** It threw, or something that it needs did. */
        FAILED,
        /** Nobody wanted it any more. */
        CANCELLED,
        /** Its conditions did not hold. */
        SKIPPED,
        /** It was not executed: its value was kept from before, and nothing that it had read has changed. */
        CACHE_HIT
    }
}
