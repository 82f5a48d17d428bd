package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Body;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A task of a graph that is built at run time. Made when it is asked for and forgotten again, so that a graph of a million tasks has none;
 * two of the same task are equal.
 */
final class BuiltNode extends TaskNode {
    private final BuiltPlan plan;

    BuiltNode(BuiltPlan plan, int n) {
        this.plan = plan;
        place(plan.layout(), n);
    }

    @Override
    boolean isShort() {
        return false; // in a graph that may run but once, no task is seen often enough to say so
    }

    @Override
    public TaskId<?> id() {
        return plan.id(index());
    }

    @Override
    @Nullable
    RescueNode rescue() {
        return plan.rescue(index());
    }

    @Override
    Object run(Frame frame, Step step) throws Throwable {
        return call(Kind.VALUE, plan, frame, step, this);
    }

    @Override
    @SuppressWarnings("unchecked") // a fallback is a body
    Object callHere(Kind how, Object what, Frame frame, Step step, Node node) throws Throwable {
        if (node != this) {
            return present(frame, ((Body<Object, @Nullable Object>) what).call(frame.graph(), step));
        }
        return ended(plan.call(index(), frame), frame);
    }

    /** Returns what the node has yielded whose body has returned something. */
    Object ended(@Nullable Object value, Frame frame) throws Throwable {
        if (!plan.isStage(index())) {
            return present(frame, value);
        }
        if (value == null) {
            throw new NullPointerException(frame.describe(this) + " returned a null stage");
        }
        return StageWait.await((CompletionStage<?>) value, frame, this, null);
    }

    @Override
    boolean isNullable() {
        return plan.isNullable(index());
    }

    @Override
    String howToAllowNull() {
        return "give it TaskOptions.nullable()";
    }

    @Override
    public String describe(Object layoutKey) {
        return name();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BuiltNode that && plan == that.plan && index() == that.index();
    }

    @Override
    public int hashCode() {
        return 31 * System.identityHashCode(plan) + index();
    }
}
