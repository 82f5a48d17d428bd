package dev.doge.runtime;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done for a task of a {@link TaskGraphBuilder} beside calling its body: what annotations say of a method. Immutable and
 * thread-safe; each method returns a changed copy.
 *
 * @param <T> the type of the task's value
 */
public final class TaskOptions<T extends @Nullable Object> {
    private final boolean nullable;
    private final @Nullable Function<? super Throwable, ? extends T> fallback;

    private TaskOptions(boolean nullable, @Nullable Function<? super Throwable, ? extends T> fallback) {
        this.nullable = nullable;
        this.fallback = fallback;
    }

    /**
     * Returns the options of a task of which nothing is said: a null result is a failure, and a failure is one of its dependants, too.
     *
     * @param <T> the type of the task's value
     * @return the options
     */
    public static <T extends @Nullable Object> TaskOptions<T> defaults() {
        return new TaskOptions<>(false, null);
    }

    /**
     * Allows the task to yield null.
     *
     * @return the changed options
     */
    public TaskOptions<T> nullable() {
        return new TaskOptions<>(true, fallback);
    }

    /**
     * Supplies the value of the task if it fails, or if what it needs fails. Never replaces a cancellation.
     *
     * @param function gets the first root cause and returns the value; if it throws, the task has failed
     * @return the changed options
     */
    public TaskOptions<T> fallback(Function<? super Throwable, ? extends T> function) {
        return new TaskOptions<>(nullable, Objects.requireNonNull(function, "function"));
    }

    boolean isNullable() {
        return nullable;
    }

    Optional<Function<? super Throwable, ? extends T>> fallback() {
        return Optional.ofNullable(fallback);
    }
}
