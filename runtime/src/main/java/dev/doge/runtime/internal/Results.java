package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** What the caller of a run sees of how it ended. Has no state, and so is thread-safe. */
public final class Results {
    private Results() {}

    /**
     * Returns a duration in nanoseconds.
     *
     * @param duration how long
     * @return as many as can be waited for, if there are more
     */
    public static long nanos(Duration duration) {
        return Clock.nanos(duration);
    }

    /** Returns the values of runs that have ended or are waited for here, in order; throws what their caller is to see if one has failed. */
    static <T extends @Nullable Object> List<T> of(List<Run<T>> runs) {
        Run<T> failed = null;
        List<Failures.Way> ways = new ArrayList<>();
        for (Run<T> run : runs) {
            if (run.isCompletedExceptionally() && !run.isCancelled()) {
                List<Failures.Way> known = run.ways();
                if (known == null) {
                    of(run);
                } else {
                    failed = failed == null ? run : failed;
                    ways.addAll(known);
                }
            }
        }
        if (failed != null && runs.size() > 1) {
            throw Failures.worded(failed.request(), ways); // one failure that tells of all runs
        }
        List<T> values = new ArrayList<>(runs.size());
        runs.forEach(run -> values.add(of(run)));
        return Collections.unmodifiableList(values);
    }

    /** Waits for a run as its caller does. */
    @SuppressWarnings("NullAway") // null only if the task may yield null
    static <T extends @Nullable Object> T of(Run<T> run) {
        try {
            return run.get();
        } catch (InterruptedException e) {
            run.cancel(false);
            Thread.currentThread().interrupt();
            throw interrupted(run.request(), e);
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    /**
     * Returns what a caller of a run that ended by an exception is to see.
     *
     * @param thrown what the run's future was completed with
     * @return what to throw
     */
    public static RuntimeException unwrapped(@Nullable Throwable thrown) {
        if (thrown instanceof RuntimeException exception) {
            return exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        return new CompletionException(thrown); // only a future that its holder has completed by hand comes here
    }

    /**
     * Returns what a caller sees whose wait was interrupted.
     *
     * @param request what it waited for
     * @param cause the interrupt
     * @return what to throw
     */
    public static CancellationException interrupted(Request<?> request, InterruptedException cause) {
        CancellationException exception = new CancellationException("interrupted while waiting for " + request);
        exception.initCause(cause);
        return exception;
    }
}
