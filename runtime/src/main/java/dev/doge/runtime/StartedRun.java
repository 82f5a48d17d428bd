package dev.doge.runtime;

import dev.doge.runtime.internal.Engine;
import dev.doge.runtime.internal.Results;
import dev.doge.runtime.internal.Run;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The handle of a run, over the engine's future. */
final class StartedRun<T extends @Nullable Object> implements TaskRun<T> {
    private final Engine engine;
    private final Run<T> run;

    StartedRun(Engine engine, Run<T> run) {
        this.engine = engine;
        this.run = run;
    }

    @Override
    public Request<T> request() {
        return run.request();
    }

    @Override
    @SuppressWarnings("NullAway") // null only if the task may yield null
    public T join() {
        engine.await(run);
        try {
            return run.get();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw Results.unwrapped(e.getCause());
        }
    }

    @Override
    @SuppressWarnings("NullAway") // null only if the task may yield null
    public T join(Duration limit) throws TimeoutException {
        try {
            return run.get(Results.nanos(limit), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        } catch (ExecutionException e) {
            throw Results.unwrapped(e.getCause());
        }
    }

    private CancellationException interrupted(InterruptedException cause) {
        run.cancel(false);
        Thread.currentThread().interrupt();
        return Results.interrupted(run.request(), cause);
    }

    @Override
    public CompletionStage<T> stage() {
        return run.minimalCompletionStage();
    }

    @Override
    public Outcome<T> outcome() {
        try {
            return new Outcome.Success<>(join());
        } catch (TaskFailedException e) {
            return new Outcome.Failure<>(e);
        } catch (CancellationException e) {
            return new Outcome.Cancelled<>();
        }
    }

    @Override
    public boolean isDone() {
        return run.isDone();
    }

    @Override
    public boolean cancel() {
        return !run.isDone() && run.cancel(false);
    }

    @Override
    public Progress progress() {
        return run.progress();
    }

    @Override
    public RunReport report() {
        return run.report();
    }

    @Override
    public Explanation explain(Request<?> request) {
        return run.explain(Objects.requireNonNull(request, "request"));
    }

    @Override
    public void close() {
        run.cancel(false);
    }

    @Override
    public String toString() {
        return "TaskRun[" + run.request() + ']';
    }
}
