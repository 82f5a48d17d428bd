package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns drafts into layouts: checks that every edge leads somewhere and no ring is left, groups the tasks by key, and puts imports and
 * fan-outs where tasks of different keys meet. Linear in tasks and edges.
 */
public final class PlanCompiler {
    private final List<TaskDraft> drafts;
    private final Map<TaskId<?>, Integer> places;
    private final MethodNode[] nodes;
    private BitSet perRun = new BitSet();

    private PlanCompiler(List<TaskDraft> drafts) {
        this.drafts = drafts;
        this.places = new HashMap<>(2 * drafts.size());
        this.nodes = new MethodNode[drafts.size()];
    }

    /**
     * Compiles a plan.
     *
     * @param drafts the tasks
     * @return the plan
     * @throws IllegalArgumentException if the drafts contradict each other; the message names the task
     */
    public static CompiledPlan compile(List<TaskDraft> drafts) {
        return new PlanCompiler(List.copyOf(drafts)).compile();
    }

    private CompiledPlan compile() {
        for (int i = 0; i < nodes.length; i++) {
            TaskDraft draft = drafts.get(i);
            if (places.put(draft.id(), i) != null) {
                throw new IllegalArgumentException(draft.id() + " is in the plan twice");
            }
            nodes[i] = draft.node();
        }
        Dependencies all = new Dependencies(this, true);
        new Dependencies(this, false).refuseRings();
        perRun = all.perRun();
        all.markRecursive();
        layOut();
        Map<TaskId<?>, TaskNode> byId = new HashMap<>(2 * nodes.length);
        for (TaskNode node : nodes) {
            byId.put(node.id(), node);
        }
        return new CompiledPlan(byId, drafts);
    }

    List<TaskDraft> drafts() {
        return drafts;
    }

    MethodNode[] nodes() {
        return nodes;
    }

    /** Returns where in the plan a task is that another needs. */
    int place(TaskDraft draft, TaskId<?> task) {
        Integer place = places.get(task);
        if (place == null) {
            throw new IllegalArgumentException(draft.id() + " needs " + task + ", which is not in the plan");
        }
        return place;
    }

    /** Returns where in the plan a task is. */
    int place(MethodNode task) {
        return Objects.requireNonNull(places.get(task.id()));
    }

    // ---- layouts ----

    /**
     * Lays out tasks of several keys for one frame.
     *
     * @param here by place in the plan, the nodes that stand for them there
     * @param tasks their places
     */
    void layOut(Layout layout, MethodNode[] here, List<Integer> tasks) {
        Group group = new Group(layout, here);
        for (int task : tasks) {
            group.add(here[task]);
            group.tasks.add(task);
        }
        group.connect();
    }

    /** One layout while its nodes are collected. */
    private final class Group {
        private final Layout layout;
        private final MethodNode[] here;
        private final List<Node> members = new ArrayList<>();
        private final List<Integer> tasks = new ArrayList<>();
        private final List<Waits> predecessors = new ArrayList<>();
        private final List<FanOutNode> fans = new ArrayList<>();
        private final List<BoundNode> bounds = new ArrayList<>();
        private final Map<Integer, Integer> imports = new HashMap<>();
        private final IdentityHashMap<Layout, Narrowing> narrowings = new IdentityHashMap<>();

        Group(Layout layout, MethodNode[] here) {
            this.layout = layout;
            this.here = here;
        }

        int add(Node node) {
            node.place(layout, members.size());
            members.add(node);
            predecessors.add(new Waits());
            return node.index();
        }

        /** Returns where in this layout the value of a task lies. */
        int slotOf(TaskDraft reader, int task) {
            TaskNode node = here[task];
            if (node.layout() == layout) {
                return node.index();
            }
            Integer known = imports.get(task);
            if (known != null) {
                return known;
            }
            Layout narrow = node.layout();
            Narrowing narrowing = narrowings.get(narrow);
            if (narrowing == null) {
                narrowing =
                        new Narrowing(narrow, positions(reader, narrow.inputs(), node.id()), layout.inputs().length);
                narrowings.put(narrow, narrowing);
            }
            int slot = add(new ImportNode(node, narrowing));
            imports.put(task, slot);
            return slot;
        }

        /** Returns where inputs stand in this layout's key. */
        private int[] positions(TaskDraft reader, InputId<?>[] inputs, TaskId<?> target) {
            int[] positions = new int[inputs.length];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = positionOf(reader, inputs[i], target);
            }
            return positions;
        }

        private int positionOf(TaskDraft reader, InputId<?> input, TaskId<?> target) {
            int position = layout.positionOf(input);
            if (position < 0) {
                throw new IllegalArgumentException(reader.id() + " needs " + target + " and so its input "
                        + input.name() + ", which is not in its key");
            }
            return position;
        }

        private int inputPlace(TaskDraft reader, Source source, String does) {
            int place = layout.positionOf((InputId<?>) source);
            if (place < 0) {
                throw new IllegalArgumentException(
                        reader.id() + " " + does + " input " + source.name() + ", which is not in its key");
            }
            return place;
        }

        /** Returns how the target's key is made, and adds what must have a value for that. */
        private KeyFrom keyFrom(TaskDraft reader, TaskDraft.Edge edge, Waits waits) {
            TaskNode target = nodes[place(reader, (TaskId<?>) edge.target())];
            InputId<?>[] inputs = target.layout().inputs();
            List<InputId<?>> bound = new ArrayList<>();
            for (Bind bind : edge.with()) {
                bound.add(bind.input());
            }
            if (edge.as() != null) {
                bound.add(edge.as());
            }
            for (InputId<?> input : bound) {
                if (target.layout().positionOf(input) < 0) {
                    throw new IllegalArgumentException(reader.id() + " binds input " + input.name() + " of "
                            + target.id() + ", which has no such input in its key");
                }
            }
            int[] from = new int[inputs.length];
            for (int i = 0; i < from.length; i++) {
                InputId<?> input = inputs[i];
                Source source = boundTo(edge.with(), input);
                if (input == edge.as()) {
                    from[i] = KeyFrom.ELEMENT;
                } else if (source instanceof TaskId<?> task) {
                    int slot = slotOf(reader, place(reader, task));
                    waits.hard(slot);
                    from[i] = KeyFrom.slot(slot);
                } else if (source != null) {
                    from[i] = inputPlace(reader, source, "binds " + input.name() + " to");
                } else {
                    from[i] = positionOf(reader, input, target.id());
                }
            }
            return new KeyFrom(target, from, layout.inputs().length);
        }

        private static @Nullable Source boundTo(List<Bind> binds, InputId<?> input) {
            for (Bind bind : binds) {
                if (bind.input() == input) {
                    return bind.source();
                }
            }
            return null;
        }

        void connect() {
            for (int task : tasks) {
                connect(task);
            }
            layout.fill(members.toArray(new Node[0]), Edges.of(predecessors));
            if (!imports.isEmpty() && here == nodes) {
                layout.combinedBy(new Combiner(PlanCompiler.this, layout));
            }
        }

        private void connect(int task) {
            TaskDraft draft = drafts.get(task);
            MethodNode node = here[task];
            Waits waits = predecessors.get(node.index());
            Map<TaskId<?>, Integer> slots = new LinkedHashMap<>(4);
            Waits rescueWaits = new Waits();
            List<TaskId<?>> rescueReads =
                    draft.rescue() == null ? List.of() : draft.rescue().reads();
            for (TaskId<?> needed : draft.needs()) {
                int slot = slotOf(draft, place(draft, needed));
                slots.put(needed, slot);
                waits.hard(slot);
                if (rescueReads.contains(needed)) {
                    rescueWaits.hard(slot);
                }
            }
            for (TaskId<?> before : draft.after()) {
                waits.hard(slotOf(draft, place(draft, before)));
            }
            List<FanOutNode> fanOuts = new ArrayList<>();
            List<BoundNode> others = new ArrayList<>();
            List<DynamicEdge> dynamic = new ArrayList<>();
            List<TaskDraft.Edge> conditions = new ArrayList<>();
            for (TaskDraft.Edge edge : draft.edges()) {
                Waits edgeWaits = new Waits();
                switch (edge.kind()) {
                    case WITH, OPTIONAL, OUTCOME -> {
                        int slot;
                        if (edge.with().isEmpty()) {
                            slot = slotOf(draft, place(draft, (TaskId<?>) edge.target()));
                            slots.put((TaskId<?>) edge.target(), slot);
                        } else {
                            BoundNode bound = bound(draft, node, edge);
                            others.add(bound);
                            slot = bound.index();
                        }
                        edgeWaits.add(slot, edge.kind() == TaskDraft.Kind.OUTCOME);
                    }
                    case EACH, EACH_OPTIONAL, EACH_OUTCOME -> {
                        FanOutNode fan = fanOut(draft, node, edge);
                        fanOuts.add(fan);
                        edgeWaits.hard(fan.index());
                    }
                    case LAZY, ON_DEMAND -> {
                        KeyFrom key = keyFrom(draft, edge, edgeWaits);
                        dynamic.add(new DynamicEdge(key.target(), edge.as(), edge.with(), key));
                    }
                    case WHEN, WHEN_NOT -> conditions.add(edge);
                    case FALLBACK -> {} // said by the rescue, too
                }
                waits.addAll(edgeWaits);
                if (edge.target() instanceof TaskId<?> target && rescueReads.contains(target)) {
                    rescueWaits.addAll(edgeWaits);
                }
            }
            node.reads(slots, fanOuts, others, dynamic, draft.hasContext());
            if (!conditions.isEmpty()) {
                waits.hard(gate(draft, node, conditions));
            }
            if (draft.rescue() != null) {
                TaskId<?> other = draft.rescue().task();
                int slot = other == null ? -1 : slotOf(draft, place(draft, other));
                if (slot >= 0) {
                    rescueWaits.hard(slot);
                }
                RescueNode rescue = new RescueNode(node, draft.rescue(), slot);
                predecessors.get(add(rescue)).addAll(rescueWaits);
                node.rescuedBy(rescue);
            }
        }

        private BoundNode bound(TaskDraft draft, MethodNode owner, TaskDraft.Edge edge) {
            for (BoundNode known : bounds) {
                if (known.is((TaskId<?>) edge.target(), edge.with())) {
                    return known;
                }
            }
            Waits waits = new Waits();
            KeyFrom key = keyFrom(draft, edge, waits);
            BoundNode bound = new BoundNode(owner, key.target(), edge.with(), key);
            predecessors.get(add(bound)).addAll(waits);
            bounds.add(bound);
            return bound;
        }

        private int gate(TaskDraft draft, MethodNode owner, List<TaskDraft.Edge> edges) {
            Waits waits = new Waits();
            List<GateNode.Condition> conditions = new ArrayList<>();
            for (TaskDraft.Edge edge : edges) {
                boolean wanted = edge.kind() == TaskDraft.Kind.WHEN;
                String name = edge.target().name();
                if (edge.target() instanceof TaskId<?> task) {
                    int slot = slotOf(draft, place(draft, task));
                    waits.hard(slot);
                    conditions.add(new GateNode.Condition(name, slot, -1, wanted));
                } else {
                    int place = inputPlace(draft, edge.target(), "depends on");
                    conditions.add(new GateNode.Condition(name, -1, place, wanted));
                }
            }
            GateNode gate = new GateNode(owner, conditions, layout.inputs().length);
            int n = add(gate);
            predecessors.get(n).addAll(waits);
            owner.guardedBy(gate);
            return n;
        }

        private FanOutNode fanOut(TaskDraft draft, MethodNode owner, TaskDraft.Edge edge) {
            TaskId<?> target = (TaskId<?>) edge.target();
            InputId<?> as = Objects.requireNonNull(edge.as());
            Source source = Objects.requireNonNull(edge.source());
            for (FanOutNode known : fans) {
                if (known.is(edge.kind(), target, as, source, edge.with())) {
                    return known;
                }
            }
            Waits waits = new Waits();
            int sourcePlace;
            if (source instanceof TaskId<?> task) {
                sourcePlace = slotOf(draft, place(draft, task));
                waits.hard(sourcePlace);
            } else {
                sourcePlace = inputPlace(draft, source, "iterates");
            }
            FanOutNode fan = new FanOutNode(owner, edge, keyFrom(draft, edge, waits), sourcePlace);
            predecessors.get(add(fan)).addAll(waits);
            fans.add(fan);
            return fan;
        }
    }

    private void layOut() {
        IdentityHashMap<InputId<?>, Integer> numbers = new IdentityHashMap<>();
        Map<Object, Group> groups = new LinkedHashMap<>();
        for (int i = 0; i < nodes.length; i++) {
            InputId<?>[] key = nodes[i].key();
            Set<Integer> set = new HashSet<>();
            for (InputId<?> input : key) {
                numbers.putIfAbsent(input, numbers.size());
                if (!set.add(numbers.get(input))) {
                    throw new IllegalArgumentException(
                            nodes[i].id() + " has input " + input.name() + " in its key twice");
                }
            }
            boolean own = perRun.get(i);
            Group group = groups.get(List.of(set, own));
            if (group == null) {
                group = new Group(new Layout(groups.size(), key, own), nodes);
                groups.put(List.of(set, own), group);
            }
            group.add(nodes[i]);
            group.tasks.add(i);
            nodes[i].orders(order(key, group.layout.inputs()));
        }
        for (Group group : groups.values()) {
            group.connect();
        }
    }

    /** Returns where a task's inputs stand in the key of its layout; null if in the same order. */
    private static int @Nullable [] order(InputId<?>[] key, InputId<?>[] layout) {
        if (Arrays.equals(key, layout)) {
            return null;
        }
        int[] order = new int[key.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = Arrays.asList(layout).indexOf(key[i]);
        }
        return order;
    }
}
