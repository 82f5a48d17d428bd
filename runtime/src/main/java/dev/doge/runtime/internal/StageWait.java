package dev.doge.runtime.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The wait for the stage that a body returned. Whatever thread completes the stage does the accounting: it runs nobody's tasks, and
 * completions that bring about others never nest (see {@link Seat#arrives}). Were it handed to the pool, a pool whose only worker waits for
 * this very stage would hang.
 */
final class StageWait implements BiConsumer<@Nullable Object, @Nullable Throwable> {
    private static final VarHandle ARRIVED;

    static {
        try {
            ARRIVED = MethodHandles.lookup().findVarHandle(StageWait.class, "arrived", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final Frame frame;
    private final Node node;
    private final @Nullable Activity activity;

    @SuppressWarnings("unused") // through the handle
    private volatile boolean arrived;

    private Object outcome = Node.NULL;

    private StageWait(Frame frame, Node node, @Nullable Activity activity) {
        this.frame = frame;
        this.node = node;
        this.activity = activity;
    }

    /** Returns the value of a stage that is complete, and otherwise arranges that the node is completed by it. */
    static Object await(CompletionStage<?> stage, Frame frame, Node node, @Nullable Activity activity)
            throws Throwable {
        if (stage.getClass() == CompletableFuture.class && ((CompletableFuture<?>) stage).isDone()) {
            try {
                return node.owner().present(frame, ((CompletableFuture<?>) stage).join());
            } catch (CompletionException e) {
                throw unwrapped(e);
            }
        }
        frame.awaits(node.index());
        StageWait wait = new StageWait(frame, node, activity);
        try {
            stage.whenComplete(wait);
        } catch (Throwable e) { // of a stage of the user's own making, which may yet call back, or has done so
            if (ARRIVED.compareAndSet(wait, false, true)) {
                throw e;
            }
        }
        return Node.LATER;
    }

    @Override
    public void accept(@Nullable Object value, @Nullable Throwable thrown) {
        if (!ARRIVED.compareAndSet(this, false, true)) {
            return; // a stage of the user's own making may call twice
        }
        if (thrown != null) {
            outcome = Failed.threw(frame, node.owner(), unwrapped(thrown));
        } else {
            try {
                outcome = node.owner().present(frame, value);
            } catch (NullPointerException e) {
                outcome = Failed.threw(frame, node.owner(), e);
            }
        }
        if (activity != null) {
            activity.end();
        }
        frame.engine().seat().arrives(this);
    }

    /** Ends the node. */
    void complete() {
        Turn turn = new Turn();
        frame.complete(node.index(), outcome, turn);
        turn.settle();
    }

    /** A stage wraps what a stage before it threw; the user's exception is inside. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
