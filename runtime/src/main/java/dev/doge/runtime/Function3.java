package dev.doge.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A function of three arguments, for {@link TaskGraphBuilder}. Called by any thread; one that is the body of several tasks must be thread-safe.
 * What it throws is the failure of the task.
 *
 * @param <A> the type of the first argument
 * @param <B> the type of the second
 * @param <C> the type of the third
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface Function3<
        A extends @Nullable Object,
        B extends @Nullable Object,
        C extends @Nullable Object,
        T extends @Nullable Object> {
    /**
     * Applies the function.
     *
     * @param first the first argument
     * @param second the second
     * @param third the third
     * @return the result
     */
    T apply(A first, B second, C third);
}
