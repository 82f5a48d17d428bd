package dev.doge.runtime.internal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an attachment wants of a frame: some targets, and so their closure. Computed once per layout and target, and immutable, so that
 * opening a frame costs one copy of {@link #template}.
 */
final class Demand {
    /** Imports of one narrower frame, and what is wanted of it. */
    @SuppressWarnings("ArrayRecordComponent") // flat on purpose
    record Imports(Narrowing narrowing, int[] nodes, Demand demand) {}

    private final int[] targets;
    private final BitSet closure;
    private final BitSet reach;
    private final int[] template;
    private final int[] initial;
    private final Imports[] imports;
    private volatile int @Nullable [] consumers;
    private volatile Attendance.Phase @Nullable [] phases;

    private Demand(int[] targets, BitSet closure, BitSet reach, int[] template, int[] initial, Imports[] imports) {
        this.targets = targets;
        this.closure = closure;
        this.reach = reach;
        this.template = template;
        this.initial = initial;
        this.imports = imports;
    }

    static Demand of(Layout layout, int... targets) {
        BitSet closure = layout.closure(targets);
        int[] template = layout.pending().clone();
        IntStack initial = new IntStack();
        int ready = 0;
        List<ImportNode> imported = new ArrayList<>();
        for (int n = 0; n < template.length; n++) {
            if (n >= layout.size() || !closure.get(n)) {
                template[n] |= Cells.PARKED;
            } else if (template[n] == 0) {
                if (layout.node(n) instanceof ImportNode node) {
                    imported.add(node);
                } else {
                    template[n] |= Cells.FORKED;
                    initial.push(n);
                    ready++;
                }
            }
        }
        for (int target : targets) {
            template[layout.watchCell(target)] |= Cells.WATCHED;
        }
        int[] starts = new int[ready];
        while (!initial.isEmpty()) {
            starts[--ready] = initial.pop();
        }
        BitSet reach = layout.hasChoices() ? layout.reach(targets) : closure;
        return new Demand(targets, closure, reach, template, starts, imports(imported));
    }

    /** Groups imports by the narrower frame that they come from, so that each costs one look-up. */
    static Imports[] imports(List<ImportNode> imported) {
        Map<Narrowing, List<ImportNode>> groups = new LinkedHashMap<>();
        for (ImportNode node : imported) {
            List<ImportNode> group = groups.get(node.narrowing());
            if (group == null) {
                group = new ArrayList<>();
                groups.put(node.narrowing(), group);
            }
            group.add(node);
        }
        Imports[] imports = new Imports[groups.size()];
        int i = 0;
        for (Map.Entry<Narrowing, List<ImportNode>> group : groups.entrySet()) {
            imports[i++] = imports(group.getKey(), group.getValue());
        }
        return imports;
    }

    private static Imports imports(Narrowing narrowing, List<ImportNode> group) {
        int[] nodes = new int[group.size()];
        int[] tasks = new int[nodes.length];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = group.get(i).index();
            tasks[i] = group.get(i).task().index();
        }
        Layout narrow = narrowing.layout();
        return new Imports(narrowing, nodes, tasks.length == 1 ? narrow.demand(tasks[0]) : of(narrow, tasks));
    }

    int[] targets() {
        return targets;
    }

    boolean isTarget(int n) {
        for (int target : targets) {
            if (target == n) {
                return true;
            }
        }
        return false;
    }

    BitSet closure() {
        return closure;
    }

    /** Returns the nodes that it may ever want. */
    BitSet reach() {
        return reach;
    }

    /** Returns what the cells of a new frame hold that was opened for this demand; the caller copies it. */
    int[] template() {
        return template;
    }

    /** Returns how many of the wanted nodes wait for each node; the caller copies it. */
    int[] consumers(Layout layout) {
        int[] known = consumers; // computed twice at worst
        if (known == null) {
            known = new int[layout.size()];
            for (int n = closure.nextSetBit(0); n >= 0; n = closure.nextSetBit(n + 1)) {
                for (int k = layout.predecessorOffsets()[n], end = layout.predecessorOffsets()[n + 1]; k < end; k++) {
                    known[layout.predecessors()[k]]++;
                }
            }
            consumers = known;
        }
        return known;
    }

    /** Returns how each node of a frame stands that is opened for this demand; the caller copies it. */
    Attendance.Phase[] phases(int size) {
        Attendance.Phase[] known = phases; // computed twice at worst
        if (known == null) {
            known = new Attendance.Phase[size];
            for (int n = 0; n < size; n++) {
                known[n] = (template[n] & Cells.PARKED) != 0
                        ? Attendance.Phase.NONE
                        : (template[n] & Cells.FORKED) != 0 ? Attendance.Phase.READY : Attendance.Phase.REQUESTED;
            }
            phases = known;
        }
        return known;
    }

    /** Returns whether a node is demanded from the beginning: not only once a choice is made. */
    boolean isDemandedAtOnce(int n) {
        return (template[n] & Cells.PARKED) == 0;
    }

    /** Returns whether a node can start at once. */
    boolean isReadyAtOnce(int n) {
        return (template[n] & Cells.FORKED) != 0;
    }

    /** Returns the nodes that can start at once. */
    int[] initial() {
        return initial;
    }

    Imports[] imports() {
        return imports;
    }

    @Override
    public String toString() {
        return "Demand" + Arrays.toString(targets);
    }
}
