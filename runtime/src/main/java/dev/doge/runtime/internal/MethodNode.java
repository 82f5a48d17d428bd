package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Action;
import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.Body;
import dev.doge.runtime.generated.In;
import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.Source;
import dev.doge.runtime.generated.StageBody;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A task that a method is: its body, where in its frame the values lie that the body reads, and how its key is ordered. */
final class MethodNode extends TaskNode {
    private static final TaskId<?>[] NO_TASKS = {};
    private static final int[] NO_SLOTS = {};

    private final TaskId<?> id;
    private final Kind kind;
    private final Object body;
    private final boolean nullable;
    private final InputId<?>[] key;
    private int @Nullable [] order;
    private TaskId<?>[] needs = NO_TASKS;
    private int[] slots = NO_SLOTS;
    private List<FanOutNode> fans = List.of();
    private List<BoundNode> bounds = List.of();
    private List<DynamicEdge> dynamic = List.of();
    private boolean active;
    private @Nullable GateNode gate;
    private @Nullable RescueNode rescue;
    private int component;
    private final MethodNode original;
    private final @Nullable Narrowing narrowing;

    MethodNode(TaskId<?> id, Kind kind, Object body, boolean nullable, InputId<?>[] key) {
        this.id = id;
        this.kind = kind;
        this.body = body;
        this.nullable = nullable || kind == Kind.ACTION || kind == Kind.ASYNC_ACTION;
        this.key = key;
        this.original = this;
        this.narrowing = null;
    }

    /**
     * Makes a node that stands for a task in a frame for several keys.
     *
     * @param narrowing how the task's key is taken from that frame's; null if it is the same
     */
    MethodNode(MethodNode original, @Nullable Narrowing narrowing) {
        super(original.cost());
        this.id = original.id;
        this.kind = original.kind;
        this.body = original.body;
        this.nullable = original.nullable;
        this.key = original.key;
        this.component = original.component;
        this.original = original;
        this.narrowing = narrowing;
    }

    @Override
    MethodNode reads() {
        return original;
    }

    @Override
    Object keyIn(Object frameKey) {
        return narrowing == null ? frameKey : narrowing.key(frameKey);
    }

    /** Says where what the body reads lies. */
    void reads(
            Map<TaskId<?>, Integer> values,
            List<FanOutNode> fanOuts,
            List<BoundNode> boundAnew,
            List<DynamicEdge> demands,
            boolean context) {
        if (!values.isEmpty()) {
            needs = values.keySet().toArray(new TaskId<?>[0]);
            slots = new int[needs.length];
            int i = 0;
            for (int slot : values.values()) {
                slots[i++] = slot;
            }
        }
        fans = List.copyOf(fanOuts);
        bounds = List.copyOf(boundAnew);
        dynamic = List.copyOf(demands);
        active = context || !dynamic.isEmpty();
    }

    /** Returns whether its body can ask, and be asked, while it runs. */
    boolean isActive() {
        return active;
    }

    /** Returns whether its body is short, cannot be asked while it runs, and does not end later than it returns. */
    boolean isShortCall() {
        return isShort() && !active && kind != Kind.STAGE;
    }

    void guardedBy(GateNode conditions) {
        gate = conditions;
    }

    @Override
    @Nullable
    GateNode gate() {
        return gate;
    }

    void rescuedBy(RescueNode fallback) {
        rescue = fallback;
    }

    @Override
    @Nullable
    RescueNode rescue() {
        return rescue;
    }

    void inComponent(int ring) {
        component = ring;
    }

    @Override
    int component() {
        return component;
    }

    /** Says where the inputs of the key, in the order of the request method, stand in the key of the layout. */
    void orders(int @Nullable [] order) {
        this.order = order;
    }

    @Override
    public TaskId<?> id() {
        return id;
    }

    @Override
    InputId<?>[] key() {
        return key;
    }

    @Override
    Object run(Frame frame, Step step) throws Throwable {
        return call(kind, body, frame, step, this);
    }

    @Override
    Object callHere(Kind how, Object what, Frame frame, Step step, Node node) throws Throwable {
        if (!active) {
            return invoke(how, what, frame, step, node, null);
        }
        Activity activity = new Activity(frame, node, this);
        frame.begins(activity);
        step.begins(activity);
        boolean goesOn = false;
        try {
            Object value = invoke(how, what, frame, step, node, activity);
            goesOn = value == LATER;
            return value;
        } finally {
            step.begins(null);
            if (!goesOn) {
                activity.end();
            }
        }
    }

    @SuppressWarnings("unchecked") // the plan builder has paired body and kind
    private Object invoke(Kind how, Object what, Frame frame, Step step, Node node, @Nullable Activity activity)
            throws Throwable {
        Object graph = frame.graph();
        In in = step;
        if (how == Kind.VALUE) { // no switch: that is one more class to load for the first result
            return present(frame, ((Body<Object, @Nullable Object>) what).call(graph, in));
        }
        if (how == Kind.ACTION) {
            ((Action<Object>) what).call(graph, in);
            return NULL;
        }
        CompletionStage<?> stage = ((StageBody<Object, @Nullable Object>) what).call(graph, in);
        if (stage == null) {
            throw new NullPointerException(frame.describe(this) + " returned a null stage");
        }
        return StageWait.await(stage, frame, node, activity);
    }

    @Override
    boolean isNullable() {
        return nullable;
    }

    @Override
    String howToAllowNull() {
        return "annotate the method @Nullable";
    }

    int slotOf(TaskId<?> task) {
        for (int i = 0; i < needs.length; i++) {
            if (needs[i].equals(task)) {
                return slots[i];
            }
        }
        throw new IllegalArgumentException(id + " reads " + task + ", which its plan does not need");
    }

    FanOutNode fanOut(TaskDraft.Kind each, TaskId<?> target, InputId<?> as, Source source, List<Bind> with) {
        for (FanOutNode fan : fans) {
            if (fan.is(each, target, as, source, with)) {
                return fan;
            }
        }
        throw new IllegalArgumentException(
                id + " reads " + target + " for each of " + source.name() + ", which its plan does not name");
    }

    /** Returns where the value of a task lies for which inputs may be bound anew. */
    int slotOf(TaskId<?> target, List<Bind> with) {
        if (with.isEmpty()) {
            return slotOf(target);
        }
        for (BoundNode bound : bounds) {
            if (bound.is(target, with)) {
                return bound.index();
            }
        }
        throw new IllegalArgumentException(
                id + " reads " + target + " with " + with + ", which its plan does not name");
    }

    DynamicEdge dynamic(TaskId<?> target, @Nullable InputId<?> as, List<Bind> with) {
        for (DynamicEdge edge : dynamic) {
            if (edge.is(target, as, with)) {
                return edge;
            }
        }
        throw new IllegalArgumentException(id + " demands " + target + ", which its plan does not name");
    }

    @Override
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

    @Override
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

    @Override
    public String describe(Object layoutKey) {
        StringBuilder text = new StringBuilder(id.name()).append('(');
        List<Object> values = keyValues(layoutKey);
        for (int i = 0; i < key.length; i++) {
            text.append(i == 0 ? "" : ", ").append(key[i].name()).append('=').append(text(values.get(i)));
        }
        return text.append(')').toString();
    }
}
