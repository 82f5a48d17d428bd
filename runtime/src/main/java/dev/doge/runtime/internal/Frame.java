package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import dev.doge.runtime.Request;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One generation of the shared work for one key: the slots of all tasks of a layout, and the counts of what they wait for.
 */
/* Design
 *
 * States of a node. Its slot and its cell say which; the rare ones are said by `Rare`, under the frame's lock.
 *
 *   parked     cell has PARKED            nobody wants it. A join unparks it
 *   waiting    pending > 0                a predecessor that counts it to its last owns the start
 *   ready      FORKED                     a step lies in a queue; who clears the mark owns the start
 *   running    none of these, slot empty  a body runs, a stage is awaited, or a link waits for another frame
 *   succeeded  slot holds a value
 *   failed     slot holds a Failed        it threw (written by its owner) or is doomed (written under the lock: it cannot have started)
 *   dropped    Rare.dropped               nobody wants it any more: it never starts, and if it runs its result reaches nobody
 *
 * The fast path takes no lock and knows one attachment, the opener. A finished node writes its slot (release), then counts down its
 * successors. The first successor cell, the watch cell, is always counted down by a read-modify-write: that decides every race with a join
 * (below). Of the others a finisher that reads 1 is the last, since each predecessor counts down once: it owns the start and need not
 * write. Consumers read slots plainly: the last count-down is ordered after all others.
 *
 * Who wants to hear of a node sets WATCHED on its watch cell and then reads its slot. Both are operations on one cell, so one comes first:
 * either the finisher sees the mark and tells, or the joiner sees the slot. Holds of joiners carry a `told` flag under the lock, the opener
 * is told by the finisher only: everyone is told once.
 *
 * Everything rare happens under the lock (this object's monitor), behind one volatile read of `mode`:
 *   SHARED   someone has joined: who finishes a watched node asks the lock whom to tell
 *   FAILED   a node failed; sealed
 *   DROPPED  a node was dropped; sealed
 *   DEAD     nobody is attached; sealed, nothing starts
 *   HELPED   a blocked worker looks for ready nodes here: who forks one wakes it
 * A start reads mode first. If that read precedes a drop, the body starts although it was just dropped: as if it had started before.
 * Its result is written to the slot of a node that nobody reads: a sealed frame takes no new runs, and a holder that wants a dropped node
 * is sent to a successor generation (`join` refuses).
 *
 * A frame is sealed when its domain's run has ended or mode says so. It leaves the table when nobody is attached (`FrameTable`, whose lock
 * guards `holds` and `next`). Lock order: stripe of the table, then newer frame, then older frame of the same key. Tidings and starts are
 * handed on without locks.
 *
 * This class is long because it is one state machine: whoever moves a node needs the cells, the slots and the mode, and whoever checks a race
 * needs to see all that move it. What has no part in that stands elsewhere: Rare, Demand, FrameTable, Step.
 */
final class Frame {
    static final int SHARED = 1;
    static final int FAILED = 2;
    static final int DROPPED = 4;
    static final int DEAD = 8;
    static final int HELPED = 16;

    private static final int SEALED = FAILED | DROPPED | DEAD;

    private final Layout layout;
    private final Graph graph;
    private final Object key;
    private final int hash;
    private final Domain domain;
    private final @Nullable Object[] slots;
    private final int[] cells;
    private final Attachment opener;
    private final Demand demand;
    private volatile int mode;
    private @Nullable Rare rare;
    private @Nullable Link links;

    /** The next frame in the same bin; guarded by the table's stripe. */
    @Nullable
    Frame next;

    /** How many are attached; guarded by the table's stripe. */
    int holds = 1;

    Frame(Layout layout, Graph graph, Object key, int hash, Domain domain, Attachment opener, Demand demand) {
        this.layout = layout;
        this.graph = graph;
        this.key = key;
        this.hash = hash;
        this.domain = domain;
        this.opener = opener;
        this.demand = demand;
        this.slots = new @Nullable Object[layout.size()];
        this.cells = demand.template().clone();
    }

    Layout layout() {
        return layout;
    }

    Graph graph() {
        return graph;
    }

    Object key() {
        return key;
    }

    int hash() {
        return hash;
    }

    Domain domain() {
        return domain;
    }

    Engine engine() {
        return domain.engine();
    }

    /** Returns whether this is the work for a key. */
    boolean is(int otherHash, Layout otherLayout, Graph otherGraph, Object otherKey, Domain otherDomain) {
        return hash == otherHash
                && layout == otherLayout
                && Layout.sameKey(key, otherKey)
                && graph.equals(otherGraph)
                && (!layout.isPerRun() || domain == otherDomain);
    }

    boolean isSealed() {
        return (mode & SEALED) != 0 || domain.isEnded();
    }

    /** Returns the value of a node that has succeeded, to a consumer that was counted down by it. */
    @Nullable
    Object value(int n) {
        Object value = slots[n];
        return value == Node.NULL ? null : value;
    }

    /** Returns how a node ended, to anyone: a value as slots hold it, a {@link Failed}, or null if it has not. */
    @Nullable
    Object outcome(int n) {
        return Cells.SLOT.getAcquire(slots, n); // pairs with the release in finish
    }

    String describe(TaskNode task) {
        return task.describe(key);
    }

    Request<?> request(TaskNode task) {
        return Api.request(graph, task, key);
    }

    // ---- the fast path ----

    /** Starts what the opener wants. Called once, by the thread that opened the frame, without locks. */
    void open(Turn turn) {
        start(turn);
        link(demand.imports(), turn);
    }

    /** Starts, in the pool, what needs nothing of other frames. */
    void start() {
        int[] initial = demand.initial();
        if (initial.length == 1) {
            engine().start(new Step(this, initial[0]));
        } else if (initial.length > 1) {
            engine().start(new Step(this, initial));
        }
    }

    private void start(Turn turn) {
        if (turn.streak() == null) {
            start();
        } else {
            for (int n : demand.initial()) {
                turn.start(new Step(this, n));
            }
        }
    }

    /** Takes the start of a forked node; at most one caller succeeds. */
    boolean claim(int n) {
        return ((int) Cells.CELL.getAndBitwiseAnd(cells, n, ~Cells.FORKED) & Cells.FORKED) != 0;
    }

    /** Returns whether a node that the caller owns may start: it has not been dropped meanwhile. */
    boolean mayStart(int n) {
        return (mode & (DROPPED | DEAD)) == 0 || mayStartAfterDrop(n);
    }

    /**
     * Publishes the value of a node and counts down its successors. The caller owns the node.
     *
     * @return a successor whose start the caller now owns, or -1
     */
    int finish(int n, Object value, Turn turn) {
        Cells.SLOT.setRelease(slots, n, value);
        int[] successors = layout.successors();
        int[] offsets = layout.offsets();
        int k = offsets[n];
        int end = offsets[n + 1];
        int next = -1;
        int watch = successors[k];
        int before = (int) Cells.CELL.getAndAdd(cells, watch, -1); // full: decides against a join
        if ((before & ~Cells.WATCHED) == 1) {
            next = watch;
        }
        while (++k < end) {
            int successor = successors[k];
            int count = (int) Cells.CELL.getAcquire(cells, successor); // acquires what the other predecessors wrote
            if ((count & ~Cells.WATCHED) == 1
                    || ((int) Cells.CELL.getAndAdd(cells, successor, -1) & ~Cells.WATCHED) == 1) {
                if (next >= 0) {
                    fork(next, turn);
                }
                next = successor; // the last inline, the others off the own queue in reverse: fewer of them meet at a
                // join unfinished
            }
        }
        if ((before & Cells.WATCHED) != 0) {
            tellWatchers(n, value, turn);
        }
        return next;
    }

    /** Hands on a node, whose start the caller owns. */
    void fork(int n, Turn turn) {
        Cells.CELL.setVolatile(cells, n, Cells.FORKED); // full: ordered before the read of mode, see Helping
        if ((mode & HELPED) != 0) {
            engine().helping().wake();
        }
        turn.start(new Step(this, n));
    }

    private void tellWatchers(int n, Object outcome, Turn turn) {
        if (mode == 0) {
            if (demand.isTarget(n)) {
                if (opener instanceof Run) {
                    opener.told(this, n, outcome, turn); // the common case: no need to wait for the turn's end
                } else {
                    turn.tell(opener, this, n, outcome);
                }
            }
            return;
        }
        synchronized (this) {
            noteWatchers(n, outcome, turn);
        }
    }

    // ---- what comes later ----

    /** Ends a node that yielded nothing at once. The caller owns the node; it settles the turn. */
    void complete(int n, Object outcome, Turn turn) {
        if (outcome instanceof Failed failed) {
            fail(n, failed, turn);
        } else {
            int ready = finish(n, outcome, turn);
            if (ready >= 0) {
                fork(ready, turn);
            }
        }
    }

    /** Fails a node and all that need it, and tells who waits for them. The caller owns the node; it settles the turn. */
    void fail(int n, Failed failed, Turn turn) {
        synchronized (this) {
            if (slots[n] != null) {
                return;
            }
            mode |= FAILED; // sealed before anyone is told
            Cells.SLOT.setRelease(slots, n, failed);
            IntStack doomed = new IntStack();
            doomed.push(n);
            while (!doomed.isEmpty()) {
                int next = doomed.pop();
                Failed why = (Failed) slots[next];
                noteWatchers(next, why, turn);
                for (int k = layout.offsets()[next], end = layout.offsets()[next + 1]; k < end; k++) {
                    int successor = layout.successors()[k];
                    if (successor < slots.length && slots[successor] == null) {
                        Failed doom = layout.node(successor) instanceof TaskNode task ? why.dooms(this, task) : why;
                        Cells.SLOT.setRelease(slots, successor, doom);
                        doomed.push(successor);
                    }
                }
            }
        }
    }

    // ---- the rare, under the lock ----

    private boolean mayStartAfterDrop(int n) {
        synchronized (this) {
            return (mode & DEAD) == 0 && (rare == null || !rare.isDropped(n));
        }
    }

    private void noteWatchers(int n, Object outcome, Turn turn) {
        if (rare == null ? demand.isTarget(n) : rare.openerWants(n)) {
            turn.tell(opener, this, n, outcome);
        }
        if (rare != null) {
            rare.tellHolds(this, n, outcome, turn);
        }
    }

    private Rare rare() {
        if (rare == null) {
            rare = new Rare(demand.targets());
        }
        return rare;
    }

    /** Returns whether someone of a domain is attached, so that the domain has seen outcomes of this frame. */
    synchronized boolean isHeldBy(Domain other) {
        if (rare == null) {
            return opener.domain() == other;
        }
        return (rare.openerWants() && opener.domain() == other) || rare.isHeldBy(other);
    }

    /**
     * Adds an attachment to a frame that is under way, and starts what it wants beyond what others wanted. The caller has counted it in
     * {@link #holds}.
     *
     * @return false if the frame has been sealed meanwhile, or has dropped something that is wanted: the caller must look again
     */
    boolean join(Attachment who, Demand wanted, Turn turn) {
        IntStack ready = new IntStack();
        List<ImportNode> imports = new ArrayList<>();
        synchronized (this) {
            if ((mode & SEALED) != 0 && !isHeldBy(who.domain())) {
                return false;
            }
            if ((mode & DEAD) != 0 || (rare != null && rare.hasDropped(wanted.closure()))) {
                return false;
            }
            mode |= SHARED;
            unpark(wanted.closure(), ready, imports);
            for (int target : wanted.targets()) {
                watch(who, target, turn);
            }
        }
        while (!ready.isEmpty()) {
            fork(ready.pop(), turn);
        }
        link(Demand.imports(imports), turn);
        return true;
    }

    private void unpark(BitSet closure, IntStack ready, List<ImportNode> imports) {
        for (int n = closure.nextSetBit(0); n >= 0; n = closure.nextSetBit(n + 1)) {
            if (((int) Cells.CELL.getVolatile(cells, n) & Cells.PARKED) != 0 && (rare == null || !rare.isAdopted(n))) {
                int before = (int) Cells.CELL.getAndAdd(cells, n, -Cells.PARKED);
                if ((before & Cells.PENDING) == 0 && slots[n] == null) {
                    if (layout.node(n) instanceof ImportNode node) {
                        imports.add(node);
                    } else {
                        ready.push(n);
                    }
                }
            }
        }
    }

    /** Adds a hold for one target; if the target has ended, its attachment is told in this turn. */
    private void watch(Attachment who, int target, Turn turn) {
        Rare.Hold hold = rare().hold(who, target);
        Cells.CELL.getAndBitwiseOr(cells, layout.watchCell(target), Cells.WATCHED); // full: decides against finish
        Object outcome = outcome(target);
        if (outcome != null) {
            hold.tell(this, outcome, turn);
        }
    }

    /** Attaches to the narrower frames that imports come from. */
    private void link(Demand.Imports[] groups, Turn turn) {
        for (Demand.Imports group : groups) {
            Link link = new Link(this, group.demand().targets(), group.nodes());
            attach(link, group.narrowing().layout(), group.narrowing().key(key), group.demand(), turn);
        }
    }

    /** Attaches a link of this frame to the frame of a key, and keeps it until it is no longer wanted. */
    void attach(Link link, Layout otherLayout, Object otherKey, Demand wanted, Turn turn) {
        engine().table().attach(otherLayout, graph, otherKey, link, wanted, turn);
        keep(link, turn);
    }

    /** Keeps a link that is attached, or lets go of it if the frame has died or dropped what it serves. */
    void keep(Link link, Turn turn) {
        synchronized (this) {
            if ((mode & DEAD) == 0 && (rare == null || !rare.hasDroppedAll(link.nodes()))) {
                link.next = links;
                links = link;
                if ((mode & HELPED) != 0) {
                    engine().helping().wake();
                }
                return;
            }
        }
        engine().table().leave(link.whole());
    }

    /** Forgets a link that has served its purpose before the frame has. */
    void unkeep(Link gone) {
        synchronized (this) {
            Link before = null;
            for (Link link = links; link != null; before = link, link = link.next) {
                if (link == gone) {
                    if (before == null) {
                        links = gone.next;
                    } else {
                        before.next = gone.next;
                    }
                    return;
                }
            }
        }
    }

    /** Says that nobody is attached any more, and adds what to let go of. Called once, when {@link #holds} has become 0. */
    void die(boolean finished, Deque<Release> releases) {
        if (finished && !layout.isLinked()) {
            return; // all that was wanted has ended, and there is nothing to let go of
        }
        synchronized (this) {
            mode |= DEAD;
            for (Link link = links; link != null; link = link.next) {
                releases.add(link.whole());
            }
            links = null;
        }
    }

    /**
     * Takes back what an attachment wanted, all of it or some targets. What nobody wants any more is dropped, and the links that served it
     * are added to what is let go of.
     */
    void forget(Attachment who, int @Nullable [] targets, Deque<Release> releases) {
        synchronized (this) {
            if (who == opener) {
                rare().openerForgets(targets);
            } else {
                rare().forget(who, targets);
            }
            BitSet wanted = layout.closure(rare().wanted());
            for (int n = 0; n < slots.length; n++) {
                if (slots[n] == null && !wanted.get(n) && isDemanded(n)) {
                    rare().drop(n);
                    mode |= DROPPED;
                }
            }
            unlink(wanted, releases);
        }
    }

    private boolean isDemanded(int n) {
        return ((int) Cells.CELL.getVolatile(cells, n) & Cells.PARKED) == 0 || (rare != null && rare.isAdopted(n));
    }

    private void unlink(BitSet wanted, Deque<Release> releases) {
        Link kept = null;
        Link link = links;
        while (link != null) {
            Link following = link.next;
            int[] unwanted = link.unwanted(wanted);
            if (unwanted.length == link.targets().length) {
                releases.add(link.whole());
            } else {
                if (unwanted.length > 0) {
                    releases.add(new Release(link.to(), link, unwanted, false));
                }
                link.next = kept;
                kept = link;
            }
            link = following;
        }
        links = kept;
    }

    // ---- generations ----

    /**
     * Prepares a frame that succeeds sealed ones of its key: what is live there is waited for, what its domain has seen there is taken
     * over, all else is executed afresh. Called under the table's stripe, before anyone else can see the frame.
     */
    void succeed(List<Frame> older, Turn turn) {
        synchronized (this) {
            mode = SHARED;
            int[] pending = layout.pending();
            for (int n = 0; n < cells.length; n++) {
                cells[n] = pending[n] | Cells.PARKED;
            }
            BitSet seen = new BitSet();
            IntStack open = new IntStack();
            for (int target : demand.targets()) {
                cells[layout.watchCell(target)] |= Cells.WATCHED;
                open.push(target);
            }
            while (!open.isEmpty()) {
                int n = open.pop();
                if (seen.get(n)) {
                    continue;
                }
                seen.set(n);
                if (layout.node(n) instanceof ImportNode || !adopt(n, older, turn)) {
                    cells[n] &= ~Cells.PARKED;
                    for (int k = layout.predecessorOffsets()[n], end = layout.predecessorOffsets()[n + 1];
                            k < end;
                            k++) {
                        open.push(layout.predecessors()[k]);
                    }
                }
            }
            for (int n = 0; n < slots.length; n++) {
                if (slots[n] != null) {
                    for (int k = layout.offsets()[n], end = layout.offsets()[n + 1]; k < end; k++) {
                        cells[layout.successors()[k]]--;
                    }
                }
            }
            for (int target : demand.targets()) {
                Object outcome = slots[target];
                if (outcome != null) {
                    turn.tell(opener, this, target, outcome);
                }
            }
            for (int n = 0; n < slots.length; n++) {
                if ((cells[n] & ~Cells.WATCHED) == 0 && slots[n] == null) {
                    rare().readyAtOpening(n);
                }
            }
        }
    }

    /** Looks for a node in older generations: waits for it if it is live there, takes its value if the domain has seen it there. */
    private boolean adopt(int n, List<Frame> older, Turn turn) {
        for (Frame frame : older) {
            synchronized (frame) {
                Object outcome = frame.outcome(n);
                if (outcome == null
                        && frame.isDemanded(n)
                        && (frame.mode & DEAD) == 0
                        && !frame.rare().isDropped(n)) {
                    Link link = new Link(this, new int[] {n}, new int[] {n});
                    frame.mode |= SHARED;
                    frame.holds++;
                    link.attachedTo(frame);
                    frame.watch(link, n, turn);
                    link.next = links;
                    links = link;
                    rare().adopt(n);
                    return true;
                }
                if (outcome != null && !(outcome instanceof Failed) && frame.isHeldBy(domain)) {
                    slots[n] = outcome;
                    return true;
                }
            }
        }
        return false;
    }

    /** Starts what {@link #succeed} has found to be executed afresh. Called once, without locks. */
    void openAsSuccessor(Turn turn) {
        int[] ready;
        synchronized (this) {
            ready = rare().readyAtOpening();
        }
        List<ImportNode> imports = new ArrayList<>();
        for (int n : ready) {
            if (layout.node(n) instanceof ImportNode node) {
                imports.add(node);
            } else {
                fork(n, turn);
            }
        }
        link(Demand.imports(imports), turn);
    }

    // ---- for those who wait ----

    /** Marks the frame as one in which a blocked worker looks for ready nodes, and notes what holds up a node. */
    void lookInto(int n, Helping.Search search) {
        synchronized (this) {
            mode |= HELPED; // before the cells are read: who forks later sees it
            BitSet closure = layout.closure(n);
            for (int m = closure.nextSetBit(0); m >= 0; m = closure.nextSetBit(m + 1)) {
                if (outcome(m) == null && ((int) Cells.CELL.getVolatile(cells, m) & Cells.FORKED) != 0) {
                    search.ready(this, m);
                }
            }
            for (Link link = links; link != null; link = link.next) {
                if (link.serves(closure)) {
                    search.follow(link);
                }
            }
        }
    }

    /** Adds the runs that are attached. */
    synchronized void runs(List<Run<?>> runs) {
        if ((rare == null || rare.openerWants()) && opener instanceof Run<?> run) {
            runs.add(run);
        }
        if (rare != null) {
            rare.runs(runs);
        }
    }
}
