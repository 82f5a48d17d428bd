package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.InputId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An edge to a task that a body demands while it runs.
 *
 * @param target the task
 * @param as the input that is bound to the key that the body names; null if it names none
 * @param with inputs that are bound anew
 * @param key how the target's key is made
 */
record DynamicEdge(TaskNode target, @Nullable InputId<?> as, List<Bind> with, KeyFrom key) {
    boolean is(TaskId<?> otherTarget, @Nullable InputId<?> otherAs, List<Bind> otherWith) {
        return as == otherAs && target.id().equals(otherTarget) && with.equals(otherWith);
    }
}
