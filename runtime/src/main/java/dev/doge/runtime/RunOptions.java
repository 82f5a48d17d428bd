package dev.doge.runtime;

import dev.doge.runtime.event.TaskListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How one run is carried out. Nothing here changes what a task yields. Immutable and thread-safe. */
public final class RunOptions {
    private static final RunOptions DEFAULTS = new RunOptions(true, null, List.of(), false, false, Priority.NORMAL);

    private final boolean callerHelps;
    private final @Nullable Duration deadline;
    private final List<TaskListener> listeners;
    private final boolean recorded;
    private final boolean keepsGoing;
    private final Priority priority;

    private RunOptions(
            boolean callerHelps,
            @Nullable Duration deadline,
            List<TaskListener> listeners,
            boolean recorded,
            boolean keepsGoing,
            Priority priority) {
        this.callerHelps = callerHelps;
        this.deadline = deadline;
        this.listeners = listeners;
        this.recorded = recorded;
        this.keepsGoing = keepsGoing;
        this.priority = priority;
    }

    /**
     * Returns the defaults: the caller helps, there is no deadline, a failure ends the run, and the priority is normal.
     *
     * @return the defaults
     */
    public static RunOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Says whether the thread that waits in {@code run} may run tasks that its request needs. It runs only those that have been seen to be
     * short, and looks at its deadline and for interrupts between them: an interrupt that arrives while a body runs is also seen by that body. One that throws
     * {@code InterruptedException}, or something that has it as a cause, is then left to the pool, where it begins anew if somebody else wants it; the caller leaves with a
     * {@code CancellationException}, and its thread stays interrupted. If a body takes long
     * for once, it is interrupted when the deadline has passed and nobody else wants it, as on a worker; the caller comes back when the body does, so one that
     * does not hear interrupts holds it up.
     * A worker of the executor's own pool helps always: it would block the pool otherwise.
     *
     * @param helps whether the caller helps
     * @return a changed copy
     */
    public RunOptions callerHelps(boolean helps) {
        return new RunOptions(helps, deadline, listeners, recorded, keepsGoing, priority);
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
        return new RunOptions(callerHelps, limit, listeners, recorded, keepsGoing, priority);
    }

    /**
     * Adds a listener, which hears of all that the run demands, also through other tasks and while it is shared with other runs, until the run
     * ends.
     *
     * @param listener the listener
     * @return a changed copy
     */
    public RunOptions listener(TaskListener listener) {
        List<TaskListener> more = new ArrayList<>(listeners);
        more.add(Objects.requireNonNull(listener, "listener"));
        return new RunOptions(callerHelps, deadline, List.copyOf(more), recorded, keepsGoing, priority);
    }

    /**
     * Keeps the history of the run, for {@link TaskRun#report()} and {@link TaskRun#explain}. It costs two looks at the clock a task, and memory
     * for as long as the run is held.
     *
     * @return a changed copy
     */
    public RunOptions record() {
        return new RunOptions(callerHelps, deadline, listeners, true, keepsGoing, priority);
    }

    /**
     * Lets the run go on after a failure: it ends once all that it demands has ended, what does not need what has failed is still executed, and
     * its {@link TaskFailedException} tells of all root causes. By default a run ends with the first failure that its target cannot do
     * without. Others who share the work are not concerned. What comes to be demanded only after something that it needs has failed
     * need not demand the rest of what it needs.
     *
     * @return a changed copy
     */
    public RunOptions keepGoing() {
        return new RunOptions(callerHelps, deadline, listeners, recorded, true, priority);
    }

    /**
     * Says how urgent the run is. The priority is kept with the run; it does not yet change the order in which tasks get a thread.
     *
     * @param urgency the priority
     * @return a changed copy
     */
    public RunOptions priority(Priority urgency) {
        return new RunOptions(
                callerHelps, deadline, listeners, recorded, keepsGoing, Objects.requireNonNull(urgency, "priority"));
    }

    /**
     * Returns whether the run goes on after a failure.
     *
     * @return false by default
     */
    public boolean keepsGoing() {
        return keepsGoing;
    }

    /**
     * Returns how urgent the run is.
     *
     * @return by default {@link Priority#NORMAL}
     */
    public Priority priority() {
        return priority;
    }

    /**
     * Returns the listeners.
     *
     * @return the listeners, in the order in which they were added; unmodifiable, by default empty
     */
    public List<TaskListener> listeners() {
        return listeners;
    }

    /**
     * Returns whether the history is kept.
     *
     * @return false by default
     */
    public boolean isRecorded() {
        return recorded;
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

    /** Returns what differs from the defaults. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        if (deadline != null) {
            parts.add("deadline=" + deadline);
        }
        if (!callerHelps) {
            parts.add("callerHelps=false");
        }
        if (!listeners.isEmpty()) {
            parts.add("listeners=" + listeners.size());
        }
        if (recorded) {
            parts.add("record");
        }
        if (keepsGoing) {
            parts.add("keepGoing");
        }
        if (priority != Priority.NORMAL) {
            parts.add("priority=" + priority);
        }
        return "RunOptions" + parts;
    }
}
