package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lays out a task and what it needs of narrower layouts for one frame, when somebody asks for it first. Only what a plan says all about: tasks
 * with conditions, fallbacks or fan-outs, or that demand while they run, have frames by key. Thread-safe.
 */
final class Combiner {
    /** Where more is needed, a frame more is nothing beside it. */
    private static final int MOST_TASKS = 256;

    private static final int MOST_PARTS = 8;

    /** How many nodes may be made for one layout, so that requests for many targets of a huge plan do not add up. */
    private static final int MOST_NODES = 65_536;

    private final PlanCompiler plan;
    private final Layout layout;
    private final AtomicInteger made = new AtomicInteger();

    Combiner(PlanCompiler plan, Layout layout) {
        this.plan = plan;
        this.layout = layout;
    }

    @Nullable
    Combination combine(int target) {
        int first = layout.node(target) instanceof MethodNode task ? plan.place(task) : -1;
        BitSet needed = first < 0 ? null : needed(first);
        if (needed == null || made.addAndGet(needed.cardinality()) > MOST_NODES) {
            return null;
        }
        Map<Layout, List<Integer>> byLayout = new LinkedHashMap<>();
        for (int i = needed.nextSetBit(0); i >= 0; i = needed.nextSetBit(i + 1)) {
            Layout own = plan.nodes()[i].layout();
            List<Integer> tasks = byLayout.get(own);
            if (tasks == null) {
                tasks = new ArrayList<>();
                byLayout.put(own, tasks);
            }
            tasks.add(i);
        }
        if (byLayout.size() < 2 || byLayout.size() > MOST_PARTS) {
            return null;
        }
        Layout all = new Layout(layout.id(), layout.inputs(), false);
        MethodNode[] here = new MethodNode[plan.nodes().length];
        List<Combination.Part> parts = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Layout own : byWidth(byLayout.keySet())) {
            Narrowing narrowing = own == layout ? null : new Narrowing(own, positions(own), layout.inputs().length);
            int[] nodes = new int[own.size()];
            Arrays.fill(nodes, -1);
            for (int i : byLayout.getOrDefault(own, List.of())) {
                here[i] = new MethodNode(plan.nodes()[i], narrowing);
                nodes[plan.nodes()[i].index()] = places.size();
                places.add(i);
            }
            parts.add(new Combination.Part(own, narrowing, nodes));
        }
        plan.layOut(all, here, places);
        return new Combination(all, here[first].index(), parts);
    }

    /** Returns layouts, those with the fewest inputs first. */
    private static List<Layout> byWidth(
            Iterable<Layout> layouts) { // no lambda: that is a class more to load for the first result
        List<Layout> sorted = new ArrayList<>();
        for (Layout layout : layouts) {
            int at = sorted.size();
            while (at > 0 && sorted.get(at - 1).inputs().length > layout.inputs().length) {
                at--;
            }
            sorted.add(at, layout);
        }
        return sorted;
    }

    private int[] positions(Layout narrow) {
        int[] positions = new int[narrow.inputs().length];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = layout.positionOf(narrow.inputs()[i]);
        }
        return positions;
    }

    /** Returns the tasks that one needs, itself included; null if not only these say what it needs. */
    private @Nullable BitSet needed(int first) {
        BitSet needed = new BitSet();
        IntStack open = new IntStack();
        open.push(first);
        int count = 0;
        while (!open.isEmpty()) {
            int next = open.pop();
            if (needed.get(next)) {
                continue;
            }
            TaskDraft draft = plan.drafts().get(next);
            if (++count > MOST_TASKS
                    || !draft.isPlain()
                    || plan.nodes()[next].layout().isPerRun()) {
                return null;
            }
            needed.set(next);
            for (TaskId<?> task : draft.needs()) {
                open.push(plan.place(draft, task));
            }
            for (TaskId<?> task : draft.after()) {
                open.push(plan.place(draft, task));
            }
        }
        return needed;
    }
}
