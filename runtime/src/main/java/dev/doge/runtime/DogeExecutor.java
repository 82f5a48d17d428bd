package dev.doge.runtime;

import dev.doge.runtime.event.TaskListener;
import dev.doge.runtime.internal.Engine;
import dev.doge.runtime.internal.SessionState;
import dev.doge.runtime.spi.ContextCarrier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests on a {@link ForkJoinPool}. Executors are independent of each other: they share no work. Thread-safe.
 *
 * <p>Within a task, {@code run} is allowed: it is part of the task's own work, is cancelled with it, and its thread runs what it waits for
 * in the meantime. It may be nested 256 deep; better is a task that is depended on.
 */
public final class DogeExecutor extends EngineCalls implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Duration grace;

    private DogeExecutor(Engine engine, Builder builder) {
        super(engine, null, builder.runDefaults);
        this.grace = builder.grace;
    }

    /**
     * Returns an executor with as many workers as there are processors.
     *
     * @return the executor
     */
    public static DogeExecutor create() {
        return builder().build();
    }

    /**
     * Returns a builder of executors.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Opens a session that keeps all results until it is closed.
     *
     * @return the session; to be closed
     * @throws java.util.concurrent.RejectedExecutionException if the executor is closed
     */
    public Session openSession() {
        return openSession(SessionOptions.defaults());
    }

    /**
     * Opens a session.
     *
     * @param options how it is kept
     * @return the session; to be closed
     * @throws java.util.concurrent.RejectedExecutionException if the executor is closed
     */
    public Session openSession(SessionOptions options) {
        SessionState state =
                engine().openSession(Objects.requireNonNull(options, "options").maximumSize());
        return new Session(engine(), state, runDefaults());
    }

    /**
     * Returns how often listeners have thrown: what they throw is logged, and disturbs nobody.
     *
     * @return how often since the executor was built
     */
    public long listenerFailures() {
        return engine().listenerFailures();
    }

    /** Closes with the grace period of the builder, as {@link #close(Duration)} does. */
    @Override
    public void close() {
        close(grace);
    }

    /**
     * Stops intake, lets work finish up to a grace period, cancels what is left, and waits for the bodies that run, once more up to the
     * grace period. Those that still run then are logged and named in the report. The executor's own pool is closed with it, a supplied one
     * never. Closing again does nothing, and waits for nothing.
     *
     * @param grace how long to wait, twice at most
     * @return what became of the work
     * @throws IllegalArgumentException if it is negative
     * @throws IllegalStateException if called by a task of this executor
     */
    public CloseReport close(Duration grace) {
        if (Objects.requireNonNull(grace, "grace").isNegative()) {
            throw new IllegalArgumentException("a grace period cannot be negative: " + grace);
        }
        return engine().close(grace);
    }

    /** Builds executors. Not thread-safe. */
    public static final class Builder {
        private static final int MOST_WORKERS = 32_767;

        private int parallelism = Runtime.getRuntime().availableProcessors();
        private @Nullable ForkJoinPool pool;
        private RunOptions runDefaults = RunOptions.defaults();
        private Duration grace = GRACE;
        private final List<TaskListener> listeners = new ArrayList<>(1);
        private final List<ContextCarrier> carriers = new ArrayList<>(1);

        private Builder() {}

        /**
         * Says how many workers the executor's own pool has.
         *
         * @param workers 1 to 32,767; by default the number of processors
         * @return this
         * @throws IllegalArgumentException if less or more
         */
        public Builder parallelism(int workers) {
            if (workers < 1) {
                throw new IllegalArgumentException("parallelism must be at least 1: " + workers);
            }
            if (workers > MOST_WORKERS) {
                throw new IllegalArgumentException(
                        "parallelism must be at most " + MOST_WORKERS + ", as of any ForkJoinPool: " + workers);
            }
            this.parallelism = workers;
            return this;
        }

        /**
         * Runs tasks on a pool of the caller's, which stays open when the executor is closed.
         *
         * @param supplied the pool
         * @return this
         */
        public Builder pool(ForkJoinPool supplied) {
            this.pool = Objects.requireNonNull(supplied, "pool");
            return this;
        }

        /**
         * Adds a listener, which hears of all that the executor does. Each task costs more then; a run alone can be listened to with
         * {@link RunOptions#listener}.
         *
         * @param listener the listener
         * @return this
         */
        public Builder listener(TaskListener listener) {
            this.listeners.add(Objects.requireNonNull(listener, "listener"));
            return this;
        }

        /**
         * Adds a carrier, which takes what is bound to the thread that starts a run into the tasks that the run is the first to demand. The first
         * that is added is the outermost.
         *
         * @param carrier the carrier
         * @return this
         */
        public Builder context(ContextCarrier carrier) {
            this.carriers.add(Objects.requireNonNull(carrier, "carrier"));
            return this;
        }

        /**
         * Says how runs are carried out that name no options.
         *
         * @param options the options
         * @return this
         */
        public Builder runDefaults(RunOptions options) {
            this.runDefaults = Objects.requireNonNull(options, "options");
            return this;
        }

        /**
         * Says how long {@link DogeExecutor#close()} waits.
         *
         * @param period the grace period, zero or more; by default 30 seconds
         * @return this
         * @throws IllegalArgumentException if negative
         */
        public Builder grace(Duration period) {
            if (period.isNegative()) {
                throw new IllegalArgumentException("a grace period cannot be negative: " + period);
            }
            this.grace = period;
            return this;
        }

        /**
         * Returns a new executor.
         *
         * @return the executor
         */
        public DogeExecutor build() {
            return on(new Engine(parallelism, pool, listeners, carriers));
        }

        /** Returns an executor over an engine that has other workers, or another clock, than a builder can ask for. */
        DogeExecutor on(Engine engine) {
            return new DogeExecutor(engine, this);
        }
    }
}
