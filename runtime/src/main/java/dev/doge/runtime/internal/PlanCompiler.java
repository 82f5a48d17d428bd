package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.InputId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns drafts into layouts: checks that every edge leads somewhere and no ring is left, groups the tasks by key, and puts imports and
 * fan-outs where tasks of different keys meet. Linear in tasks and edges.
 */
public final class PlanCompiler {
    private final List<TaskDraft> drafts;
    private final Map<TaskId<?>, Integer> places;
    private final TaskNode[] nodes;
    private final BitSet perRun = new BitSet();

    private PlanCompiler(List<TaskDraft> drafts) {
        this.drafts = drafts;
        this.places = new HashMap<>(2 * drafts.size());
        this.nodes = new TaskNode[drafts.size()];
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
        int[][] edges = edges();
        refuseRings(edges);
        spreadUnsupported(edges);
        spreadPerRun(edges);
        layOut();
        Map<TaskId<?>, TaskNode> byId = new HashMap<>(2 * nodes.length);
        for (TaskNode node : nodes) {
            byId.put(node.id(), node);
        }
        return new CompiledPlan(byId, drafts);
    }

    /** Marks the tasks that need, in whatever way, one that cannot be executed. */
    private void spreadUnsupported(int[][] edges) {
        boolean changed = drafts.stream().anyMatch(draft -> draft.unsupported() != null);
        while (changed) {
            changed = false;
            for (int i = 0; i < nodes.length; i++) {
                TaskDraft draft = drafts.get(i);
                if (nodes[i].unsupported() == null) {
                    String why = draft.unsupported();
                    for (int k = 0; why == null && k < edges[i].length; k++) {
                        why = nodes[edges[i][k]].unsupported();
                    }
                    if (why != null) {
                        nodes[i].refuse(why);
                        changed = true;
                    }
                }
            }
        }
    }

    private int place(TaskDraft draft, TaskId<?> task) {
        Integer place = places.get(task);
        if (place == null) {
            throw new IllegalArgumentException(draft.id() + " needs " + task + ", which is not in the plan");
        }
        return place;
    }

    /** Returns for each task the tasks it needs, in whatever way. */
    private int[][] edges() {
        int[][] edges = new int[nodes.length][];
        for (int i = 0; i < edges.length; i++) {
            TaskDraft draft = drafts.get(i);
            List<TaskId<?>> all = new ArrayList<>(draft.needs());
            all.addAll(draft.after());
            for (TaskDraft.Each each : draft.fanOuts()) {
                all.add(each.target());
                if (each.source() instanceof TaskId<?> source) {
                    all.add(source);
                }
            }
            int[] needed = new int[all.size()];
            for (int k = 0; k < needed.length; k++) {
                needed[k] = place(draft, all.get(k));
            }
            edges[i] = needed;
        }
        return edges;
    }

    /** Kahn's algorithm; what is left holds a ring. */
    private void refuseRings(int[][] edges) {
        int[] waits = new int[edges.length];
        int[] count = new int[edges.length + 1];
        for (int i = 0; i < edges.length; i++) {
            waits[i] = edges[i].length;
            for (int needed : edges[i]) {
                count[needed + 1]++;
            }
        }
        for (int i = 0; i < edges.length; i++) {
            count[i + 1] += count[i];
        }
        int[] next = count.clone();
        int[] dependants = new int[count[edges.length]];
        for (int i = 0; i < edges.length; i++) {
            for (int needed : edges[i]) {
                dependants[next[needed]++] = i;
            }
        }
        IntStack ready = new IntStack();
        for (int i = 0; i < edges.length; i++) {
            if (waits[i] == 0) {
                ready.push(i);
            }
        }
        int done = 0;
        while (!ready.isEmpty()) {
            int i = ready.pop();
            done++;
            for (int k = count[i]; k < count[i + 1]; k++) {
                if (--waits[dependants[k]] == 0) {
                    ready.push(dependants[k]);
                }
            }
        }
        if (done < edges.length) {
            throw new IllegalArgumentException("tasks form a cycle: " + ring(edges, waits));
        }
    }

    private String ring(int[][] edges, int[] waits) {
        int at = 0;
        while (waits[at] == 0) {
            at++;
        }
        Map<Integer, Integer> walked = new LinkedHashMap<>();
        while (walked.putIfAbsent(at, walked.size()) == null) {
            for (int needed : edges[at]) {
                if (waits[needed] > 0) {
                    at = needed;
                    break;
                }
            }
        }
        int entry = walked.get(at);
        StringBuilder text = new StringBuilder();
        walked.forEach((task, order) -> {
            if (order >= entry) {
                text.append(nodes[task].id().name()).append(" -> ");
            }
        });
        return text.append(nodes[at].id().name()).toString();
    }

    /** Whatever needs a task that is per run is per run. */
    private void spreadPerRun(int[][] edges) {
        Map<Integer, List<Integer>> dependants = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < nodes.length; i++) {
            if (drafts.get(i).isPerRun()) {
                open.add(i);
            }
        }
        if (open.isEmpty()) {
            return;
        }
        for (int i = 0; i < edges.length; i++) {
            for (int needed : edges[i]) {
                dependants.computeIfAbsent(needed, key -> new ArrayList<>()).add(i);
            }
        }
        while (!open.isEmpty()) {
            int i = open.pop();
            if (!perRun.get(i)) {
                perRun.set(i);
                open.addAll(dependants.getOrDefault(i, List.of()));
            }
        }
    }

    // ---- layouts ----

    /** One layout while its nodes are collected. */
    private final class Group {
        private final Layout layout;
        private final List<Node> members = new ArrayList<>();
        private final List<Integer> tasks = new ArrayList<>();
        private final List<Set<Integer>> predecessors = new ArrayList<>();
        private final Map<Integer, Integer> imports = new HashMap<>();
        private final IdentityHashMap<Layout, Narrowing> narrowings = new IdentityHashMap<>();

        Group(Layout layout) {
            this.layout = layout;
        }

        int add(Node node) {
            node.place(layout, members.size());
            members.add(node);
            predecessors.add(Set.of());
            return node.index();
        }

        /** Returns where in this layout the value of a task lies. */
        int slotOf(TaskDraft reader, int task) {
            TaskNode node = nodes[task];
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
                narrowing = new Narrowing(
                        narrow, positions(reader, narrow.inputs(), null, node.id()), layout.inputs().length);
                narrowings.put(narrow, narrowing);
            }
            int slot = add(new ImportNode(node, narrowing));
            imports.put(task, slot);
            return slot;
        }

        /** Returns where inputs stand in this layout's key, -1 for the one that is bound. */
        private int[] positions(TaskDraft reader, InputId<?>[] inputs, @Nullable InputId<?> bound, TaskId<?> target) {
            int[] positions = new int[inputs.length];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = inputs[i] == bound ? -1 : layout.positionOf(inputs[i]);
                if (positions[i] < 0 && inputs[i] != bound) {
                    throw new IllegalArgumentException(reader.id() + " needs " + target + " and so its input "
                            + inputs[i].name() + ", which is not in its key");
                }
            }
            return positions;
        }

        void connect() {
            Map<TaskDraft.Each, FanOutNode> fans = new HashMap<>();
            for (int task : tasks) {
                TaskDraft draft = drafts.get(task);
                Set<Integer> waits = new LinkedHashSet<>();
                TaskId<?>[] needs = draft.needs().toArray(new TaskId<?>[0]);
                int[] slots = new int[needs.length];
                for (int i = 0; i < needs.length; i++) {
                    slots[i] = slotOf(draft, place(draft, needs[i]));
                    waits.add(slots[i]);
                }
                for (TaskId<?> before : draft.after()) {
                    waits.add(slotOf(draft, place(draft, before)));
                }
                List<FanOutNode> fanOuts = new ArrayList<>();
                for (TaskDraft.Each each : draft.fanOuts()) {
                    FanOutNode fan = fans.computeIfAbsent(each, key -> fanOut(draft, task, key));
                    fanOuts.add(fan);
                    waits.add(fan.index());
                }
                nodes[task].reads(needs, slots, fanOuts.toArray(new FanOutNode[0]));
                predecessors.set(nodes[task].index(), waits);
            }
            int[][] edges = new int[members.size()][];
            for (int n = 0; n < edges.length; n++) {
                edges[n] =
                        predecessors.get(n).stream().mapToInt(Integer::intValue).toArray();
            }
            layout.fill(members.toArray(new Node[0]), Edges.of(edges));
        }

        private FanOutNode fanOut(TaskDraft draft, int owner, TaskDraft.Each each) {
            TaskNode target = nodes[place(draft, each.target())];
            if (Arrays.stream(target.layout().inputs()).noneMatch(input -> input == each.as())) {
                throw new IllegalArgumentException(draft.id() + " binds input "
                        + each.as().name() + " of " + each.target() + ", which has no such input in its key");
            }
            FanOutNode fan = new FanOutNode(nodes[owner], target, each.as(), each.source(), each.collecting());
            int n = add(fan);
            int sourcePlace;
            if (each.source() instanceof TaskId<?> source) {
                sourcePlace = slotOf(draft, place(draft, source));
                predecessors.set(n, Set.of(sourcePlace));
            } else {
                sourcePlace = layout.positionOf((InputId<?>) each.source());
                if (sourcePlace < 0) {
                    throw new IllegalArgumentException(
                            draft.id() + " iterates input " + each.source() + ", which is not in its key");
                }
            }
            int[] from = positions(draft, target.layout().inputs(), each.as(), each.target());
            fan.reads(sourcePlace, from, layout.inputs().length);
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
                if (!set.add(numbers.computeIfAbsent(input, first -> numbers.size()))) {
                    throw new IllegalArgumentException(
                            nodes[i].id() + " has input " + input.name() + " in its key twice");
                }
            }
            boolean own = perRun.get(i);
            Group group =
                    groups.computeIfAbsent(List.of(set, own), first -> new Group(new Layout(groups.size(), key, own)));
            group.add(nodes[i]);
            group.tasks.add(i);
            nodes[i].orders(order(key, group.layout.inputs()));
        }
        groups.values().forEach(Group::connect);
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
