package dev.doge.runtime;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one run is carried out. Nothing here changes what a task yields. Immutable and thread-safe. */
public final class RunOptions {
    private static final RunOptions DEFAULTS = new RunOptions(true, null);

    private final boolean callerHelps;
    private final @Nullable Duration deadline;

    private RunOptions(boolean callerHelps, @Nullable Duration deadline) {
        this.callerHelps = callerHelps;
        this.deadline = deadline;
    }

    /**
     * Returns the defaults: the caller helps, and there is no deadline.
     *
     * @return the defaults
     */
    public static RunOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Says whether the thread that waits in {@code run} may run tasks that its request needs. It runs only those that have been seen to be
     * short, and looks at its deadline and for interrupts between them: an interrupt that arrives while a body runs is also seen by that body.
     * A worker of the executor's own pool helps always: it would block the pool otherwise.
     *
     * @param helps whether the caller helps
     * @return a changed copy
     */
    public RunOptions callerHelps(boolean helps) {
        return new RunOptions(helps, deadline);
    }

    /**
     * Ends the run with a {@link TaskFailedException} whose root cause is a {@code TimeoutException} if it takes longer. Work that others
     * wait for goes on.
     *
     * @param limit how long the run may take, counted from its start
     * @return a changed copy
     * @throws IllegalArgumentException if the limit is not positive
     */
    public RunOptions deadline(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("a deadline must be positive: " + limit);
        }
        return new RunOptions(callerHelps, limit);
    }

    /**
     * Returns whether the caller helps.
     *
     * @return true by default
     */
    public boolean callerHelps() {
        return callerHelps;
    }

    /**
     * Returns how long the run may take.
     *
     * @return the limit; by default there is none
     */
    public Optional<Duration> deadline() {
        return Optional.ofNullable(deadline);
    }

    @Override
    public String toString() {
        return "RunOptions[callerHelps=" + callerHelps + (deadline == null ? "]" : ", deadline=" + deadline + ']');
    }
}
