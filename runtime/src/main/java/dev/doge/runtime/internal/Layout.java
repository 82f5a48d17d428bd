package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.InputId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a plan that have one key, and so share frames: their nodes and edges in flat arrays. Immutable, save for a cache.
 *
 * <p>A node is an index. Its successors are the <em>cells</em> {@code successors[offsets[n]] .. successors[offsets[n + 1] - 1]}, of which it
 * has at least one: cells below {@link #size()} are nodes, and a node without successor has a cell of its own above. The first successor
 * is the node's <em>watch cell</em>, see {@link Frame}.
 */
final class Layout {
    static final Object NO_KEY = new Object[0];

    private static final Object NOT_COMBINED = new Object();

    /** 2^32 by the golden ratio: keeps the layouts of a plan far apart (Knuth, TAOCP 6.4, multiplicative hashing). */
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    /** How many cells the cached demands of one layout may have, so that requests for many targets of a huge plan do not add up. */
    private static final long CACHED_CELLS = 8_000_000;

    private final InputId<?>[] inputs;
    private static final @Nullable Object[] NOTHING_ENDED = {};

    private final boolean perRun;
    private final int id;
    private Node[] nodes = {};
    private @Nullable BuiltPlan built;
    private int size;
    private int[] offsets = {0};
    private int[] successors = {};
    private int[] predecessorOffsets = {0};
    private int[] predecessors = {};
    private int[] pending = {};
    private @Nullable BitSet soft;
    private @Nullable BitSet everything;
    private boolean linked;
    private int closes; // 0 not known yet, 1 it may, -1 it may not
    private @Nullable Demand[] demands = {};
    private final AtomicLong cachedCells = new AtomicLong();
    private @Nullable Combination combination;
    private @Nullable Combiner combiner;
    private @Nullable Object[] combinations = {};

    Layout(int id, InputId<?>[] inputs, boolean perRun) {
        this.id = id;
        this.inputs = inputs;
        this.perRun = perRun;
    }

    /** Fills the layout; called once, before the plan is published. */
    void fill(Node[] nodes, Edges edges) {
        this.nodes = nodes;
        fill(nodes.length, edges);
        boolean choices = false;
        for (Node node : nodes) {
            choices |= node instanceof GateNode || node instanceof RescueNode;
            linked |= !(node instanceof TaskNode) || (node instanceof MethodNode method && method.isActive());
        }
        if (choices) {
            chooses();
        }
    }

    /** Fills the layout with the tasks of a graph that is built at run time. */
    void fill(BuiltPlan plan) {
        this.built = plan;
        fill(plan.nodes(), plan.edges());
        if (plan.hasRescues()) {
            chooses();
        }
        this.linked = plan.hasRescues();
    }

    /** Says how what a task of this layout needs is laid out for one frame. */
    void combinedBy(Combiner how) {
        this.combiner = how;
        this.combinations = new @Nullable Object[size];
    }

    /**
     * Returns a task of this layout with all that it needs of narrower ones, laid out for one frame.
     *
     * @return null if it is not to be: for what it needs, that is not known beforehand, or is too much
     */
    @Nullable
    Combination combination(int target) {
        Combiner how = combiner;
        if (how == null) {
            return null;
        }
        Object known = combinations[target]; // a race is benign: made twice it is the same
        if (known == null) {
            known = how.combine(target);
            known = known == null ? NOT_COMBINED : known;
            combinations[target] = known;
        }
        return known instanceof Combination combined ? combined : null;
    }

    /** Says that this is the layout of frames for several keys. */
    void combines(Combination all) {
        this.combination = all;
        this.pending = Arrays.copyOf(pending, pending.length + all.size() + 1); // the hashes, and whether it stands
    }

    /** Returns what frames of this layout stand for, if that is several keys; else null. */
    @Nullable
    Combination combination() {
        return combination;
    }

    /** Returns where the task of a request stands in frames of this layout. */
    int indexOf(TaskNode task) {
        Combination all = combination;
        return all == null ? task.index() : all.indexOf(task.layout(), task.index());
    }

    private void chooses() {
        BitSet all = new BitSet();
        all.set(0, size);
        everything = all;
    }

    private void fill(int nodes, Edges edges) {
        this.size = nodes;
        this.demands = new @Nullable Demand[nodes];
        this.offsets = edges.offsets();
        this.successors = edges.successors();
        this.predecessorOffsets = edges.predecessorOffsets();
        this.predecessors = edges.predecessors();
        this.pending = edges.pending();
        this.soft = edges.soft();
    }

    int id() {
        return id;
    }

    InputId<?>[] inputs() {
        return inputs;
    }

    boolean isPerRun() {
        return perRun;
    }

    /** Whether frames of this layout may hold on to other frames. */
    boolean isLinked() {
        return linked;
    }

    /** Whether tasks of frames of this layout may come back to themselves by other keys, so that frames may hold each other. */
    boolean mayClose() {
        int known = closes; // a race is benign
        if (known == 0) {
            known = Arrays.stream(nodes).anyMatch(Layout::mayClose) ? 1 : -1;
            closes = known;
        }
        return known > 0;
    }

    /** Whether something may have to be kept of which it is not known yet whether it will be needed. */
    boolean mayKeep() {
        return built == null && (hasChoices() || mayClose()); // a fallback that is built needs nothing
    }

    private static boolean mayClose(Node node) {
        return node.owner().component() != 0 || (node.owner() instanceof MethodNode method && method.isActive());
    }

    /** Whether there are conditions or fallbacks, so that it is not known beforehand what a task will need. */
    boolean hasChoices() {
        return everything != null;
    }

    int size() {
        return size;
    }

    /** Whether frames let go of values that nobody will read any more. */
    boolean releases() {
        return built != null && built.releases();
    }

    Node node(int n) {
        BuiltPlan plan = built;
        return plan == null ? nodes[n] : plan.node(n);
    }

    /** Runs a node, see {@link Node#run}; without making it. */
    Object run(int n, Frame frame, Step step) throws Throwable {
        BuiltPlan plan = built;
        return plan == null ? nodes[n].run(frame, step) : plan.run(n, frame, step);
    }

    /** Returns what a node has been seen to cost; null if that is not asked for. */
    @Nullable
    Cost cost(int n) {
        return built == null ? nodes[n].cost() : null;
    }

    /** Returns a task that needs a node, by a node that is one of some; -1 if there is none. */
    int dependantOf(int n, IntPredicate among) {
        for (int k = offsets[n], end = offsets[n + 1]; k < end; k++) {
            if (successors[k] < size() && among.test(successors[k])) {
                return node(successors[k]).owner().index();
            }
        }
        return -1;
    }

    /** Returns whether a node is a short body that calls nothing of ours but {@code In}, and what it yields is its value. */
    boolean isShortCall(int n) {
        return node(n) instanceof MethodNode body && body.isShortCall();
    }

    /** Returns whether a caller may run a node. */
    boolean isShort(int n) {
        return node(n).isShort();
    }

    int[] offsets() {
        return offsets;
    }

    int[] successors() {
        return successors;
    }

    /** Returns whether the successor at a place is counted down by a failure, too. */
    boolean isSoft(int place) {
        return soft != null && soft.get(place);
    }

    /** Returns whether a node waits for another whether it fails or not. */
    boolean isSoft(int predecessor, int n) {
        for (int k = offsets[predecessor], end = offsets[predecessor + 1]; k < end; k++) {
            if (successors[k] == n) {
                return isSoft(k);
            }
        }
        return false;
    }

    int watchCell(int n) {
        return successors[offsets[n]];
    }

    int[] predecessorOffsets() {
        return predecessorOffsets;
    }

    int[] predecessors() {
        return predecessors;
    }

    /** Per cell, how many predecessors it waits for. */
    int[] pending() {
        return pending;
    }

    /** Returns the node of a task; -1 if it is not one of this layout's. */
    int nodeOf(TaskId<?> task) {
        for (int n = 0; n < size; n++) {
            if (node(n) instanceof TaskNode one && one.id().equals(task)) {
                return n;
            }
        }
        return -1;
    }

    int positionOf(InputId<?> input) {
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i] == input) {
                return i;
            }
        }
        return -1;
    }

    Demand demand(int target) {
        Demand known =
                demands[target]; // a race is benign: all fields of a demand are final, and made twice it is the same
        if (known == null) {
            known = Demand.of(this, target);
            if (cachedCells.get() < CACHED_CELLS) {
                cachedCells.addAndGet(pending.length);
                demands[target] = known;
            }
        }
        return known;
    }

    /** Returns the nodes that targets transitively need at first, themselves included: of a task with conditions, only these. */
    BitSet closure(int... targets) {
        return closure(null, targets);
    }

    /**
     * Returns the nodes that targets transitively need, themselves included.
     *
     * @param opened the gates that have opened and the rescues that have begun
     */
    BitSet closure(@Nullable BitSet opened, int... targets) {
        return closure(opened, null, targets);
    }

    private BitSet closure(@Nullable BitSet opened, @Nullable BitSet elsewhere, int... targets) {
        if (opened == null && elsewhere == null && built != null && targets.length == 1 && targets[0] == built.size()) {
            BitSet all = new BitSet(size);
            all.set(0, built.size() + 1);
            return all;
        }
        return follow(opened, opened, NOTHING_ENDED, elsewhere, targets);
    }

    /** Returns what targets need, with what has opened for the nodes that have not ended and for those that have. */
    private BitSet follow(
            @Nullable BitSet opened,
            @Nullable BitSet decided,
            @Nullable Object[] slots,
            @Nullable BitSet elsewhere,
            int... targets) {
        BitSet closure = new BitSet(size);
        IntStack open = new IntStack();
        for (int target : targets) {
            open.push(target);
        }
        while (!open.isEmpty()) {
            int n = open.pop();
            if (!closure.get(n)) {
                closure.set(n);
                if (elsewhere == null || !elsewhere.get(n)) {
                    needs(n, n >= slots.length || slots[n] == null ? opened : decided, open);
                }
            }
        }
        return closure;
    }

    /** Returns the nodes that targets may ever need, themselves included: also what conditions and fallbacks may yet demand. */
    BitSet reach(int... targets) {
        return closure(everything, targets);
    }

    /**
     * Returns the nodes that targets may need yet, or have needed, themselves included: of those that have ended, not what they would have needed by
     * conditions and fallbacks that it never came to.
     *
     * @param elsewhere nodes that need nothing here, as they are executed elsewhere; null if there are none
     * @param opened the gates that have opened and the rescues that have begun; null if none has
     * @param slots what of the nodes has ended
     */
    BitSet reach(@Nullable BitSet elsewhere, @Nullable BitSet opened, @Nullable Object[] slots, int... targets) {
        if (everything == null) {
            return closure(null, elsewhere, targets);
        }
        return follow(everything, opened, slots, elsewhere, targets);
    }

    /** Adds the nodes that a node needs by itself. */
    void needs(int n, @Nullable BitSet opened, IntStack into) {
        if (everything != null && node(n) instanceof TaskNode task) {
            RescueNode rescue = task.rescue();
            if (rescue != null && opened != null && opened.get(rescue.index())) {
                into.push(rescue.index());
            }
            GateNode gate = task.gate();
            if (gate != null && (opened == null || !opened.get(gate.index()))) {
                into.push(gate.index());
                return;
            }
        }
        for (int k = predecessorOffsets[n], end = predecessorOffsets[n + 1]; k < end; k++) {
            into.push(predecessors[k]);
        }
    }

    /** Returns whether all that a task ever needs by itself are other tasks of this layout. */
    boolean needsTasksOnly(int n) {
        if (!linked) {
            return true;
        }
        if (everything != null && node(n) instanceof TaskNode task && (task.gate() != null || task.rescue() != null)) {
            return false;
        }
        for (int k = predecessorOffsets[n], end = predecessorOffsets[n + 1]; k < end; k++) {
            if (!(node(predecessors[k]) instanceof TaskNode)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the hash by which frames are found, given those of graph and key. */
    int hash(int graphHash, int keyHash) {
        int hash = 31 * graphHash + id * GOLDEN_RATIO + keyHash;
        // like HashMap's: keys that follow one another lie in stripes that follow one another, and in each side by side
        return hash ^ (hash >>> 16);
    }

    static boolean sameKey(Object one, Object other) {
        return one == other
                || (one instanceof Object[] values
                        ? other instanceof Object[] others && Arrays.equals(values, others)
                        : one.equals(other));
    }

    /** Returns the hash of a key. The first input weighs least: keys that differ in nothing else follow one another if it does. */
    static int keyHash(Object key) {
        if (!(key instanceof Object[] values)) {
            return key.hashCode();
        }
        int hash = 0;
        for (int i = values.length - 1; i >= 0; i--) {
            hash = 31 * hash + Objects.hashCode(values[i]);
        }
        return hash;
    }
}
