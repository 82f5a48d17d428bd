package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Action;
import dev.doge.runtime.generated.Body;
import dev.doge.runtime.generated.In;
import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.StageBody;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A task of a plan: its body, where in its frame the values lie that the body reads, and how its key is ordered. */
public final class TaskNode extends Node {
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
    private static final TaskId<?>[] NO_TASKS = {};
    private static final int[] NO_SLOTS = {};
    private static final FanOutNode[] NO_FANS = {};

    private final TaskId<?> id;
    private final Kind kind;
    private final Object body;
    private final boolean nullable;
    private final InputId<?>[] key;
    private int @Nullable [] order;
    private TaskId<?>[] needs = NO_TASKS;
    private int[] slots = NO_SLOTS;
    private FanOutNode[] fans = NO_FANS;
    private @Nullable String unsupported;

    TaskNode(TaskId<?> id, Kind kind, Object body, boolean nullable, InputId<?>[] key) {
        this.id = id;
        this.kind = kind;
        this.body = body;
        this.nullable = nullable || kind == Kind.ACTION || kind == Kind.ASYNC_ACTION;
        this.key = key;
    }

    void reads(TaskId<?>[] needs, int[] slots, FanOutNode[] fans) {
        this.needs = needs.length == 0 ? NO_TASKS : needs;
        this.slots = slots.length == 0 ? NO_SLOTS : slots;
        this.fans = fans.length == 0 ? NO_FANS : fans;
    }

    /** Says why requests for the task are refused. */
    void refuse(String why) {
        this.unsupported = why;
    }

    /** Returns what keeps the task from being executed; null if nothing does. */
    @Nullable
    String unsupported() {
        return unsupported;
    }

    /** Says where the inputs of the key, in the order of the request method, stand in the key of the layout. */
    void orders(int @Nullable [] order) {
        this.order = order;
    }

    /**
     * Returns the task's identity.
     *
     * @return the identity
     */
    public TaskId<?> id() {
        return id;
    }

    InputId<?>[] key() {
        return key;
    }

    @Override
    @SuppressWarnings("unchecked") // the plan builder has paired body and kind
    Object run(Frame frame, Step step) throws Throwable {
        Object graph = frame.graph();
        In in = step;
        switch (kind) {
            case VALUE -> {
                return present(frame, ((Body<Object, @Nullable Object>) body).call(graph, in));
            }
            case ACTION -> {
                ((Action<Object>) body).call(graph, in);
                return NULL;
            }
            default -> {
                CompletionStage<?> stage = ((StageBody<Object, @Nullable Object>) body).call(graph, in);
                if (stage == null) {
                    throw new NullPointerException(frame.describe(this) + " returned a null stage");
                }
                return StageWait.await(stage, frame, this);
            }
        }
    }

    /** Returns a result as a slot holds it. */
    Object present(Frame frame, @Nullable Object value) {
        if (value != null) {
            return value;
        }
        if (!nullable) {
            throw new NullPointerException(
                    frame.describe(this) + " returned null; annotate the method @Nullable if that is meant");
        }
        return NULL;
    }

    int slotOf(TaskId<?> task) {
        for (int i = 0; i < needs.length; i++) {
            if (needs[i].equals(task)) {
                return slots[i];
            }
        }
        throw new IllegalArgumentException(id + " reads " + task + ", which its plan does not need");
    }

    FanOutNode fanOut(TaskId<?> target, InputId<?> as, Object source, boolean collecting) {
        for (FanOutNode fan : fans) {
            if (fan.is(target, as, source, collecting)) {
                return fan;
            }
        }
        throw new IllegalArgumentException(
                id + " reads " + target + " for each of " + source + ", which its plan does not name");
    }

    /**
     * Returns the key's values in the order of the request method.
     *
     * @param layoutKey the key as the layout has it
     * @return the values; unmodifiable
     */
    public List<Object> keyValues(Object layoutKey) {
        if (key.length == 0) {
            return List.of();
        }
        if (key.length == 1) {
            return List.of(layoutKey);
        }
        Object[] values = (Object[]) layoutKey;
        if (order == null) {
            return Collections.unmodifiableList(Arrays.asList(values.clone()));
        }
        Object[] ordered = new Object[values.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = values[order[i]];
        }
        return Collections.unmodifiableList(Arrays.asList(ordered));
    }

    /**
     * Returns the key as the layout has it.
     *
     * @param arguments the values in the order of the request method, two or more; belongs to the callee
     * @return the key
     */
    Object layoutKey(Object[] arguments) {
        if (order == null) {
            return arguments;
        }
        Object[] values = new Object[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[order[i]] = arguments[i];
        }
        return values;
    }

    /**
     * Returns whether two keys of this task are equal.
     *
     * @param one a key
     * @param other another
     * @return whether they are equal
     */
    public boolean sameKey(Object one, Object other) {
        return Layout.sameKey(one, other);
    }

    /**
     * Returns the hash of a key.
     *
     * @param layoutKey the key
     * @return the hash
     */
    public int keyHash(Object layoutKey) {
        return Layout.keyHash(layoutKey);
    }

    /**
     * Returns the task and a key as people read them.
     *
     * @param layoutKey the key as the layout has it
     * @return the text, {@code price(sku=42)}
     */
    public String describe(Object layoutKey) {
        StringBuilder text = new StringBuilder(id.name()).append('(');
        List<Object> values = keyValues(layoutKey);
        for (int i = 0; i < key.length; i++) {
            text.append(i == 0 ? "" : ", ").append(key[i].name()).append('=').append(text(values.get(i)));
        }
        return text.append(')').toString();
    }

    // A toString of the user's must not turn one error into another.
    private static String text(Object value) {
        String text;
        try {
            text = String.valueOf(value);
        } catch (RuntimeException e) {
            return value.getClass().getName();
        }
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT - 1) + '…';
    }
}
