package dev.doge.runtime;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A task's values for keys that only a body knows. A parameter of a task method. Thread-safe. A demand belongs to the task that makes it and
 * ends with it; asking after that is an {@link IllegalStateException} that names both tasks.
 *
 * @param <K> the type of the input that is bound
 * @param <T> the type of the value, or an {@code Optional} or {@link Outcome} of it
 */
public interface OnDemand<K, T extends @Nullable Object> {
    /**
     * Demands the value for a key.
     *
     * @param key the value of the input, never null
     * @return a stage of the value, which fails with {@link TaskFailedException} if the task does
     * @throws IllegalStateException if the task that asks has finished
     */
    CompletionStage<T> of(K key);

    /**
     * Demands the values for several keys at once.
     *
     * @param keys the keys, none of them null; equal ones are demanded once
     * @return a stage of the values in the order of the keys, which fails with the first of them that fails
     * @throws IllegalStateException if the task that asks has finished
     */
    CompletionStage<List<T>> all(Collection<? extends K> keys);

    /**
     * Demands the value for a key and waits for it. A worker runs what the value needs in the meantime.
     *
     * @param key the value of the input, never null
     * @return the value; null only if the task may yield null
     * @throws TaskFailedException if the task fails
     * @throws java.util.concurrent.CancellationException if the task that asks is cancelled or its thread is interrupted
     * @throws IllegalStateException if the task that asks has finished
     */
    T await(K key);

    /**
     * Demands the values for several keys and waits for them.
     *
     * @param keys the keys, none of them null; equal ones are demanded once
     * @return the values in the order of the keys; unmodifiable
     * @throws TaskFailedException if one of the tasks fails
     * @throws java.util.concurrent.CancellationException if the task that asks is cancelled or its thread is interrupted
     * @throws IllegalStateException if the task that asks has finished
     */
    List<T> awaitAll(Collection<? extends K> keys);
}
