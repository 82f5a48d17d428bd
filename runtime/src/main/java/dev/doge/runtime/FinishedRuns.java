package dev.doge.runtime;

import dev.doge.runtime.internal.Engine;
import dev.doge.runtime.internal.Finished;
import dev.doge.runtime.internal.Run;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The source of a stream of runs that have ended: it waits for one when it is asked for one, and never splits. */
final class FinishedRuns<T extends @Nullable Object> implements Spliterator<TaskRun<T>> {
    private final Engine engine;
    private final Finished<T> finished;

    FinishedRuns(Engine engine, Finished<T> finished) {
        this.engine = engine;
        this.finished = finished;
    }

    @Override
    public boolean tryAdvance(Consumer<? super TaskRun<T>> action) {
        Run<T> next = finished.take();
        if (next == null) {
            return false;
        }
        action.accept(new StartedRun<>(engine, next));
        return true;
    }

    @Override
    public @Nullable Spliterator<TaskRun<T>> trySplit() {
        return null;
    }

    @Override
    public long estimateSize() {
        return finished.size();
    }

    @Override
    public int characteristics() {
        return ORDERED | NONNULL; // not SIZED: to count them is to wait for them
    }
}
