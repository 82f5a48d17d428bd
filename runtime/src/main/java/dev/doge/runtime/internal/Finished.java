package dev.doge.runtime.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Runs in the order in which they end. Any thread may end one; one thread at a time takes them.
 *
 * <p>A run that ends is put into the queue before helpers are woken, and a helper registers before it looks into the queue: no end is missed.
 *
 * @param <T> the type of the values
 */
public final class Finished<T extends @Nullable Object> {
    private final Engine engine;
    private final Set<Run<T>> left = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<Run<T>> ended = new LinkedBlockingQueue<>();

    Finished(Engine engine) {
        this.engine = engine;
    }

    /** Adds a run that has not begun. */
    @SuppressWarnings("FutureReturnValueIgnored") // the same future
    void add(Run<T> run) {
        left.add(run);
        run.whenComplete((value, thrown) -> {
            ended.add(run);
            engine.helping().wake();
        });
    }

    List<Run<T>> left() {
        return List.copyOf(left);
    }

    boolean hasEnded() {
        return !ended.isEmpty();
    }

    /**
     * Waits for the next run that ends, as the caller of a run does: a worker helps.
     *
     * @return the run; null if all have been taken
     * @throws java.util.concurrent.CancellationException if the thread is interrupted, which cancels those that are left
     */
    public @Nullable Run<T> take() {
        if (left.isEmpty()) {
            return null;
        }
        engine.awaitNext(this);
        try {
            engine.blocks(this::hasEnded, Long.MAX_VALUE);
            Run<T> next = ended.take();
            left.remove(next);
            return next;
        } catch (InterruptedException e) {
            Run<T> waited = left().get(0);
            cancel();
            Thread.currentThread().interrupt();
            throw Results.interrupted(waited.request(), e);
        }
    }

    /** Returns how many have not been taken. */
    public int size() {
        return left.size();
    }

    /** Cancels those that are left. */
    public void cancel() {
        left.forEach(run -> run.cancel(false));
    }
}
