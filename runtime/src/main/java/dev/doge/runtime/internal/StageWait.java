package dev.doge.runtime.internal;

import java.io.Serial;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ForkJoinTask;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The wait for the stage that a body returned. Whatever thread completes the stage only hands this on to the pool: it runs nobody's tasks,
 * and completions never nest.
 */
final class StageWait extends ForkJoinTask<Void> implements BiConsumer<@Nullable Object, @Nullable Throwable> {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final VarHandle OUTCOME;

    static {
        try {
            OUTCOME = MethodHandles.lookup().findVarHandle(StageWait.class, "outcome", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final transient Frame frame;
    private final transient TaskNode task;

    @SuppressWarnings("unused") // set through the handle
    private transient volatile @Nullable Object outcome;

    private StageWait(Frame frame, TaskNode task) {
        this.frame = frame;
        this.task = task;
    }

    /** Returns the value of a stage that is complete, and otherwise arranges that the node is completed by it. */
    static Object await(CompletionStage<?> stage, Frame frame, TaskNode task) throws Throwable {
        if (stage instanceof CompletableFuture<?> future && future.isDone()) {
            try {
                return task.present(frame, future.join());
            } catch (CompletionException e) {
                throw unwrapped(e);
            }
        }
        stage.whenComplete(new StageWait(frame, task));
        return Node.LATER;
    }

    @Override
    public void accept(@Nullable Object value, @Nullable Throwable thrown) {
        Object result;
        if (thrown != null) {
            result = Failed.threw(frame, task, unwrapped(thrown));
        } else {
            try {
                result = task.present(frame, value);
            } catch (NullPointerException e) {
                result = Failed.threw(frame, task, e);
            }
        }
        if (OUTCOME.compareAndSet(this, null, result)) { // a stage of the user's own making may call twice
            frame.engine().start(this);
        }
    }

    @Override
    protected boolean exec() {
        Object result = outcome;
        if (result != null) {
            Turn turn = new Turn();
            frame.complete(task.index(), result, turn);
            turn.settle();
        }
        return true;
    }

    /** A stage wraps what a stage before it threw; the user's exception is inside. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public @Nullable Void getRawResult() {
        return null;
    }

    @Override
    protected void setRawResult(@Nullable Void value) {}
}
