package dev.doge.runtime.internal;

import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** Supplies the value of a task that has failed: by a body, or as the value of another task. Demanded only then. */
final class RescueNode extends Node {
    private final TaskNode owner;
    private final TaskDraft.Rescue rescue;
    private final int slot;

    /**
     * Makes a node.
     *
     * @param slot where the value lies, if another task supplies it
     */
    RescueNode(TaskNode owner, TaskDraft.Rescue rescue, int slot) {
        this.owner = owner;
        this.rescue = rescue;
        this.slot = slot;
    }

    /** Returns whether it calls a method of the user's. */
    boolean hasBody() {
        return rescue.body() != null;
    }

    /** Returns what it is to be told of a failure; null if it does not take that. A cancellation is never replaced. */
    @Nullable
    Throwable catches(Failed failed) {
        Throwable first = null;
        for (Throwable root : Failures.roots(failed)) {
            if (root instanceof CancellationException) {
                return null;
            }
            if (first == null && rescue.type().isInstance(root)) {
                first = root;
            }
        }
        return first;
    }

    @Override
    TaskNode owner() {
        return owner;
    }

    @Override
    String name() {
        return owner.name();
    }

    @Override
    Object run(Frame frame, Step step) throws Throwable {
        Object body = rescue.body();
        if (body == null) {
            return frame.held(slot);
        }
        return owner.call(rescue.stage() ? TaskNode.Kind.STAGE : TaskNode.Kind.VALUE, body, frame, step, this);
    }
}
