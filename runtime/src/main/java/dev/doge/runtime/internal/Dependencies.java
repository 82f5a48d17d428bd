package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who needs whom in a plan while it is compiled, whatever their keys. Linear in tasks and edges. Of one thread. */
final class Dependencies {
    private final List<TaskDraft> drafts;
    private final MethodNode[] nodes;
    private final int[][] edges;

    /**
     * Reads them.
     *
     * @param all whether those count that are found only while a task runs, and may lead back to it
     */
    Dependencies(PlanCompiler plan, boolean all) {
        this.drafts = plan.drafts();
        this.nodes = plan.nodes();
        this.edges = new int[nodes.length][];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = edges(plan, drafts.get(i), all);
        }
    }

    private static int[] edges(PlanCompiler plan, TaskDraft draft, boolean all) {
        List<TaskId<?>> needed = new ArrayList<>(draft.needs());
        needed.addAll(draft.after());
        for (TaskDraft.Edge edge : draft.edges()) {
            boolean counts = all || !isFound(edge);
            for (TaskId<?> task : edge.tasks()) {
                if (counts || !task.equals(edge.target())) {
                    needed.add(task);
                }
            }
        }
        int[] edges = new int[needed.size()];
        for (int i = 0; i < edges.length; i++) {
            edges[i] = plan.place(draft, needed.get(i));
        }
        return edges;
    }

    /** Kahn's algorithm; what is left holds a ring. */
    void refuseRings() {
        int[] waits = new int[edges.length];
        int[] offsets = offsets();
        int[] dependants = dependants(offsets);
        IntStack ready = new IntStack();
        for (int i = 0; i < edges.length; i++) {
            waits[i] = edges[i].length;
            if (waits[i] == 0) {
                ready.push(i);
            }
        }
        int done = 0;
        while (!ready.isEmpty()) {
            int i = ready.pop();
            done++;
            for (int k = offsets[i]; k < offsets[i + 1]; k++) {
                if (--waits[dependants[k]] == 0) {
                    ready.push(dependants[k]);
                }
            }
        }
        if (done < edges.length) {
            throw new IllegalArgumentException("tasks form a cycle: " + ring(waits));
        }
    }

    private String ring(int[] waits) {
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
        for (Map.Entry<Integer, Integer> task : walked.entrySet()) {
            if (task.getValue() >= entry) {
                text.append(nodes[task.getKey()].id().name()).append(" -> ");
            }
        }
        return text.append(nodes[at].id().name()).toString();
    }

    /** Returns the tasks that are per run: those that say so, and whatever needs one. */
    BitSet perRun() {
        BitSet perRun = new BitSet();
        IntStack open = new IntStack();
        for (int i = 0; i < nodes.length; i++) {
            if (drafts.get(i).isPerRun()) {
                open.push(i);
            }
        }
        if (open.isEmpty()) {
            return perRun;
        }
        int[] offsets = offsets();
        int[] dependants = dependants(offsets);
        while (!open.isEmpty()) {
            int i = open.pop();
            if (!perRun.get(i)) {
                perRun.set(i);
                for (int k = offsets[i]; k < offsets[i + 1]; k++) {
                    open.push(dependants[k]);
                }
            }
        }
        return perRun;
    }

    /** Marks the tasks that may lead back to themselves: the components of Tarjan's algorithm (SIAM J. Comput. 1972) with a ring in them. */
    void markRecursive() {
        if (!mayLeadBack()) {
            return;
        }
        int[] order = new int[edges.length];
        int[] low = new int[edges.length];
        int[] next = new int[edges.length];
        int[] component = new int[edges.length];
        int count = 0;
        int components = 0;
        Deque<Integer> path = new ArrayDeque<>();
        Deque<Integer> open = new ArrayDeque<>();
        for (int root = 0; root < edges.length; root++) {
            if (order[root] != 0) {
                continue;
            }
            path.push(root);
            while (!path.isEmpty()) {
                int i = path.peek();
                if (order[i] == 0) {
                    order[i] = low[i] = ++count;
                    open.push(i);
                }
                if (next[i] < edges[i].length) {
                    int needed = edges[i][next[i]++];
                    if (order[needed] == 0) {
                        path.push(needed);
                    } else if (component[needed] == 0) {
                        low[i] = Math.min(low[i], order[needed]);
                    }
                } else {
                    path.pop();
                    if (low[i] == order[i]) {
                        components++;
                        int size = 0;
                        int member;
                        do {
                            member = open.pop();
                            component[member] = components;
                            size++;
                        } while (member != i);
                        nodes[i].inComponent(size > 1 || contains(edges[i], i) ? components : 0);
                    } else {
                        low[path.peek()] = Math.min(low[path.peek()], low[i]);
                    }
                }
            }
        }
        int[] ringOf = new int[components + 1];
        for (int i = 0; i < edges.length; i++) {
            ringOf[component[i]] = Math.max(ringOf[component[i]], nodes[i].component());
        }
        for (int i = 0; i < edges.length; i++) {
            nodes[i].inComponent(ringOf[component[i]]);
        }
    }

    private boolean mayLeadBack() {
        for (TaskDraft draft : drafts) {
            for (TaskDraft.Edge edge : draft.edges()) {
                if (isFound(edge)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether what an edge leads to is found only while its reader runs, and may lead back to it. */
    private static boolean isFound(TaskDraft.Edge edge) {
        return edge.recursive() || edge.kind() == TaskDraft.Kind.ON_DEMAND;
    }

    private static boolean contains(int[] values, int value) {
        for (int one : values) {
            if (one == value) {
                return true;
            }
        }
        return false;
    }

    /** Returns per task where its dependants begin. */
    private int[] offsets() {
        int[] offsets = new int[edges.length + 1];
        for (int[] needs : edges) {
            for (int needed : needs) {
                offsets[needed + 1]++;
            }
        }
        for (int i = 0; i < edges.length; i++) {
            offsets[i + 1] += offsets[i];
        }
        return offsets;
    }

    private int[] dependants(int[] offsets) {
        int[] next = offsets.clone();
        int[] dependants = new int[offsets[edges.length]];
        for (int i = 0; i < edges.length; i++) {
            for (int needed : edges[i]) {
                dependants[next[needed]++] = i;
            }
        }
        return dependants;
    }
}
