package dev.doge.runtime;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended, as a value. Immutable; as thread-safe as the value it holds.
 *
 * @param <T> the type of the task's value
 */
public sealed interface Outcome<T extends @Nullable Object> {
    /**
     * The task yielded a value.
     *
     * @param result the value; null only of a task that may yield null
     * @param <T> the type of the value
     */
    record Success<T extends @Nullable Object>(T result) implements Outcome<T> {}

    /**
     * The task, or one that it needs, failed.
     *
     * @param cause what failed and why
     * @param <T> the type of the task's value
     */
    record Failure<T extends @Nullable Object>(TaskFailedException cause) implements Outcome<T> {
        /**
         * Makes a failure.
         *
         * @param cause what failed and why
         */
        public Failure {
            Objects.requireNonNull(cause, "cause");
        }
    }

    /**
     * The task's condition did not hold.
     *
     * @param why the condition
     * @param <T> the type of the task's value
     */
    record Skipped<T extends @Nullable Object>(String why) implements Outcome<T> {
        /**
         * Makes a skip.
         *
         * @param why the condition
         */
        public Skipped {
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * The task was cancelled.
     *
     * @param <T> the type of the task's value
     */
    record Cancelled<T extends @Nullable Object>() implements Outcome<T> {}

    /**
     * Returns the value of a success.
     *
     * @return the value; empty if the task did not succeed or its value is null
     */
    default Optional<T> value() {
        return this instanceof Success<T> success ? Optional.ofNullable(success.result()) : Optional.empty();
    }

    /**
     * Returns the value of a success, or another.
     *
     * @param other what to return if the task did not succeed
     * @return the value or {@code other}
     */
    default T orElse(T other) {
        return this instanceof Success<T> success ? success.result() : other;
    }

    /**
     * Returns the value of a success, and throws otherwise.
     *
     * @return the value
     * @throws TaskFailedException of a failure, the same object each time
     * @throws CancellationException if the task was cancelled
     * @throws IllegalStateException if the task was skipped
     */
    default T orElseThrow() {
        if (this instanceof Success<T> success) {
            return success.result();
        }
        if (this instanceof Failure<T> failure) {
            throw failure.cause();
        }
        if (this instanceof Skipped<T> skipped) {
            throw new IllegalStateException("skipped: " + skipped.why());
        }
        throw new CancellationException("cancelled");
    }

    /**
     * Applies a function to the value of a success.
     *
     * @param function what to apply; whatever it throws is thrown
     * @param <R> the type of the result
     * @return a success with the result, or this outcome if it is none
     */
    default <R extends @Nullable Object> Outcome<R> map(Function<? super T, ? extends R> function) {
        Objects.requireNonNull(function, "function");
        if (this instanceof Success<T> success) {
            return new Success<>(function.apply(success.result()));
        }
        if (this instanceof Failure<T> failure) {
            return new Failure<>(failure.cause());
        }
        if (this instanceof Skipped<T> skipped) {
            return new Skipped<>(skipped.why());
        }
        return new Cancelled<>();
    }

    /**
     * Returns whether the task succeeded.
     *
     * @return true for a {@link Success}
     */
    default boolean isSuccess() {
        return this instanceof Success;
    }
}
