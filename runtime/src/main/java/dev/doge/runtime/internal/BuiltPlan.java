package dev.doge.runtime.internal;

import dev.doge.runtime.BuiltGraph;
import dev.doge.runtime.Function3;
import dev.doge.runtime.Graph;
import dev.doge.runtime.Request;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.TaskRef;
import dev.doge.runtime.generated.Body;
import dev.doge.runtime.generated.InputId;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a graph that is built at run time, in flat arrays: there is no object to a task but its reference. A task is an index, and its
 * node is made when it is asked for. Immutable and thread-safe, save for what the layout caches.
 */
public final class BuiltPlan {
    /** The body is a {@link Callable}. */
    public static final byte NONE = 0;

    /** The body is a {@link Function} of one task's value. */
    public static final byte ONE = 1;

    /** The body is a {@link BiFunction} of two. */
    public static final byte TWO = 2;

    /** The body is a {@link Function3} of three. */
    public static final byte THREE = 3;

    /** The body is a {@link Function} of a list of values. */
    public static final byte LIST = 4;

    /** Says that the body returns a stage. */
    public static final byte STAGE = 8;

    /** Says that the value may be null. */
    public static final byte NULLABLE = 16;

    private static final int SHAPE = 7;
    private static final InputId<?>[] NO_INPUTS = {};

    private final TaskRef<?>[] refs;
    private final Object[] bodies;
    private final byte[] kinds;
    private final @Nullable Map<Integer, int[]> arguments;
    private final Map<Integer, RescueNode> rescues = new HashMap<>();
    private final RescueNode[] extras;
    private final Edges edges;
    private final Layout layout;
    private final boolean releases;

    /**
     * Makes a plan. The arrays belong to the plan.
     *
     * @param refs the tasks
     * @param bodies their bodies
     * @param kinds how each is called
     * @param offsets per task, where the tasks begin that it needs; one more for the end
     * @param needs the tasks that tasks need, each once, in the order of the arguments and then in the order of the dependencies
     * @param arguments what a body takes, of tasks that do not take just the first of what they need
     * @param fallbacks what supplies the value of tasks that fail
     * @param releases whether values are let go of that nobody will read any more
     */
    public BuiltPlan(
            TaskRef<?>[] refs,
            Object[] bodies,
            byte[] kinds,
            int[] offsets,
            int[] needs,
            Map<Integer, int[]> arguments,
            Map<Integer, Function<? super Throwable, ?>> fallbacks,
            boolean releases) {
        this.releases = releases;
        this.refs = refs;
        this.bodies = bodies;
        this.kinds = kinds;
        this.arguments = arguments.isEmpty() ? null : Map.copyOf(arguments);
        this.extras = new RescueNode[fallbacks.size()];
        this.edges = edges(refs.length, offsets, needs, extras.length);
        this.layout = new Layout(0, NO_INPUTS, false);
        int[] rescued =
                fallbacks.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        for (int i = 0; i < rescued.length; i++) {
            Function<? super Throwable, ?> fallback = Objects.requireNonNull(fallbacks.get(rescued[i]));
            Body<Object, @Nullable Object> body = (graph, in) -> fallback.apply(in.failure());
            TaskNode owner = new BuiltNode(this, rescued[i]);
            extras[i] = new RescueNode(owner, new TaskDraft.Rescue(null, body, false, Throwable.class, List.of()), -1);
            extras[i].place(layout, refs.length + 1 + i);
            rescues.put(rescued[i], extras[i]);
        }
        layout.fill(this);
    }

    /** Completes the edges by the node for all tasks, which needs those that no other needs, and the nodes of fallbacks. */
    private static Edges edges(int tasks, int[] needsOffsets, int[] needs, int fallbacks) {
        int all = tasks;
        int size = tasks + 1 + fallbacks;
        int[] offsets = new int[size + 1];
        int count = needsOffsets[tasks];
        for (int k = 0; k < count; k++) {
            offsets[needs[k] + 1]++;
        }
        int lasts = 0;
        for (int n = 0; n < size; n++) {
            int degree = offsets[n + 1];
            if (n < tasks && degree == 0) {
                lasts++;
            }
            offsets[n + 1] = offsets[n] + Math.max(1, degree);
        }
        int[] successors = new int[offsets[size]];
        int[] predecessorOffsets = Arrays.copyOf(needsOffsets, size + 1);
        int[] predecessors = Arrays.copyOf(needs, count + lasts);
        int[] pending = new int[size + 1 + fallbacks];
        int[] next = Arrays.copyOf(offsets, size);
        for (int n = 0; n < tasks; n++) {
            int end = needsOffsets[n + 1];
            for (int k = needsOffsets[n]; k < end; k++) {
                successors[next[needs[k]]++] = n;
            }
            pending[n] = end - needsOffsets[n];
        }
        int at = count;
        for (int n = 0; n < tasks; n++) {
            if (next[n] == offsets[n]) {
                successors[offsets[n]] = all;
                predecessors[at++] = n;
            }
        }
        pending[all] = lasts;
        Arrays.fill(predecessorOffsets, all + 1, size + 1, at);
        for (int n = all, cell = size; n < size; n++, cell++) {
            successors[offsets[n]] = cell;
            pending[cell] = 1;
        }
        return new Edges(offsets, successors, predecessorOffsets, predecessors, pending, null);
    }

    /**
     * Returns how many tasks there are.
     *
     * @return the number
     */
    public int size() {
        return refs.length;
    }

    /**
     * Returns a task.
     *
     * @param n its index
     * @return the task
     */
    public TaskRef<?> ref(int n) {
        return refs[n];
    }

    /**
     * Returns how many tasks a task needs.
     *
     * @param n its index
     * @return the number
     */
    public int needs(int n) {
        return edges.predecessorOffsets()[n + 1] - edges.predecessorOffsets()[n];
    }

    /**
     * Returns a task that a task needs.
     *
     * @param n its index
     * @param i its position, from 0
     * @return the index of the needed task
     */
    public int need(int n, int i) {
        return edges.predecessors()[edges.predecessorOffsets()[n] + i];
    }

    /**
     * Returns how many tasks need a task.
     *
     * @param n its index
     * @return the number
     */
    public int dependants(int n) {
        int from = edges.offsets()[n];
        return edges.successors()[from] >= refs.length ? 0 : edges.offsets()[n + 1] - from;
    }

    /**
     * Returns a task that needs a task.
     *
     * @param n its index
     * @param i its position, from 0
     * @return the index of the dependant
     */
    public int dependant(int n, int i) {
        return edges.successors()[edges.offsets()[n] + i];
    }

    /**
     * Returns of how many of the tasks that a task needs it takes the value: the first so many. After the others it only comes.
     *
     * @param n its index
     * @return the number
     */
    public int takes(int n) {
        int[] explicit = arguments == null ? null : arguments.get(n);
        if (explicit != null) {
            return (int) Arrays.stream(explicit).distinct().count();
        }
        int shape = kinds[n] & SHAPE;
        return shape == LIST ? needs(n) : shape;
    }

    /**
     * Requests a task.
     *
     * @param graph the graph
     * @param n the index of the task
     * @param <T> the type of its value
     * @return the request
     */
    public <T extends @Nullable Object> Request<T> request(Graph graph, int n) {
        return Api.request(graph, new BuiltNode(this, n), Layout.NO_KEY);
    }

    /**
     * Requests all tasks.
     *
     * @param graph the graph
     * @return the request
     */
    public Request<Void> all(Graph graph) {
        return request(graph, refs.length);
    }

    /**
     * Returns the identity of a task.
     *
     * @param n its index
     * @return the identity
     */
    public TaskId<?> id(int n) {
        return isTask(n)
                ? Api.taskId(BuiltGraph.class, TaskNode.text(refs[n].key()), refs[n])
                : TaskId.of(BuiltGraph.class, "all");
    }

    Layout layout() {
        return layout;
    }

    Edges edges() {
        return edges;
    }

    /** Returns how many nodes there are: the tasks, one for all of them, and one for each fallback. */
    int nodes() {
        return refs.length + 1 + extras.length;
    }

    Node node(int n) {
        return n <= refs.length ? new BuiltNode(this, n) : extras[n - refs.length - 1];
    }

    boolean isTask(int n) {
        return n < refs.length;
    }

    boolean isStage(int n) {
        return isTask(n) && (kinds[n] & STAGE) != 0;
    }

    boolean isNullable(int n) {
        return !isTask(n) || (kinds[n] & NULLABLE) != 0;
    }

    @Nullable
    RescueNode rescue(int n) {
        return rescues.isEmpty() ? null : rescues.get(n);
    }

    boolean releases() {
        return releases;
    }

    boolean hasRescues() {
        return extras.length > 0;
    }

    /** Runs a node, see {@link Node#run}. */
    Object run(int n, Frame frame, Step step) throws Throwable {
        if (isTask(n) && frame.contextOf(n) == null) {
            Object value = call(n, frame);
            if (value != null && (kinds[n] & STAGE) == 0) {
                return value;
            }
            return new BuiltNode(this, n).ended(value, frame);
        }
        return node(n).run(frame, step);
    }

    /** Calls the body of a task with the values of what it takes. */
    @SuppressWarnings({"unchecked", "NullAway"
    }) // the builder has paired body and kind; null only if a task may yield it
    @Nullable
    Object call(int n, Frame frame) throws Exception {
        if (!isTask(n)) {
            return null;
        }
        int[] from = edges.predecessors();
        int start = edges.predecessorOffsets()[n];
        int end = edges.predecessorOffsets()[n + 1];
        if (arguments != null) {
            int[] explicit = arguments.get(n);
            if (explicit != null) {
                from = explicit;
                start = 0;
                end = explicit.length;
            }
        }
        Object body = bodies[n];
        return switch (kinds[n] & SHAPE) {
            case NONE -> ((Callable<@Nullable Object>) body).call();
            case ONE -> ((Function<@Nullable Object, @Nullable Object>) body).apply(frame.value(from[start]));
            case TWO ->
                ((BiFunction<@Nullable Object, @Nullable Object, @Nullable Object>) body)
                        .apply(frame.value(from[start]), frame.value(from[start + 1]));
            case THREE ->
                ((Function3<@Nullable Object, @Nullable Object, @Nullable Object, @Nullable Object>) body)
                        .apply(frame.value(from[start]), frame.value(from[start + 1]), frame.value(from[start + 2]));
            default ->
                ((Function<List<@Nullable Object>, @Nullable Object>) body).apply(values(frame, from, start, end));
        };
    }

    private static List<@Nullable Object> values(Frame frame, int[] from, int start, int end) {
        @Nullable Object[] values = new @Nullable Object[end - start];
        for (int i = 0; i < values.length; i++) {
            values[i] = frame.value(from[start + i]);
        }
        return new Values(values);
    }

    /** The values that a body takes; some may be null. */
    private static final class Values extends AbstractList<@Nullable Object> implements RandomAccess {
        private final @Nullable Object[] values;

        Values(@Nullable Object[] values) {
            this.values = values;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public @Nullable Object get(int index) {
            return values[index];
        }

        @Override
        public @Nullable Object[] toArray() {
            return Arrays.copyOf(values, values.length, Object[].class);
        }
    }
}
