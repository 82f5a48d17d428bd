package dev.doge.runtime;

import dev.doge.runtime.internal.BuiltPlan;
import dev.doge.runtime.internal.DynamicOrder;
import dev.doge.runtime.internal.KeyIndex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

// Long because each shape of a body has its own documented method; what needs thinking about stands in DynamicOrder,
// KeyIndex and BuiltPlan.
/**
 * Builds a task graph from data, of ten tasks or of a million, to be run as any other graph is: with the same sharing, cancelling and failing.
 *
 * <pre>{@code
 * TaskGraphBuilder builder = TaskGraphBuilder.create();
 * TaskRef<Source> parsed = builder.add("parse", () -> parse(file));
 * TaskRef<Binary> compiled = builder.add("compile", parsed, source -> compile(source));
 * Binary binary = doge.run(builder.build().request(compiled));
 * }</pre>
 *
 * <p>A task has a key. Adding a task under the key of another adds nothing and returns that other, whose body stays. Tasks that are given
 * what they need when they are added cannot form a cycle; {@link #addDependency} checks. Bodies must not yield null, unless
 * {@link TaskOptions#nullable} allows that.
 *
 * <p>For one thread at a time. No argument may be null. What is built does not change with the builder.
 */
public final class TaskGraphBuilder {
    private @Nullable TaskRef<?>[] refs;
    private Object[] bodies = new Object[16];
    private byte[] kinds = new byte[16];
    private int size;
    private int removed;
    private boolean releases;

    /** Where, in {@link #needs}, begins what a task was given when it was added; of the task to be added next the end. */
    private int[] offsets = new int[17];

    private int[] needs = new int[16];

    /** What tasks have been given since, in order: pairs of the task and what it needs. */
    private int[] pairs = new int[16];

    private int pairCount;

    private final Map<Integer, int[]> arguments = new HashMap<>();
    private final Map<Integer, Function<? super Throwable, ?>> fallbacks = new HashMap<>();
    private final KeyIndex index = new KeyIndex();

    /** The order and the edges; null for as long as each task needs only tasks that were added before it. */
    private @Nullable DynamicOrder order;

    /** What is to be done to take back a batch, the last first; null outside of batches. */
    private @Nullable Deque<Runnable> undo;

    private @Nullable GraphView view;

    /** Whether something that was built has {@link #kinds}, too. */
    private boolean shared;

    private TaskGraphBuilder() {
        refs = new @Nullable TaskRef<?>[16]; // here, since a field with an annotated initial value breaks javac 17
    }

    /**
     * Makes a builder of an empty graph.
     *
     * @return the builder
     */
    public static TaskGraphBuilder create() {
        return new TaskGraphBuilder();
    }

    /**
     * Adds a task that needs no other.
     *
     * @param key its key: of a type with {@code equals}, and not changed any more
     * @param body yields the value; whatever it throws is the failure of the task
     * @param <T> the type of the value
     * @return the task, or the one that has this key
     */
    public <T extends @Nullable Object> TaskRef<T> add(Object key, Callable<? extends T> body) {
        return add(key, body, BuiltPlan.NONE);
    }

    /**
     * Adds a task that takes the value of another.
     *
     * @param key its key
     * @param needed the other
     * @param body gets the value
     * @param <A> the type of the other's value
     * @param <T> the type of the value
     * @return the task, or the one that has this key
     * @throws IllegalArgumentException if the other is of another builder, or removed
     */
    public <A extends @Nullable Object, T extends @Nullable Object> TaskRef<T> add(
            Object key, TaskRef<A> needed, Function<? super A, ? extends T> body) {
        return add(key, body, BuiltPlan.ONE, needed);
    }

    /**
     * Adds a task that takes the values of two others.
     *
     * @param key its key
     * @param first one of the others
     * @param second another
     * @param body gets the values
     * @param <A> the type of the first's value
     * @param <B> the type of the second's
     * @param <T> the type of the value
     * @return the task, or the one that has this key
     * @throws IllegalArgumentException if an other is of another builder, or removed
     */
    public <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> TaskRef<T> add(
            Object key, TaskRef<A> first, TaskRef<B> second, BiFunction<? super A, ? super B, ? extends T> body) {
        return add(key, body, BuiltPlan.TWO, first, second);
    }

    /**
     * Adds a task that takes the values of three others.
     *
     * @param key its key
     * @param first one of the others
     * @param second another
     * @param third another
     * @param body gets the values
     * @param <A> the type of the first's value
     * @param <B> the type of the second's
     * @param <C> the type of the third's
     * @param <T> the type of the value
     * @return the task, or the one that has this key
     * @throws IllegalArgumentException if an other is of another builder, or removed
     */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    T extends @Nullable Object>
            TaskRef<T> add(
                    Object key,
                    TaskRef<A> first,
                    TaskRef<B> second,
                    TaskRef<C> third,
                    Function3<? super A, ? super B, ? super C, ? extends T> body) {
        return add(key, body, BuiltPlan.THREE, first, second, third);
    }

    /**
     * Adds a task that takes the values of any number of others.
     *
     * @param key its key
     * @param needed the others, which may be there twice
     * @param body gets the values in the order of the others; the list is unmodifiable
     * @param <A> the type of the others' values
     * @param <T> the type of the value
     * @return the task, or the one that has this key
     * @throws IllegalArgumentException if an other is of another builder, or removed
     */
    public <A extends @Nullable Object, T extends @Nullable Object> TaskRef<T> addAll(
            Object key, List<? extends TaskRef<? extends A>> needed, Function<? super List<A>, ? extends T> body) {
        return add(key, body, BuiltPlan.LIST, needed.toArray(new TaskRef<?>[0]));
    }

    /**
     * Adds an asynchronous task that needs no other.
     *
     * @param key its key
     * @param body returns a stage of the value, which it must not block for
     * @param <T> the type of the value
     * @return the task, or the one that has this key
     */
    public <T extends @Nullable Object> TaskRef<T> addAsync(
            Object key, Callable<? extends CompletionStage<? extends T>> body) {
        return add(key, body, (byte) (BuiltPlan.NONE | BuiltPlan.STAGE));
    }

    /**
     * Adds an asynchronous task that takes the value of another.
     *
     * @param key its key
     * @param needed the other
     * @param body gets the value, and returns a stage of its own
     * @param <A> the type of the other's value
     * @param <T> the type of the value
     * @return the task, or the one that has this key
     * @throws IllegalArgumentException if the other is of another builder, or removed
     */
    public <A extends @Nullable Object, T extends @Nullable Object> TaskRef<T> addAsync(
            Object key, TaskRef<A> needed, Function<? super A, ? extends CompletionStage<? extends T>> body) {
        return add(key, body, (byte) (BuiltPlan.ONE | BuiltPlan.STAGE), needed);
    }

    /**
     * Adds an asynchronous task that takes the values of two others.
     *
     * @param key its key
     * @param first one of the others
     * @param second another
     * @param body gets the values, and returns a stage of its own
     * @param <A> the type of the first's value
     * @param <B> the type of the second's
     * @param <T> the type of the value
     * @return the task, or the one that has this key
     * @throws IllegalArgumentException if an other is of another builder, or removed
     */
    public <A extends @Nullable Object, B extends @Nullable Object, T extends @Nullable Object> TaskRef<T> addAsync(
            Object key,
            TaskRef<A> first,
            TaskRef<B> second,
            BiFunction<? super A, ? super B, ? extends CompletionStage<? extends T>> body) {
        return add(key, body, (byte) (BuiltPlan.TWO | BuiltPlan.STAGE), first, second);
    }

    /**
     * Adds an asynchronous task that takes the values of three others.
     *
     * @param key its key
     * @param first one of the others
     * @param second another
     * @param third another
     * @param body gets the values, and returns a stage of its own
     * @param <A> the type of the first's value
     * @param <B> the type of the second's
     * @param <C> the type of the third's
     * @param <T> the type of the value
     * @return the task, or the one that has this key
     * @throws IllegalArgumentException if an other is of another builder, or removed
     */
    public <
                    A extends @Nullable Object,
                    B extends @Nullable Object,
                    C extends @Nullable Object,
                    T extends @Nullable Object>
            TaskRef<T> addAsync(
                    Object key,
                    TaskRef<A> first,
                    TaskRef<B> second,
                    TaskRef<C> third,
                    Function3<? super A, ? super B, ? super C, ? extends CompletionStage<? extends T>> body) {
        return add(key, body, (byte) (BuiltPlan.THREE | BuiltPlan.STAGE), first, second, third);
    }

    /**
     * Adds an asynchronous task that takes the values of any number of others.
     *
     * @param key its key
     * @param needed the others, which may be there twice
     * @param body gets the values in the order of the others, and returns a stage of its own; the list is unmodifiable
     * @param <A> the type of the others' values
     * @param <T> the type of the value
     * @return the task, or the one that has this key
     * @throws IllegalArgumentException if an other is of another builder, or removed
     */
    public <A extends @Nullable Object, T extends @Nullable Object> TaskRef<T> addAllAsync(
            Object key,
            List<? extends TaskRef<? extends A>> needed,
            Function<? super List<A>, ? extends CompletionStage<? extends T>> body) {
        return add(key, body, (byte) (BuiltPlan.LIST | BuiltPlan.STAGE), needed.toArray(new TaskRef<?>[0]));
    }

    @SuppressWarnings("unchecked") // who asks for a key knows the type of its value
    private <T extends @Nullable Object> TaskRef<T> add(Object key, Object body, byte kind, TaskRef<?>... needed) {
        Objects.requireNonNull(body, "body");
        int start = offsets[size];
        int end = start + needed.length;
        if (end > needs.length) {
            needs = Arrays.copyOf(needs, end + (end >> 1) + 16);
        }
        for (int i = 0; i < needed.length; i++) {
            needs[start + i] = place(needed[i]);
        }
        int known = index.find(Objects.requireNonNull(key, "key"), refs);
        if (known >= 0) {
            return (TaskRef<T>) Objects.requireNonNull(refs[known]);
        }
        int place = size;
        if (place == bodies.length) {
            int length = place + (place >> 1) + 16;
            refs = Arrays.copyOf(refs, length);
            bodies = Arrays.copyOf(bodies, length);
            kinds = Arrays.copyOf(kinds, length);
        }
        if (place + 1 == offsets.length) {
            offsets = Arrays.copyOf(offsets, place + (place >> 1) + 16);
        }
        view = null;
        if (repeats(start, end)) {
            int[] places = Arrays.copyOfRange(needs, start, end);
            arguments.put(place, places);
            int[] each = Arrays.stream(places).distinct().toArray();
            System.arraycopy(each, 0, needs, start, each.length);
            end = start + each.length;
        }
        TaskRef<T> ref = new TaskRef<>(key, place);
        refs[place] = ref;
        bodies[place] = body;
        kinds[place] = kind;
        offsets[place + 1] = end;
        size++;
        index.add(place, key);
        if (order != null) {
            order.addNode();
            for (int k = start; k < end; k++) {
                order.addEdge(needs[k], place);
            }
        }
        return ref;
    }

    /** Returns whether a place stands twice in a part of {@link #needs}. */
    private boolean repeats(int start, int end) {
        if (end - start > 8) {
            int[] sorted = Arrays.copyOfRange(needs, start, end);
            Arrays.sort(sorted);
            for (int i = 1; i < sorted.length; i++) {
                if (sorted[i] == sorted[i - 1]) {
                    return true;
                }
            }
            return false;
        }
        for (int i = start + 1; i < end; i++) {
            for (int k = start; k < i; k++) {
                if (needs[i] == needs[k]) {
                    return true;
                }
            }
        }
        return false;
    }

    private int place(TaskRef<?> task) {
        int place = Objects.requireNonNull(task, "task").place();
        if (place >= size || refs[place] != task) {
            throw new IllegalArgumentException(task + " is not a task of this builder");
        }
        if (task.isRemoved()) {
            throw new IllegalArgumentException(task + " has been removed");
        }
        return place;
    }

    /**
     * Lets a task start only after another has succeeded, whose value it does not take. Does nothing if the task needs the other already.
     * Whether that closes a cycle is looked for between the two in the order that is kept (Pearce and Kelly, 2006): it costs nothing where the other was added first, and most where one
     * task after the other is told to wait for tasks that were added after it. Many of those belong in a {@link #batch}, which looks at the whole graph once.
     *
     * @param task a task
     * @param needs what it needs
     * @throws CycleException if that would close a cycle; nothing is changed then. Within a {@link #batch}, its end throws that, unless the task would need itself
     * @throws IllegalArgumentException if one is of another builder, or removed
     */
    public void addDependency(TaskRef<?> task, TaskRef<?> needs) {
        int after = place(task);
        int before = place(needs);
        if (before == after) {
            throw new CycleException(List.of(task));
        }
        if (order == null && before > after) {
            order = order();
        }
        if (order != null) {
            if (undo != null) {
                order.addUnchecked(before, after);
            } else {
                refuse(order.addEdge(before, after));
            }
        }
        view = null;
        if (pairCount + 2 > pairs.length) {
            pairs = Arrays.copyOf(pairs, 2 * pairs.length);
        }
        pairs[pairCount++] = after;
        pairs[pairCount++] = before;
    }

    /** Throws if there is a ring: the way from the task that was to need to the task that was to be needed. */
    private void refuse(int @Nullable [] way) {
        if (way == null) {
            return;
        }
        List<TaskRef<?>> cycle = new ArrayList<>(way.length);
        cycle.add(Objects.requireNonNull(refs[way[0]]));
        for (int i = way.length - 1; i > 0; i--) {
            cycle.add(Objects.requireNonNull(refs[way[i]]));
        }
        throw new CycleException(cycle);
    }

    /** Returns the order of all tasks, in which each comes after what it needs. */
    private DynamicOrder order() {
        DynamicOrder all = new DynamicOrder();
        for (int n = 0; n < size; n++) {
            all.addNode();
        }
        for (int n = 0; n < size; n++) {
            for (int k = offsets[n]; k < offsets[n + 1]; k++) {
                all.addEdge(needs[k], n);
            }
            if (Objects.requireNonNull(refs[n]).isRemoved()) {
                all.remove(n);
            }
        }
        for (int i = 0; i < pairCount; i += 2) {
            all.addEdge(pairs[i + 1], pairs[i]);
        }
        return all;
    }

    /**
     * Changes the graph all or nothing: if the changes throw, or close a cycle, all that they did is taken back, and the exception is thrown
     * on. Dependencies are checked once, at the end. A batch within a batch is checked with the outer.
     *
     * @param changes makes the changes, with this builder
     * @throws CycleException if the dependencies close a cycle
     */
    public void batch(Consumer<TaskGraphBuilder> changes) {
        boolean outermost = undo == null;
        Deque<Runnable> actions = undo == null ? new ArrayDeque<>() : undo;
        undo = actions;
        int mark = actions.size();
        int tasksBefore = size;
        int pairsBefore = pairCount;
        boolean ordered = order != null;
        int edgesBefore = order == null ? 0 : order.edges();
        boolean done = false;
        try {
            changes.accept(this);
            if (outermost && order != null) {
                refuse(order.check());
            }
            done = true;
        } finally {
            if (!done) {
                while (actions.size() > mark) {
                    actions.pop().run();
                }
                takeBack(tasksBefore, pairsBefore);
                if (!ordered) {
                    order = null;
                } else if (order != null) {
                    order.truncate(tasksBefore, edgesBefore);
                }
            }
            if (outermost) {
                undo = null;
            }
        }
    }

    private void takeBack(int tasksBefore, int pairsBefore) {
        view = null;
        pairCount = pairsBefore;
        while (size > tasksBefore) {
            size--;
            TaskRef<?> ref = Objects.requireNonNull(refs[size]);
            if (!ref.isRemoved()) {
                index.remove(size, ref.key());
                ref.remove();
            }
            arguments.remove(size);
            fallbacks.remove(size);
            refs[size] = null;
        }
    }

    private void undoing(Runnable action) {
        if (undo != null) {
            undo.push(action);
        }
    }

    /**
     * Removes a task. What was to come only after it, and does not take its value, does without. All other references stay valid.
     *
     * @param task the task
     * @throws IllegalStateException if a task takes its value; the message names it
     * @throws IllegalArgumentException if it is of another builder, or removed
     */
    public void remove(TaskRef<?> task) {
        int place = place(task);
        DynamicOrder edges = order == null ? order() : order;
        order = edges;
        Set<Integer> dependants = new LinkedHashSet<>();
        edges.successors(place, dependants::add);
        for (int dependant : dependants) {
            for (int k = offsets[dependant]; k < offsets[dependant + 1]; k++) {
                if (needs[k] == place) {
                    throw new IllegalStateException(
                            task + " cannot be removed: " + refs[dependant] + " takes its value; remove that first");
                }
            }
        }
        view = null;
        edges.remove(place);
        index.remove(place, task.key());
        task.remove();
        removed++;
        undoing(() -> {
            removed--;
            task.restore();
            index.add(place, task.key());
            if (order != null) {
                order.restore(place);
            }
        });
    }

    /**
     * Says what is to be done for a task beside calling its body, in place of what was said before.
     *
     * @param task the task
     * @param options what is to be done
     * @param <T> the type of the task's value
     * @throws IllegalArgumentException if the task is of another builder, or removed
     */
    public <T extends @Nullable Object> void options(TaskRef<T> task, TaskOptions<? extends T> options) {
        int place = place(task);
        byte kindBefore = kinds[place];
        Function<? super Throwable, ?> fallbackBefore = fallbacks.get(place);
        view = null;
        if (shared) {
            kinds = kinds.clone();
            shared = false;
        }
        kinds[place] =
                (byte) (options.isNullable() ? kindBefore | BuiltPlan.NULLABLE : kindBefore & ~BuiltPlan.NULLABLE);
        options.fallback().ifPresentOrElse(function -> fallbacks.put(place, function), () -> fallbacks.remove(place));
        undoing(() -> {
            kinds[place] = kindBefore;
            fallbacks.remove(place);
            if (fallbackBefore != null) {
                fallbacks.put(place, fallbackBefore);
            }
        });
    }

    /**
     * Returns what the graph looks like now.
     *
     * @return the tasks and their edges, which do not change with the builder
     * @throws IllegalStateException within a batch, of which nobody knows yet whether it will stand
     */
    public GraphView view() {
        if (undo != null) {
            throw new IllegalStateException("a batch is not over");
        }
        if (view == null) {
            view = removed == 0 && pairCount == 0 ? new GraphView(plain(), null) : compacted();
        }
        return view;
    }

    /**
     * Lets graphs that are built from now on release values: while a run goes on, the value of a task that nobody has requested is let go of when the
     * last task that reads it has ended. So a graph whose values are large needs no more memory than what is still to be read.
     *
     * <p>Who requests such a task while that run goes on, or a task that reads its value, has it executed again. Within a session nothing is
     * released: a session keeps every result.
     */
    public void release() {
        boolean before = releases;
        releases = true;
        view = null;
        undoing(() -> releases = before);
    }

    /**
     * Builds the graph as it is now.
     *
     * @return the graph; the same work is shared only by requests of the same ({@code ==}) graph
     * @throws IllegalStateException within a batch
     */
    public BuiltGraph build() {
        return new BuiltGraph(view());
    }

    /** Returns a plan that has the builder's own arrays, which are never written again below what is in them now. */
    private BuiltPlan plain() {
        trim();
        shared = true;
        return new BuiltPlan(tasks(refs), bodies, kinds, offsets, needs, arguments, fallbacks, releases);
    }

    private void trim() {
        if (refs.length != size) {
            refs = Arrays.copyOf(refs, size);
            bodies = Arrays.copyOf(bodies, size);
            kinds = Arrays.copyOf(kinds, size);
        }
        if (offsets.length != size + 1) {
            offsets = Arrays.copyOf(offsets, size + 1);
        }
        if (needs.length != offsets[size]) {
            needs = Arrays.copyOf(needs, offsets[size]);
        }
    }

    @SuppressWarnings("NullAway") // full
    private static TaskRef<?>[] tasks(@Nullable TaskRef<?>[] full) {
        return full;
    }

    /** Returns what is left, with all that it needs. */
    private GraphView compacted() {
        int[] places = new int[size];
        int left = 0;
        for (int n = 0; n < size; n++) {
            places[n] = Objects.requireNonNull(refs[n]).isRemoved() ? -1 : left++;
        }
        TaskRef<?>[] leftRefs = new TaskRef<?>[left];
        Object[] leftBodies = new Object[left];
        byte[] leftKinds = new byte[left];
        int[] leftOffsets = new int[left + 1];
        Map<Integer, int[]> leftArguments = new HashMap<>();
        Map<Integer, Function<? super Throwable, ?>> leftFallbacks = new HashMap<>();

        int[] lastPair = new int[size]; // per task, its last pair plus one; and per pair the one before
        int[] pairBefore = new int[pairCount / 2];
        for (int i = 0; i < pairBefore.length; i++) {
            pairBefore[i] = lastPair[pairs[2 * i]];
            lastPair[pairs[2 * i]] = i + 1;
        }
        int[] leftNeeds = new int[offsets[size] + pairBefore.length];
        int[] seen = new int[size]; // per task, the last that needs it plus one
        int end = 0;
        for (int n = 0; n < size; n++) {
            if (places[n] < 0) {
                continue;
            }
            int m = places[n];
            leftRefs[m] = Objects.requireNonNull(refs[n]);
            leftBodies[m] = bodies[n];
            leftKinds[m] = kinds[n];
            int start = end;
            for (int k = offsets[n]; k < offsets[n + 1]; k++) {
                seen[needs[k]] = n + 1;
                leftNeeds[end++] = places[needs[k]];
            }
            int taken = end;
            for (int i = lastPair[n]; i != 0; i = pairBefore[i - 1]) {
                int before = pairs[2 * i - 1];
                if (places[before] >= 0 && seen[before] != n + 1) {
                    seen[before] = n + 1;
                    leftNeeds[end++] = places[before];
                }
            }
            Arrays.sort(leftNeeds, taken, end);
            leftOffsets[m + 1] = end;
            int[] explicit = arguments.get(n);
            if (explicit != null) {
                leftArguments.put(
                        m, Arrays.stream(explicit).map(place -> places[place]).toArray());
            } else if (end > taken && (kinds[n] & ~BuiltPlan.NULLABLE & ~BuiltPlan.STAGE) == BuiltPlan.LIST) {
                leftArguments.put(m, Arrays.copyOfRange(leftNeeds, start, taken));
            }
            Function<? super Throwable, ?> fallback = fallbacks.get(n);
            if (fallback != null) {
                leftFallbacks.put(m, fallback);
            }
        }
        BuiltPlan plan = new BuiltPlan(
                leftRefs,
                leftBodies,
                leftKinds,
                leftOffsets,
                Arrays.copyOf(leftNeeds, end),
                leftArguments,
                leftFallbacks,
                releases);
        return new GraphView(plan, removed == 0 ? null : places);
    }

    /** Returns how many tasks there are. */
    @Override
    public String toString() {
        return "TaskGraphBuilder[" + (size - removed) + " tasks]";
    }
}
