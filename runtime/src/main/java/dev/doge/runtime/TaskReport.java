package dev.doge.runtime;

import dev.doge.runtime.event.TaskEvent;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of one request in a run that was recorded. Immutable and thread-safe.
 *
 * @param request the request
 * @param origin where its result came from
 * @param end how it ended; null if it had not when the report was made
 * @param why why it failed or was skipped, or what has kept its value; empty otherwise
 * @param requested when it was asked for, counted from the begin of the run
 * @param waited how long it then waited for what it needs and for a thread: until its body was called, or it ended without
 * @param ran how long its body, or the stage that this returned, took; as far as the run was there, if it joined the work of another
 * @param needs what it needed, in no particular order; of work that was joined also what the run itself did not ask for, and has no report of
 * @param neededBy what needed it, as far as known, in order of time; empty if a caller asked for it
 */
public record TaskReport(
        Request<?> request,
        Origin origin,
        TaskEvent.@Nullable End end,
        String why,
        Duration requested,
        Duration waited,
        Duration ran,
        List<Request<?>> needs,
        List<Request<?>> neededBy) {
    /** Where the result of a request came from. */
    public enum Origin {
        /** It was executed because the run asked. */
        EXECUTED,
        /** It was under way, or its result still held, when the run asked. */
        JOINED
    }

    /**
     * Makes a report.
     *
     * @param request the request
     * @param origin where its result came from
     * @param end how it ended
     * @param why why it failed or was skipped
     * @param requested when it was asked for
     * @param waited how long it waited
     * @param ran how long it ran
     * @param needs what it needed
     * @param neededBy what needed it
     */
    public TaskReport {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(why, "why");
        Objects.requireNonNull(requested, "requested");
        Objects.requireNonNull(waited, "waited");
        Objects.requireNonNull(ran, "ran");
        needs = List.copyOf(needs);
        neededBy = List.copyOf(neededBy);
    }
}
