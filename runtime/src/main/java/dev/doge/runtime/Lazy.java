package dev.doge.runtime;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A task's value that is demanded only when a body asks for it. A parameter of a task method. Thread-safe. Belongs to the task that takes
 * it: once that has finished, asking is an {@link IllegalStateException} that names both tasks.
 *
 * @param <T> the type of the value, or an {@code Optional} or {@link Outcome} of it
 */
public interface Lazy<T extends @Nullable Object> {
    /**
     * Demands the value. The task starts with the first call; all calls return stages of one value.
     *
     * @return a stage of the value, which fails with {@link TaskFailedException} if the task does
     * @throws IllegalStateException if the task that asks has finished
     */
    CompletionStage<T> get();

    /**
     * Demands the value and waits for it. A worker runs what the value needs in the meantime.
     *
     * @return the value; null only if the task may yield null
     * @throws TaskFailedException if the task fails
     * @throws java.util.concurrent.CancellationException if the task that asks is cancelled or its thread is interrupted
     * @throws IllegalStateException if the task that asks has finished
     */
    T await();
}
