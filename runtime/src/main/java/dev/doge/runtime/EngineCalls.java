package dev.doge.runtime;

import dev.doge.runtime.internal.Engine;
import dev.doge.runtime.internal.Finished;
import dev.doge.runtime.internal.SessionState;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What an executor and its sessions have in common: each call goes to the engine, with the session that it is part of. */
abstract class EngineCalls implements Doge {
    private final Engine engine;
    private final @Nullable SessionState session;
    private final RunOptions runDefaults;

    EngineCalls(Engine engine, @Nullable SessionState session, RunOptions runDefaults) {
        this.engine = engine;
        this.session = session;
        this.runDefaults = runDefaults;
    }

    final Engine engine() {
        return engine;
    }

    final RunOptions runDefaults() {
        return runDefaults;
    }

    @Override
    public <T extends @Nullable Object> T run(Request<T> request) {
        // not by the other: bodies nest this, and each frame counts
        return engine.run(Objects.requireNonNull(request, "request"), runDefaults, session);
    }

    @Override
    public <T extends @Nullable Object> T run(Request<T> request, RunOptions options) {
        return engine.run(
                Objects.requireNonNull(request, "request"), Objects.requireNonNull(options, "options"), session);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Request<T> request) {
        return submit(request, runDefaults);
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> submit(Request<T> request, RunOptions options) {
        return engine.submit(
                Objects.requireNonNull(request, "request"), Objects.requireNonNull(options, "options"), session);
    }

    @Override
    public <T extends @Nullable Object> TaskRun<T> start(Request<T> request) {
        return start(request, runDefaults);
    }

    @Override
    public <T extends @Nullable Object> TaskRun<T> start(Request<T> request, RunOptions options) {
        return new StartedRun<>(
                engine,
                engine.submit(
                        Objects.requireNonNull(request, "request"),
                        Objects.requireNonNull(options, "options"),
                        session));
    }

    @Override
    public <T extends @Nullable Object> List<T> runAll(Collection<Request<T>> requests) {
        return runAll(requests, runDefaults);
    }

    @Override
    public <T extends @Nullable Object> List<T> runAll(Collection<Request<T>> requests, RunOptions options) {
        return engine.runAll(
                Objects.requireNonNull(requests, "requests"), Objects.requireNonNull(options, "options"), session);
    }

    @Override
    public <T extends @Nullable Object> Stream<TaskRun<T>> startAll(Collection<Request<T>> requests) {
        return startAll(requests, runDefaults);
    }

    @Override
    public <T extends @Nullable Object> Stream<TaskRun<T>> startAll(
            Collection<Request<T>> requests, RunOptions options) {
        Finished<T> finished = engine.startAll(
                Objects.requireNonNull(requests, "requests"), Objects.requireNonNull(options, "options"), session);
        return StreamSupport.stream(new FinishedRuns<>(engine, finished), false).onClose(finished::cancel);
    }

    @Override
    public List<Running> running() {
        return engine.running(session);
    }
}
