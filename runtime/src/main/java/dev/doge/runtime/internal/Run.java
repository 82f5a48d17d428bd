package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One run: the future that its caller holds, and the attachment to the frame of its target. Whoever ends it first, the work, the caller or
 * a limit, ends it alone: the run leaves the frame and then the future is completed. Thread-safe.
 *
 * @param <T> the type of the value
 */
public final class Run<T extends @Nullable Object> extends CompletableFuture<T> implements Attachment {
    private static final VarHandle ENDED;

    static {
        try {
            ENDED = MethodHandles.lookup().findVarHandle(Run.class, "ended", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Request<T> request;
    private final Domain domain;
    private final boolean nested;
    private volatile @Nullable Frame frame;

    @SuppressWarnings("unused") // through the handle
    private volatile boolean ended;

    /**
     * Makes a run.
     *
     * @param nested whether it is a demand of a task that runs, and so belongs to that task's domain
     */
    Run(Request<T> request, Domain domain, boolean nested) {
        this.request = request;
        this.domain = domain;
        this.nested = nested;
    }

    /**
     * Returns what was asked for.
     *
     * @return the request
     */
    public Request<T> request() {
        return request;
    }

    boolean isNested() {
        return nested;
    }

    @Nullable
    Frame frame() {
        return frame;
    }

    int target() {
        return Api.node(request).index();
    }

    @Override
    public Domain domain() {
        return domain;
    }

    @Override
    public void attachedTo(Frame attached) {
        frame = attached;
    }

    private boolean end() {
        if (!ENDED.compareAndSet(this, false, true)) {
            return false;
        }
        if (!nested) {
            domain.end(); // before anyone is told: who asks after that gets a new generation
        }
        return true;
    }

    private void leave(boolean finished) {
        Frame left = frame;
        if (left != null) {
            frame = null;
            left.engine().table().leave(left, this, finished);
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the slot holds the task's value, null only if that may be null
    public void told(Frame from, int target, Object outcome, Turn turn) {
        if (end()) {
            if (outcome instanceof Failed failed) {
                leave(false);
                super.completeExceptionally(Failures.of(request, failed));
            } else {
                leave(true);
                super.complete((T) (outcome == Node.NULL ? null : outcome));
            }
        }
    }

    /** Ends the run because it took longer than its deadline. */
    void expire(Supplier<String> limit) {
        if (end()) {
            leave(false);
            super.completeExceptionally(Failures.of(request, new TimeoutException(limit.get())));
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        if (end()) {
            leave(false);
            return super.cancel(false);
        }
        return isCancelled();
    }

    @Override
    public boolean complete(T value) {
        if (end()) {
            leave(false);
            return super.complete(value);
        }
        return false;
    }

    @Override
    public boolean completeExceptionally(Throwable thrown) {
        if (end()) {
            leave(false);
            return super.completeExceptionally(thrown);
        }
        return false;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
