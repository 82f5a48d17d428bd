package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.InputId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A task: what it is called, and how its body is called. */
public abstract sealed class TaskNode extends Node permits MethodNode, BuiltNode {
    /** How a body yields its value. */
    public enum Kind {
        /** It returns the value. */
        VALUE,
        /** It returns a stage of the value. */
        STAGE,
        /** It has no value. */
        ACTION,
        /** It returns a stage that has no value. */
        ASYNC_ACTION
    }

    private static final int LONGEST_TEXT = 80;
    private static final InputId<?>[] NO_INPUTS = {};

    TaskNode() {}

    TaskNode(Cost cost) {
        super(cost);
    }

    /**
     * Returns the task's identity.
     *
     * @return the identity
     */
    public abstract TaskId<?> id();

    /** Returns the inputs that the task transitively needs, in the order of the request method. */
    InputId<?>[] key() {
        return NO_INPUTS;
    }

    /** Returns the node of the task's conditions; null if it has none. */
    @Nullable
    GateNode gate() {
        return null;
    }

    /** Returns the node of the task's fallback; null if it has none. */
    @Nullable
    RescueNode rescue() {
        return null;
    }

    /** Returns which ring of dynamic edges the task is part of; 0 if of none. */
    int component() {
        return 0;
    }

    @Override
    final TaskNode owner() {
        return this;
    }

    /** Returns the task as requests name it: another node if this one stands in a frame for several keys. */
    @Override
    TaskNode reads() {
        return this;
    }

    @Override
    final Object keyOf(Frame frame) {
        return keyIn(frame.key());
    }

    /** Returns the key of the task, taken from that of a frame in which it stands. */
    Object keyIn(Object frameKey) {
        return frameKey;
    }

    @Override
    String name() {
        return id().name();
    }

    /** Calls a body of the task's, for one of its nodes, in the context of who was the first to demand it. */
    final Object call(Kind how, Object what, Frame frame, Step step, Node node) throws Throwable {
        Context context = frame.contextOf(node.index());
        return context == null
                ? callHere(how, what, frame, step, node)
                : context.call(() -> callHere(how, what, frame, step, node));
    }

    abstract Object callHere(Kind how, Object what, Frame frame, Step step, Node node) throws Throwable;

    abstract boolean isNullable();

    /** Returns what somebody is to do whose task may yield null. */
    abstract String howToAllowNull();

    /** Returns a result as a slot holds it. */
    final Object present(Frame frame, @Nullable Object value) {
        if (value != null) {
            return value;
        }
        if (!isNullable()) {
            throw new NullPointerException(
                    frame.describe(this) + " returned null; " + howToAllowNull() + " if that is meant");
        }
        return NULL;
    }

    /**
     * Returns the key's values in the order of the request method.
     *
     * @param layoutKey the key as the layout has it
     * @return the values; unmodifiable
     */
    public List<Object> keyValues(Object layoutKey) {
        return List.of();
    }

    /**
     * Returns the key as the layout has it.
     *
     * @param arguments the values in the order of the request method, two or more; belongs to the callee
     * @return the key
     */
    Object layoutKey(Object[] arguments) {
        return arguments;
    }

    /**
     * Returns whether two keys of this task are equal.
     *
     * @param one a key
     * @param other another
     * @return whether they are equal
     */
    public final boolean sameKey(Object one, Object other) {
        return Layout.sameKey(one, other);
    }

    /**
     * Returns the hash of a key.
     *
     * @param layoutKey the key
     * @return the hash
     */
    public final int keyHash(Object layoutKey) {
        return Layout.keyHash(layoutKey);
    }

    /**
     * Returns the task and a key as people read them.
     *
     * @param layoutKey the key as the layout has it
     * @return the text, {@code price(sku=42)}
     */
    public abstract String describe(Object layoutKey);

    /** Returns a value of the user's as text, cut if long. A toString of the user's must not turn one error into another. */
    static String text(Object value) {
        String text;
        try {
            text = value.toString();
        } catch (Throwable e) { // whatever the user's code throws, that of a value that holds itself, too
            text = null;
        }
        if (text == null) {
            return value.getClass().getName();
        }
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + '…';
    }
}
