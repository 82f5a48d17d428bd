package dev.doge.runtime.internal;

import dev.doge.runtime.Outcome;
import dev.doge.runtime.Request;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a result is seen by who asked for it: what stands around the value. */
enum Form {
    /** The value itself; a failure is thrown. */
    VALUE,

    /** An Optional, empty if the task was skipped or yielded null; a failure is thrown. */
    OPTIONAL,

    /** An {@link Outcome}, whatever becomes of the task. */
    OUTCOME;

    /**
     * Returns what a slot holds in this form.
     *
     * @param request what failed, if it did
     */
    @Nullable
    Object of(@Nullable Object held, Supplier<Request<?>> request) {
        if (this == VALUE) {
            return value(held);
        }
        return this == OPTIONAL ? optional(held) : outcome(held, request);
    }

    /** Returns the value itself. */
    @Nullable
    static Object value(@Nullable Object held) {
        return held == Node.NULL ? null : held;
    }

    /** Returns a value that may be absent: skipped, null, or an Optional itself, since optionals never nest. */
    @SuppressWarnings("unchecked") // of whatever the task yields
    static Optional<Object> optional(@Nullable Object held) {
        if (held instanceof Optional<?> optional) {
            return (Optional<Object>) optional;
        }
        return held instanceof Skipped || held == Node.NULL ? Optional.empty() : Optional.ofNullable(held);
    }

    /** Returns how a task ended. */
    @SuppressWarnings("NullAway") // null only of a task that may yield null
    static Outcome<@Nullable Object> outcome(@Nullable Object held, Supplier<Request<?>> request) {
        if (held instanceof Failed failed) {
            return Failures.root(failed) instanceof CancellationException
                    ? new Outcome.Cancelled<>()
                    : new Outcome.Failure<>(Failures.of(request.get(), failed));
        }
        if (held instanceof Skipped skipped) {
            return new Outcome.Skipped<>(skipped.why());
        }
        return new Outcome.Success<>(value(held));
    }
}
