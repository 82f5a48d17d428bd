package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import dev.doge.runtime.Outcome;
import dev.doge.runtime.Progress;
import dev.doge.runtime.Request;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

// Long because it is one state machine: whoever moves a node needs its cell, its slot and the mode, and whoever checks
// a race has to see all that do.
/**
 * One generation of the shared work for one key: the slots of all tasks of a layout, and the counts of what they wait for.
 */
/* Design
 *
 * States of a node. Its slot and its cell say which; the rare ones are said by `Rare`, under the frame's lock.
 *
 *   parked     cell has PARKED            nobody wants it. A join unparks it
 *   waiting    pending > 0                a predecessor that counts it to its last owns the start
 *   ready      FORKED                     a step for it, or for many (StepRange), lies in a queue; who clears the mark owns the start
 *   running    none of these, slot empty  a body runs, a stage is awaited, or a link waits for another frame
 *   succeeded  slot holds a value
 *   failed     slot holds a Failed        it threw (written by its owner) or is doomed (written under the lock: it cannot have started)
 *   skipped    slot holds a Skipped       its gate, which was to demand the rest for it, has ended it
 *   dropped    Rare.dropped               nobody wants it any more: it never starts, and if it runs its result reaches nobody
 *   adopted    Rare.adopted, PARKED       another generation executes it, a link fills the slot
 *
 * A dropped node whose body runs is abandoned. AWAITS in its cell says that the body has returned a stage; the end of a stage is waited for by
 * nobody. A frame stays in the table until its abandoned bodies have returned (Remains), and a generation that executes the node afresh counts
 * them among its predecessors (Afterwards). A thread claims, or counts down, before it reads the mode, and mode is written before cells are
 * read: so a thread either finds the node dropped or is found in it.
 *
 * What a task with a gate reads is demanded when the gate opens, and until then fails without dooming it. A failure that a fallback catches
 * opens the fallback's node; how that ends, the task ends. Neither happens for a task that nobody has demanded: a failure is found again when
 * the task is demanded.
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
 *   ATTENDED somebody looks on: who moves a node says so (see Attendance)
 *   LISTENED  and passes on what they hear, which may take long: nothing waits for that, and what is ready is said to be
 *   NOTED    somebody takes notes, to whom it matters when a body is called: that is said just then
 *   CARRIES  bodies are called in the context of who was the first to demand them; from the beginning
 *   GENERATIONS  there are, or were, other generations of its key: what is demanded may be live there
 *   ADOPTED  a node is executed by another generation: that it has ended does not say that all it needs has ended here
 *   LEFT     the opener has let go of all that it wanted; `rare` says so once it is there
 *   RELEASES   a value that nobody will read any more is let go of; from the beginning
 *   REMEMBERS  it belongs to a session, which keeps how its tasks end (see SessionState); from the beginning
 *   UNDECIDED  somebody has left, and what may yet be needed was kept: it is looked again when a choice is made, or a task fails
 * A start reads mode first. If that read precedes a drop, the body starts although it was just dropped: as if it had started before.
 * Its result is written to the slot of a node that nobody reads: a sealed frame takes no new runs, and a holder that wants a dropped node
 * is sent to a successor generation (`join` refuses).
 *
 * A frame for several keys (Combination) is what a run opens that needs tasks of several keys for none of which there is work (ADR 0015). It is
 * entered in the table by each of them, has one opener and nobody ever joins it: who asks for one of the keys opens a generation of that key
 * which adopts from it what it wants, node by node, as from an older generation. That one belongs to the domain of the frame for several keys if
 * that still takes runs for the key, and so takes over what has ended there, too, and is sealed when that run ends; else it is a successor. When
 * such a generation is sealed by a failure, or by what only it has dropped, so is the key in the frame for several (`Rare.sealed`), for the
 * next who asks. It holds the frame for several keys as long as it lives (`letsGoOn`), so that whoever has seen something there sees the same later.
 * What is left of it that nobody wants is not dropped but forgotten (`leavesToWhole`): others go on with it. The holds of a frame for several keys are
 * guarded by its own lock, since it lies under several stripes. Lock order: a generation, then the frame for several keys that it adopts from.
 *
 * A frame is sealed when its domain's run has ended or mode says so. It leaves the table when nobody is attached (`FrameTable`, whose lock
 * guards `holds`). Whoever demands more of a frame with other generations looks there first, under the stripe of the table. Lock
 * order: stripe, then frames; two frames only under the stripe of their key, and then in any order. Tidings and starts are handed on without
 * locks.
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
    static final int ATTENDED = 32;
    static final int CARRIES = 64;
    static final int REMEMBERS = 128;
    static final int ADOPTED = 256;
    static final int GENERATIONS = 512;
    static final int LEFT = 1024;
    static final int RELEASES = 2048;
    static final int LISTENED = 4096;
    static final int UNDECIDED = 8192;
    static final int NOTED = 16384;

    private static final BitSet NONE = new BitSet();
    private static final int[] NO_TARGETS = {};
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
        int marks = domain.context() == null ? 0 : CARRIES;
        if (domain.snapshot() != null && !layout.isPerRun()) {
            rare = new Rare(demand.targets(), new SessionWork(domain.snapshot(), layout, graph, key));
            marks |= REMEMBERS;
        } else if (layout.releases()) {
            rare().consumers(demand.consumers(layout).clone());
            marks |= RELEASES;
        }
        if (marks != 0) {
            mode = marks; // a volatile write that most frames do without
        }
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
        Combination all = layout.combination();
        boolean same = all == null
                ? hash == otherHash && layout == otherLayout && Layout.sameKey(key, otherKey)
                : all.isKey(key, otherLayout, otherKey);
        return same
                && graph.equals(otherGraph)
                && domain.mayFind(otherDomain)
                && (!layout.isPerRun() || domain == otherDomain);
    }

    /** Returns whether another is for the same key. */
    boolean isKin(Frame other) {
        return layout == other.layout && Layout.sameKey(key, other.key) && graph.equals(other.graph);
    }

    /** Whether it may hold on to other frames: by its layout, or because a body has asked for runs of its own. */
    boolean isLinked() {
        return layout.isLinked() || links != null || (rare != null && rare.whole != null);
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

    /** Returns what the slot of a node holds that has ended well, to a consumer that was counted down by it. */
    Object held(int n) {
        return Objects.requireNonNull(slots[n]);
    }

    /** Returns how a node ended, to a consumer that was counted down by it. */
    Outcome<@Nullable Object> outcomeOf(int n) {
        Node node = layout.node(n);
        return Form.outcome(slots[n], () -> Api.request(graph, node.reads(), node.keyOf(this)));
    }

    /** Returns how a node ended, to anyone: a value as slots hold it, a {@link Failed}, or null if it has not. */
    @Nullable
    Object outcome(int n) {
        return Cells.SLOT.getAcquire(slots, n); // pairs with the release in finish
    }

    String describe(TaskNode task) {
        return task.reads().describe(task.keyIn(key));
    }

    Request<?> request(TaskNode task) {
        return Api.request(graph, task.reads(), task.keyIn(key));
    }

    // ---- of several keys ----

    /** Returns what it stands for, if that is several keys; else null. */
    @Nullable
    Combination combination() {
        return layout.combination();
    }

    boolean isCombined() {
        return layout.combination() != null;
    }

    /** Says by which hashes it is found, the last of which is its own. Before anybody else sees it. */
    void foundBy(Combination all, int part, int partHash) {
        cells[all.hashesAt() + part] = partHash;
    }

    /** Returns the hash by which it is found for the key of a part. */
    int hash(Combination all, int part) {
        return cells[all.hashesAt() + part];
    }

    /** Lets it stand, once it is found by all its keys; returns false if somebody who found it before did not wait for that. */
    boolean stands() {
        return Cells.CELL.compareAndSet(cells, cells.length - 1, Cells.PARKED, 0); // full: decides against a close
    }

    /** Refuses it if it does not stand yet, so that it never will; returns whether it is refused. */
    boolean refuse() {
        return (int) Cells.CELL.compareAndExchange(cells, cells.length - 1, Cells.PARKED, Cells.FORKED) != 0;
    }

    /** Returns whether it stands by now. */
    boolean isStanding() {
        return (int) Cells.CELL.getVolatile(cells, cells.length - 1) == 0;
    }

    /** Says that it was found by one of its keys. Before it is looked at: who leaves it sees this, or all in it has ended. */
    synchronized void found() {
        mode |= SHARED;
    }

    /** Returns whether somebody else than its opener wants something of it, or may. */
    boolean isShared() {
        return (mode & SHARED) != 0;
    }

    /**
     * Lets a generation of one of its keys go on with it, which then holds it as long as it lives itself: what it has seen stays.
     *
     * @return false if it takes no new runs for that key, except of who holds it
     */
    synchronized boolean letsGoOn(Domain who, Layout part) {
        int number = Objects.requireNonNull(combination()).partOf(part);
        boolean open = !isSealed() && (rare == null || !rare.isSealed(number));
        if ((mode & DEAD) != 0 || !(open || isHeldBy(who))) {
            return false;
        }
        rare().goOn(1);
        holds++;
        return true;
    }

    /** Says with which frame for several keys it goes on, that has let it. Before anybody else sees it. */
    synchronized void goesOnWith(Frame several) {
        rare().whole = several;
    }

    /** Says that such a generation has died. */
    private synchronized void goesOnNoMore() {
        rare().goOn(-1);
    }

    /** Says that a generation of one of its keys takes no new runs. */
    private synchronized void seal(int part) {
        rare().seal(part);
    }

    /** Seals, for the key of this frame, the one for several keys that it goes on with. Under the lock. */
    private void sealWhole() {
        Frame whole = rare == null ? null : rare.whole;
        if (whole != null) {
            whole.seal(Objects.requireNonNull(whole.combination()).partOf(layout));
        }
    }

    /** Takes back one hold on a frame for several keys, whose holds no stripe guards; returns whether it was the last. */
    synchronized boolean lastHoldGivenBack() {
        if (--holds > 0) {
            return false;
        }
        mode |= DEAD;
        return true;
    }

    /** Returns where a node of a layout stands here; -1 if it does not. */
    int indexOf(Layout other, int n) {
        Combination all = layout.combination();
        return all == null ? n : all.indexOf(other, n);
    }

    // ---- the fast path ----

    /** Starts what the opener wants. Called once, by the thread that opened the frame, without locks. */
    void open(Turn turn) {
        boolean later = turn.startsLater(this);
        if (!later) {
            start(turn);
        }
        link(demand.imports(), turn);
    }

    /** Starts, in the pool, what needs nothing of other frames. */
    void start() {
        int[] initial = demand.initial();
        if (initial.length > 0) {
            engine().start(Step.opening(this, initial));
        }
    }

    /** Starts what a new frame starts with beside its first. */
    void startOthers() {
        int[] initial = demand.initial();
        if (initial.length > StepRange.FEW) {
            engine().start(StepRange.of(this, initial, 1, initial.length));
        } else {
            for (int i = 1; i < initial.length; i++) {
                engine().start(new Step(this, initial[i]));
            }
        }
    }

    /** Returns whether there is something that needs nothing of other frames. */
    boolean startsAtOnce() {
        return demand.initial().length > 0;
    }

    /** Starts what needs nothing of other frames. */
    void start(Turn turn) {
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
        assert slots[n] == null : "ended twice: " + layout.node(n).name();
        if (isRemembering()) {
            remember(n, value);
        }
        Cells.SLOT.setRelease(slots, n, value);
        boolean said = isAttended();
        if (said) {
            saysFinished(n, turn); // before anything that needs it starts
        }
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
        if (!said && isAttended()) {
            saysFinished(
                    n, turn); // somebody has come meanwhile: after the fence, so either this is seen or the slot there
        }
        if (end - k > StepRange.FEW) {
            next = countDownMany(k + 1, end, next, turn);
            k = end;
        }
        while (++k < end) {
            int successor = successors[k];
            if (countsToLast(successor)) {
                if (next >= 0) {
                    handOn(next, turn);
                }
                next = successor; // the last inline, the others off the own queue in reverse: fewer of them meet at a
                // join unfinished
            }
        }
        if ((before & Cells.WATCHED) != 0) {
            tellWatchers(n, value, turn);
        }
        if ((mode & (RELEASES | UNDECIDED)) != 0) {
            finished(n, turn);
        }
        return next;
    }

    /**
     * Counts down what stands at some places among the layout's successors. What is ready side by side goes to the pool as one range. What is kept
     * comes before, so that a range has no gaps: once a node is not kept, none is.
     *
     * @param owned a node whose start the caller owns, or -1
     * @return such a node: the same, or the first that is ready
     */
    private int countDownMany(int begin, int end, int owned, Turn turn) {
        int[] successors = layout.successors();
        int next = owned;
        boolean keeps = true;
        int from = end;
        for (int k = begin; k < end; k++) {
            int successor = successors[k];
            if (!countsToLast(successor)) {
                forkAll(from, k, turn);
                from = end;
            } else if (next < 0) {
                next = successor;
            } else {
                keeps = keeps && keeps(successor, turn);
                if (!keeps) {
                    Cells.CELL.setRelease(cells, successor, Cells.FORKED); // the fence is in forkAll
                    from = Math.min(from, k);
                }
            }
        }
        forkAll(from, end, turn);
        return next;
    }

    /** Counts down a node that is not the first successor; returns whether it was for the last time, so that the caller owns its start. */
    private boolean countsToLast(int n) {
        int count = (int) Cells.CELL.getAcquire(cells, n); // acquires what the other predecessors wrote
        return (count & ~Cells.WATCHED) == 1 || ((int) Cells.CELL.getAndAdd(cells, n, -1) & ~Cells.WATCHED) == 1;
    }

    /** Hands on, as one, the nodes at some places among the layout's successors, if there are any. They are marked as forked. */
    private void forkAll(int from, int to, Turn turn) {
        if (from >= to) {
            return;
        }
        VarHandle.fullFence(); // the marks are ordered before the read of mode, see Helping
        int[] successors = layout.successors();
        if ((mode & HELPED) != 0) {
            engine().helping().wake();
        }
        turn.start(this, successors, from, to);
        if ((mode & LISTENED) != 0) {
            says(
                    looking -> {
                        for (int k = from; k < to; k++) {
                            looking.ready(successors[k]);
                        }
                    },
                    turn);
        }
    }

    /** Leaves a node, whose start the caller owns, to the caller for later, or to the pool. */
    private void handOn(int n, Turn turn) {
        if (!keeps(n, turn)) {
            fork(n, turn);
        }
    }

    private boolean keeps(int n, Turn turn) {
        return (mode & HELPED) == 0 && turn.keeps(this, n);
    }

    /** Hands on a node, whose start the caller owns. */
    void fork(int n, Turn turn) {
        fork(n, turn, null);
    }

    /**
     * Does the same.
     *
     * @param clock by what to tell those who look on, if the calling thread must not wait for them
     */
    void fork(int n, Turn turn, @Nullable Clock clock) {
        Cells.CELL.setVolatile(cells, n, Cells.FORKED); // full: ordered before the read of mode, see Helping
        if ((mode & HELPED) != 0) {
            engine().helping().wake();
        }
        turn.start(new Step(this, n));
        if ((mode & LISTENED) != 0) { // after the start: who hears it may take long
            if (clock == null) {
                says(looking -> looking.ready(n), turn);
            } else {
                clock.schedule(
                        Duration.ZERO, () -> notes(looking -> looking.ready(n)).deliver());
            }
        }
    }

    /** Returns what the body of a node is called in; null if nothing is carried. */
    @Nullable
    Context contextOf(int n) {
        int now = mode;
        if ((now & CARRIES) == 0) {
            return null;
        }
        return (now & SHARED) == 0 ? domain.context() : demanderOf(n).context();
    }

    private synchronized Domain demanderOf(int n) {
        Domain demander = rare == null ? null : rare.demander(n);
        return demander == null ? domain : demander;
    }

    // ---- those who look on ----

    boolean isAttended() {
        return (mode & ATTENDED) != 0;
    }

    private synchronized Attendance notes(Consumer<Attendance> what) {
        Attendance told = Objects.requireNonNull(attendance());
        what.accept(told);
        return told;
    }

    private void says(Consumer<Attendance> what, Turn turn) {
        Attendance told = notes(what);
        if (told.isPassedOn()) {
            turn.letsGo(); // that may take long
            told.deliver();
        }
    }

    /**
     * Does what is to be done before a node runs whose start the caller owns, and returns how it ends if it need not run.
     *
     * @return null if it is to run; {@link Node#LATER} if it is not known yet whether it need
     */
    @Nullable
    Object beforeRun(int n, Turn turn) {
        int now = mode;
        if ((now & (ATTENDED | REMEMBERS)) == 0) {
            return null;
        }
        Object kept = (now & REMEMBERS) == 0 ? null : session().reuse(this, n, turn);
        if (kept == null && isAttended() && !((mode & (LISTENED | NOTED)) == LISTENED && turn.saysLater(this, n))) {
            says(looking -> looking.started(n), turn);
        }
        return kept;
    }

    private void saysFinished(int n, Turn turn) {
        if (!turn.owesStart(this, n)) {
            says(looking -> looking.finished(n), turn);
            return;
        }
        Attendance told;
        synchronized (this) {
            told = Objects.requireNonNull(attendance());
            told.finished(n);
            turn.owesNothing(); // not before: who has dropped the node just now says that its body was called
        }
        turn.hasSaid(told);
    }

    /** Says that the body of a node has been called, if that has not been said. Those who look on are told later. */
    Attendance saysStarted(int n) {
        return notes(looking -> looking.started(n));
    }

    /**
     * Lets somebody look on at what an attachment wants.
     *
     * @return the nodes that one of them had not heard of
     */
    BitSet lookOn(List<Observer> guests, Attachment through, int[] targets) {
        synchronized (this) {
            Attendance looking = attendsFromNow();
            int news = marks(guests) & ~mode;
            mode |= news;
            if ((news & NOTED) != 0) {
                engine().seats().forEach(seat -> seat.saysNow(this, looking));
            }
            BitSet reach = targets.length == 1 ? layout.demand(targets[0]).reach() : layout.reach(targets);
            return looking.add(guests, through, targets, reach);
        }
    }

    private Attendance attendsFromNow() {
        Attendance looking = attendance();
        if (looking == null) {
            mode |= ATTENDED; // before the cells are read: who moves a node later sees it
            looking = Attendance.of(this);
            rare().attendance = looking;
        }
        return looking;
    }

    /** Lets somebody look on at what the opener wants. Called before the opener starts anything. */
    void openedBefore(List<Observer> guests) {
        synchronized (this) {
            if ((mode & (SHARED | ATTENDED | SEALED)) != 0) { // somebody has joined meanwhile, or closed the executor
                lookOn(guests, opener, demand.targets());
                return;
            }
            mode |= ATTENDED | marks(guests);
            Attendance looking = Attendance.of(this, demand);
            rare().attendance = looking;
            looking.opens(guests, opener, demand);
        }
    }

    /** Returns what the mode says of such guests. */
    private static int marks(List<Observer> guests) {
        int marks = 0;
        for (int i = 0; i < guests.size(); i++) {
            marks |= guests.get(i).passesOn() ? LISTENED : NOTED;
        }
        return marks;
    }

    /** Returns who looks on at one of some nodes. */
    List<Observer> observersOf(int[] nodes) {
        if (!isAttended()) {
            return List.of();
        }
        synchronized (this) {
            return Objects.requireNonNull(attendance()).observersOf(nodes);
        }
    }

    /** Returns how a node stands. Under the lock. */
    Attendance.Phase phase(int n) {
        int cell = (int) Cells.CELL.getVolatile(cells, n);
        boolean parked = (cell & Cells.PARKED) != 0;
        if (parked && slots[n] instanceof Failed) {
            return Attendance.Phase.NONE; // it failed by what it needs, and nobody has asked
        }
        if (slots[n] != null || isDropped(n)) {
            return Attendance.Phase.FINISHED;
        }
        if (parked) {
            return Attendance.Phase.NONE;
        }
        if ((cell & Cells.FORKED) != 0) {
            return Attendance.Phase.READY;
        }
        if ((cell & Cells.AWAITS) != 0) {
            return Attendance.Phase.STARTED; // even if the last that it waited for has not counted it down
        }
        boolean counted = (cell & Cells.PENDING) == 0; // else it may wait for a body that nobody wants any more
        return counted && hasAllItNeeds(n) && !isVerifying(n) ? Attendance.Phase.STARTED : Attendance.Phase.REQUESTED;
    }

    boolean isOpenedBy(Attachment who) {
        return opener == who;
    }

    /** Returns whether it was opened for an element of a fan-out. */
    boolean isElement() {
        return opener.isElement();
    }

    boolean isAdopted(int n) {
        return rare != null && rare.isAdopted(n);
    }

    /** Whether what becomes of a node is said here: that of another frame's task, or of another generation, is said there. */
    boolean speaksOf(int n) {
        return layout.node(n) instanceof TaskNode && (!isAdopted(n) || rare().isSettled(n));
    }

    /** Returns whether it was the body of a node that yielded its value, and yielded it here. Under the lock. */
    boolean hasRun(int n) {
        if (rare == null) {
            return true;
        }
        RescueNode rescue = layout.node(n) instanceof TaskNode task ? task.rescue() : null;
        return !rare.isAdopted(n) && (rescue == null || !rare.isOpened(rescue.index()));
    }

    /** Returns whether the body of a node that nobody wants any more has been called without that being said. Under the lock. */
    boolean runsThoughDropped(int n) {
        if (isDropped(n)) {
            for (Seat seat : engine().seats()) {
                if (seat.turn().owesStart(this, n)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether the work of another generation may count as this one's. */
    boolean adopts() {
        return (mode & (ADOPTED | GENERATIONS)) != 0;
    }

    /** Returns a task of this frame that needs a node and is demanded, or about to be; -1 if there is none. */
    int dependantOf(int n, BitSet about) {
        return layout.dependantOf(n, successor -> isDemanded(successor) || about.get(successor));
    }

    /** Returns the links that serve one of some nodes. */
    List<Link> linksTo(BitSet nodes) {
        List<Link> found = new ArrayList<>();
        synchronized (this) {
            for (Link link = links; link != null; link = link.next) {
                if (link.serves(nodes)) {
                    found.add(link);
                }
            }
        }
        return found;
    }

    /** Returns the nodes that targets need, as far as conditions and failures have shown. */
    synchronized BitSet closureNow(int... targets) {
        return layout.closure(rare == null ? null : rare.opened(), targets);
    }

    /** Returns whether a node is a task that is executed here, and demanded. */
    synchronized boolean executes(int n) {
        return layout.node(n) instanceof TaskNode
                && !isAdopted(n)
                && (outcome(n) != null || phase(n) != Attendance.Phase.NONE);
    }

    /** Returns the node of a request; -1 if it is not one of this frame's. */
    int nodeOf(Request<?> request) {
        TaskNode node = Api.node(request);
        Combination all = layout.combination();
        boolean here = all == null
                ? node.layout() == layout && Layout.sameKey(key, Api.key(request))
                : all.isKey(key, node.layout(), Api.key(request));
        return here && graph.equals(request.graph()) ? layout.indexOf(node) : -1;
    }

    /** Adds what bodies have said of themselves. */
    synchronized void addCurrent(BitSet nodes, List<Progress.Current> into) {
        for (Activity activity = activities(); activity != null; activity = activity.next) {
            Progress.Current current = nodes.get(activity.node()) ? activity.current() : null;
            if (current != null) {
                into.add(current);
            }
        }
    }

    /** Returns whether the body of a node has returned a stage. */
    boolean awaitsStage(int n) {
        return ((int) Cells.CELL.getVolatile(cells, n) & Cells.AWAITS) != 0;
    }

    /** Returns whether a body ran for a node when nobody wanted it any more. Under the lock. */
    boolean hasAbandoned(int n) {
        return rare != null && rare.isAbandoned(n);
    }

    /** Returns the generations whose abandoned body of a node is waited for. Under the lock. */
    List<Frame> awaitedBodies(int n) {
        return rare == null ? List.of() : rare.awaitedBodies(n);
    }

    /** Returns the targets that somebody wants. Under the lock. */
    int[] wanted() {
        return rare == null ? demand.targets() : rare.wanted();
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
                handOn(ready, turn);
            }
        }
    }

    /**
     * Fails a node and all that need it, or begins its fallback, and tells who waits for them. The caller owns the node, or it cannot have
     * started; it settles the turn.
     */
    void fail(int n, Failed failed, Turn turn) {
        fail(n, failed, true, turn);
    }

    /** Fails a node whose fallback has failed. */
    void failFinally(int n, Failed failed, Turn turn) {
        fail(n, failed, false, turn);
    }

    private void fail(int first, Failed failed, boolean rescues, Turn turn) {
        Starts starts = new Starts();
        synchronized (this) {
            if (isRemembering() && !isDropped(first)) {
                session().returned(first, failed);
            }
            doom(first, failed, rescues, starts, turn);
        }
        start(starts, turn);
    }

    private void doom(int first, Failed failed, boolean rescues, Starts starts, Turn turn) {
        IntStack doomed = new IntStack();
        if (dooms(first, failed, rescues, starts, turn)) {
            doomed.push(first);
        }
        while (!doomed.isEmpty()) {
            int next = doomed.pop();
            Failed why = (Failed) Objects.requireNonNull(slots[next]);
            for (int k = layout.offsets()[next], end = layout.offsets()[next + 1]; k < end; k++) {
                int successor = layout.successors()[k];
                if (layout.isSoft(k)) {
                    countDown(successor, starts);
                } else if (successor < slots.length && !mayDoWithout(successor, next)) {
                    boolean condition = layout.node(next) instanceof GateNode; // no fallback is for that
                    if (dooms(successor, doomOf(successor, why), !condition, starts, turn)) {
                        doomed.push(successor);
                    }
                }
            }
        }
    }

    private Failed doomOf(int n, Failed why) {
        return layout.node(n) instanceof TaskNode task ? why.dooms(this, task) : why;
    }

    /**
     * Returns whether a failure of what a task needs is not, or not yet, one of its own: it is not known whether its conditions hold, or it has
     * a fallback that must not begin since nobody has demanded the task. If that changes, the failure is found again.
     */
    private boolean mayDoWithout(int n, int failed) {
        if (rare != null && rare.isAdopted(n)) {
            return true; // how it ends is for the other generation to say
        }
        if (layout.node(failed) instanceof GateNode || !(layout.node(n) instanceof TaskNode task)) {
            return false;
        }
        return isShut(task) || (task.rescue() != null && !isDemanded(n));
    }

    private boolean isShut(TaskNode task) {
        return task.gate() != null
                && (rare == null || !rare.isOpened(task.gate().index()));
    }

    /** Writes that a node has failed, and returns whether so have those that need it: not if it had ended before, or has a fallback. */
    private boolean dooms(int n, Failed failed, boolean rescues, Starts starts, Turn turn) {
        if (slots[n] != null) {
            return false;
        }
        boolean mayRescue = rescues && (rare == null || !rare.isAdopted(n)); // else the other generation has tried
        if (mayRescue && layout.node(n) instanceof TaskNode task && task.rescue() != null) {
            RescueNode rescue = task.rescue();
            if (rare().isOpened(rescue.index())) {
                return false;
            }
            Throwable caught = rescue.catches(failed);
            if (caught != null && !isDropped(n)) {
                mode |= SHARED;
                noteCut();
                rare().rescue(rescue.index(), caught);
                note(turn, looking -> looking.fallsBack(n, caught));
                starts.rescue(rescue);
                watch(rare().inner(new Rescued(this, task, failed), rescue.index()), turn);
                return false;
            }
        }
        mode |= FAILED; // sealed before anyone is told
        noteCut();
        sealWhole();
        if (isRemembering()) {
            remember(n, failed);
        }
        Cells.SLOT.setRelease(slots, n, failed);
        noteFinished(n, turn);
        noteWatchers(n, failed, turn);
        if ((mode & (RELEASES | UNDECIDED)) != 0) {
            finished(n, turn);
        }
        return true;
    }

    /** Notes that a task ends although what it needs may go on, and come back to it. */
    private void noteCut() {
        if (layout.mayClose()) {
            engine().rings().cut();
        }
    }

    /** Lets go of the values that a node has read which has ended, if nobody is left to read them. */
    private synchronized void releaseNeeds(int n) {
        if (((int) Cells.CELL.getVolatile(cells, n) & Cells.PARKED) != 0) {
            return; // executed elsewhere: it has read nothing here, and is not counted among the readers
        }
        for (int k = layout.predecessorOffsets()[n], end = layout.predecessorOffsets()[n + 1]; k < end; k++) {
            int needed = layout.predecessors()[k];
            if (rare().consumed(needed, -1) == 0
                    && slots[needed] != null
                    && !(slots[needed] instanceof Failed)
                    && !rare().isHeld(needed)) {
                Cells.SLOT.setRelease(slots, needed, Node.RELEASED);
                rare().released();
            }
        }
    }

    /** Returns whether a value was let go of that somebody would need. Under the lock. */
    private boolean hasReleased(Demand wanted) {
        if ((mode & RELEASES) == 0 || !rare().hasReleased()) {
            return false;
        }
        for (int target : wanted.targets()) {
            if (slots[target] == Node.RELEASED) {
                return true;
            }
        }
        BitSet closure = wanted.closure();
        for (int n = closure.nextSetBit(0); n >= 0; n = closure.nextSetBit(n + 1)) {
            if (slots[n] == null && !isDemanded(n) && needsReleased(n)) {
                return true;
            }
        }
        return false;
    }

    private boolean needsReleased(int n) {
        for (int k = layout.predecessorOffsets()[n], end = layout.predecessorOffsets()[n + 1]; k < end; k++) {
            if (slots[layout.predecessors()[k]] == Node.RELEASED) {
                return true;
            }
        }
        return false;
    }

    /** Returns what a fallback is for, to its body. */
    synchronized Throwable rescuedFrom(int rescue) {
        return rare().rescuedFrom(rescue);
    }

    // ---- the rare, under the lock ----

    /** Returns whether nobody wants a node any more. */
    boolean isDropped(int n) {
        int now = mode;
        return (now & DEAD) != 0 || ((now & DROPPED) != 0 && rareDropped(n));
    }

    private synchronized boolean rareDropped(int n) {
        return rare != null && rare.isDropped(n);
    }

    /** Returns whether a node may start; says that it has not, if it has been dropped. */
    boolean mayStartAfterDrop(int n) {
        Turn turn = new Turn();
        synchronized (this) {
            if (!isDropped(n)) {
                return true;
            }
            if (slots[n] == null) {
                Cells.SLOT.setRelease(
                        slots, n,
                        Node.NULL); // nobody reads it; who waits for a body to return learns that there is none
            }
            if (rare != null) {
                rare.tellReturned(this, n, turn);
            }
        }
        turn.settle();
        return false;
    }

    /** Notes that the body of a node has returned a stage. Called by the body's thread, before anyone is told of the stage's end. */
    void awaits(int n) {
        Cells.CELL.getAndBitwiseOr(cells, n, Cells.AWAITS); // full: ordered before the read of mode, see isAbandoned
        if ((mode & (DROPPED | DEAD)) != 0) {
            Turn turn = new Turn();
            synchronized (this) {
                if (rare != null) {
                    rare.tellReturned(this, n, turn);
                }
            }
            turn.settle();
        }
    }

    /** Counts a node down that waited for an abandoned body, too. */
    void countDown(int n, Frame other, Turn turn) {
        synchronized (this) {
            rare().awaitsBodyNoMore(n, other);
        }
        if (((int) Cells.CELL.getAndAdd(cells, n, -1) & ~Cells.WATCHED) == 1) {
            fork(n, turn);
        }
    }

    /** Ends a task as skipped. Called by its gate, which owns its start since it has not counted it down. */
    void skip(int gate, int n, Skipped skipped) {
        Object no = false;
        Cells.SLOT.setRelease(slots, gate, no);
        Turn turn = new Turn();
        complete(n, skipped, turn);
        turn.settle();
    }

    /** Demands what a task needs whose gate has opened. */
    void demandMore(GateNode gate) {
        TaskNode task = gate.owner();
        int n = task.index();
        Turn turn = new Turn();
        Starts starts = new Starts();
        demandLater(n, starts, turn, open -> {
            rare().open(gate.index());
            if (!isDoomed(n, starts, turn)) {
                layout.needs(n, rare().opened(), open);
            }
        });
        start(starts, turn);
        turn.settle();
        engine().rings().look(this, task);
    }

    /** Looks whether something that a task needs has failed before it was known that it needs it. */
    private boolean isDoomed(int n, Starts starts, Turn turn) {
        Failed failed = failedBefore(n);
        if (failed != null) {
            doom(n, doomOf(n, failed), true, starts, turn);
        }
        return failed != null;
    }

    private @Nullable Failed failedBefore(int n) {
        for (int k = layout.predecessorOffsets()[n], end = layout.predecessorOffsets()[n + 1]; k < end; k++) {
            int before = layout.predecessors()[k];
            if (slots[before] instanceof Failed failed && !layout.isSoft(before, n)) {
                return failed;
            }
        }
        return null;
    }

    /**
     * Demands more for a task that is under way, unless nobody wants it any more.
     *
     * @param first adds what is demanded; called under the lock
     */
    private void demandLater(int n, Starts starts, Turn turn, Consumer<IntStack> first) {
        Consumer<List<Frame>> demands = others -> {
            if (!isDropped(n)) {
                IntStack open = new IntStack();
                first.accept(open);
                demand(open, demanderOf(n), others, starts, turn);
            }
        };
        synchronized (this) {
            if ((mode & GENERATIONS) == 0) {
                demands.accept(List.of());
                return;
            }
        }
        engine().table().among(this, others -> {
            synchronized (this) {
                demands.accept(others);
            }
        });
    }

    private void start(Starts starts, Turn turn) {
        for (RescueNode rescue = starts.rescue(); rescue != null; rescue = starts.rescue()) {
            int fallback = rescue.index();
            demandLater(rescue.owner().index(), starts, turn, open -> open.push(fallback));
            starts.rescues(rescue.owner());
        }
        for (int ready = starts.ready(); ready >= 0; ready = starts.ready()) {
            fork(ready, turn);
        }
        link(starts.imports(), turn);
        starts.look();
        for (TaskNode rescued : starts.rescued()) {
            engine().rings().look(this, rescued);
        }
    }

    /** Returns who looks on; null if nobody does. Under the lock. */
    private @Nullable Attendance attendance() {
        return rare == null ? null : rare.attendance;
    }

    /** Tells who looks on, if somebody does, in this turn. Under the lock. */
    private void note(Turn turn, Consumer<Attendance> what) {
        Attendance looking = attendance();
        if (looking != null) {
            what.accept(looking);
            turn.mail(looking);
        }
    }

    private void noteFinished(int n, Turn turn) {
        note(turn, looking -> looking.finished(n));
    }

    private void noteWasThere(int n, Turn turn) {
        note(turn, looking -> looking.wasThere(n));
    }

    private void noteWatchers(int n, Object outcome, Turn turn) {
        if (rare == null ? !openerHasLeft() && demand.isTarget(n) : rare.openerWants(n)) {
            turn.tell(opener, this, n, outcome);
        }
        if (rare != null) {
            rare.tellHolds(this, n, outcome, turn);
            rare.tellReturned(this, n, turn);
        }
    }

    private Rare rare() {
        if (rare == null) {
            rare = new Rare(openerHasLeft() ? NO_TARGETS : demand.targets(), null);
        }
        return rare;
    }

    private boolean openerHasLeft() {
        return (mode & LEFT) != 0;
    }

    private boolean openerWants() {
        return rare == null ? !openerHasLeft() : rare.openerWants();
    }

    /** Returns whether someone of a domain is attached, so that the domain has seen outcomes of this frame. */
    synchronized boolean isHeldBy(Domain other) {
        if (rare == null) {
            return !openerHasLeft() && opener.domain() == other;
        }
        return (rare.openerWants() && opener.domain().sees(other))
                || (rare.isGoneOnWith() && domain.sees(other))
                || rare.isHeldBy(other);
    }

    /**
     * Adds an attachment to a frame that is under way, and demands what it wants beyond what others wanted. Called under the table's stripe.
     *
     * @param observers who looks on through it
     * @param others the other generations of the key
     * @return false if the frame has been sealed meanwhile, or has dropped something that is wanted
     */
    boolean join(
            Attachment who, Demand wanted, List<Observer> observers, List<Frame> others, Starts starts, Turn turn) {
        if (isCombined()) {
            return false; // a frame of its own for the key goes on with it
        }
        synchronized (this) {
            boolean mayJoin = isRemembering() ? domain.sees(who.domain()) : !isSealed() || isHeldBy(who.domain());
            if (!mayJoin) {
                return false;
            }
            if ((mode & DEAD) != 0 || (rare != null && rare.hasDropped(wanted.reach())) || hasReleased(wanted)) {
                return false;
            }
            mode |= SHARED;
            note(turn, looking -> looking.joined(wanted.targets(), who));
            if (rare != null) {
                rare.wantsAlso(wanted.reach());
            }
            if (!observers.isEmpty()) {
                lookOn(observers, who, wanted.targets());
            }
            demand(wanted.targets(), who.domain(), others, starts, turn);
            for (int target : wanted.targets()) {
                watch(who, target, turn);
            }
            holds++;
        }
        return true;
    }

    private void demand(int[] targets, Domain demander, List<Frame> others, Starts starts, Turn turn) {
        IntStack open = null;
        for (int target : targets) {
            if (isToDemand(target, turn)) {
                open = open == null ? new IntStack() : open;
                open.push(target);
            }
        }
        if (open != null) { // who joins nearly always wants what others want, too
            demand(open, demander, others, starts, turn);
        }
    }

    /**
     * Demands nodes and all that they need. What is live in another generation is waited for, what the domain has seen there is taken over,
     * all else is executed here. A node that was demanded before has had its needs demanded, too.
     */
    private void demand(IntStack open, Domain demander, List<Frame> others, Starts starts, Turn turn) {
        while (!open.isEmpty()) {
            int n = open.pop();
            if (!isToDemand(n, turn)) {
                continue;
            }
            Node node = layout.node(n);
            boolean adoptable = !(node instanceof ImportNode || node instanceof GateNode);
            if (adoptable && !others.isEmpty() && adopt(n, others, starts, turn)) {
                continue;
            }
            if (isRemembering()
                    && node instanceof TaskNode
                    && recall(n, starts, turn)) { // after a look at who may just end it
                continue;
            }
            if ((mode & RELEASES) != 0) {
                for (int k = layout.predecessorOffsets()[n], end = layout.predecessorOffsets()[n + 1]; k < end; k++) {
                    rare().consumed(layout.predecessors()[k], 1);
                }
            }
            boolean ready = ((int) Cells.CELL.getAndAdd(cells, n, -Cells.PARKED) & Cells.PENDING) == 0;
            if ((mode & CARRIES) != 0 && demander != domain) {
                rare().demandedBy(n, demander);
            }
            note(turn, looking -> looking.requested(n));
            if (ready) {
                starts.ready(n, node);
            }
            boolean rescued = node instanceof TaskNode task && task.rescue() != null && !isShut(task);
            if (!rescued || !isDoomed(n, starts, turn)) {
                layout.needs(n, rare == null ? null : rare.opened(), open);
            }
        }
    }

    /** Returns whether nobody has demanded a node before, or it has not ended by what it needs. */
    private boolean isToDemand(int n, Turn turn) {
        boolean parked = ((int) Cells.CELL.getVolatile(cells, n) & Cells.PARKED) != 0;
        if (parked && outcome(n) != null) {
            noteWasThere(n, turn);
            return false;
        }
        return parked && !(rare != null && rare.isAdopted(n));
    }

    /** Counts a cell down, and adds its node to what can start. */
    private void countDown(int cell, Starts starts) {
        if (((int) Cells.CELL.getAndAdd(cells, cell, -1) & ~Cells.WATCHED) == 1) {
            starts.ready(cell, layout.node(cell));
        }
    }

    /** Adds a hold for one target; if the target has ended, its attachment is told in this turn. */
    private void watch(Attachment who, int target, Turn turn) {
        watch(rare().hold(who, target), turn);
    }

    private void watch(Rare.Hold hold, Turn turn) {
        int target = hold.target();
        Cells.CELL.getAndBitwiseOr(cells, layout.watchCell(target), Cells.WATCHED); // full: decides against finish
        Object outcome = outcome(target);
        if (outcome != null) {
            noteFinished(target, turn); // who ends it may have written the slot and not said so yet
            hold.tell(this, outcome, turn);
        }
    }

    /** Attaches to the narrower frames that imports come from. */
    private void link(Demand.Imports[] groups, Turn turn) {
        for (Demand.Imports group : groups) {
            Link link = new Link(this, group.demand().targets(), group.nodes());
            attach(link, graph, group.narrowing().layout(), group.narrowing().key(key), group.demand(), turn);
        }
    }

    /** Attaches a link of this frame to the frame of a key, and keeps it until it is no longer wanted. */
    void attach(Link link, Graph otherGraph, Layout otherLayout, Object otherKey, Demand wanted, Turn turn) {
        if (isRemembering()) {
            session().dependsOn(otherLayout, otherGraph, otherKey, link.targets(), link.nodes());
        }
        if (engine().table().attach(otherLayout, otherGraph, otherKey, link, wanted, turn)) {
            link.joined();
        }
    }

    /** Keeps a link that is attached; returns false if what it serves is not wanted any more. */
    boolean keep(Link link) {
        synchronized (this) {
            if ((mode & DEAD) == 0 && !isOver(link.nodes())) {
                link.next = links;
                links = link;
                if ((mode & HELPED) != 0) {
                    engine().helping().wake();
                }
                return true;
            }
        }
        return false;
    }

    /** Returns the targets of a link which nobody wanted any more before it was kept: who has left has not seen it. */
    int[] unwantedOf(Link link) {
        if ((mode & SEALED) == 0) {
            return NO_TARGETS;
        }
        synchronized (this) {
            BitSet wanted = new BitSet();
            for (int n : link.nodes()) {
                wanted.set(n, isWanted(n));
            }
            return link.unwanted(wanted);
        }
    }

    /**
     * Returns whether none of some nodes is wanted any more: each has ended well, or been dropped. Who keeps going wants to know of all that a
     * failed one has demanded.
     */
    private boolean isOver(int[] nodes) {
        for (int n : nodes) {
            boolean ended = slots[n] != null && !(slots[n] instanceof Failed && isWanted(n));
            if (!ended && !isDropped(n)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether somebody still wants a node that has started, or what it demands. */
    boolean isWanted(int n) {
        if ((mode & SEALED) == 0) {
            return true;
        }
        synchronized (this) {
            return (mode & DEAD) == 0 && (rare == null || !(rare.isDropped(n) || rare.isUnwanted(n)));
        }
    }

    /** Forgets a link that has served its purpose before the frame has; returns false if it was let go of before. */
    boolean unkeep(Link gone) {
        synchronized (this) {
            Link before = null;
            for (Link link = links; link != null; before = link, link = link.next) {
                if (link == gone) {
                    if (before == null) {
                        links = gone.next;
                    } else {
                        before.next = gone.next;
                    }
                    return true;
                }
            }
        }
        return false;
    }

    /** Returns whether some nodes have all succeeded, or been skipped. */
    boolean haveSucceeded(int[] nodes) {
        for (int n : nodes) {
            Object outcome = outcome(n);
            if (outcome == null || outcome instanceof Failed) {
                return false;
            }
        }
        return true;
    }

    /** Notes a body that can be spoken to while it runs. If nobody wants it any more, it is told so at once. */
    void begins(Activity activity) {
        synchronized (this) {
            if (!isDropped(activity.node())) {
                activity.next = activities();
                rare().activities = activity;
                return;
            }
        }
        activity.cancel();
    }

    /** Returns the bodies that can be spoken to. Under the lock. */
    private @Nullable Activity activities() {
        return rare == null ? null : rare.activities;
    }

    void ends(Activity gone) {
        synchronized (this) {
            Activity before = null;
            for (Activity activity = activities(); activity != null; before = activity, activity = activity.next) {
                if (activity == gone) {
                    if (before == null) {
                        rare().activities = gone.next;
                    } else {
                        before.next = gone.next;
                    }
                    return;
                }
            }
        }
    }

    /** Says how far a body has come, to who looks on. */
    void progress(int n, long done, long total, String message) {
        if (isAttended()) {
            notes(looking -> looking.progress(n, done, total, message)).deliver();
        }
    }

    /** Says that nobody is attached any more, and adds what to let go of. Called once, when {@link #holds} has become 0. */
    void die(boolean finished, Aftermaths aftermath) {
        if (finished && !isLinked()) {
            return; // all that was wanted has ended, and there is nothing to let go of
        }
        synchronized (this) {
            mode |= DEAD;
            aftermath.addAll(links);
            links = null;
            if (rare != null) {
                tellLingering(aftermath);
            }
            Frame whole = rare == null ? null : rare.whole;
            if (whole != null) {
                rare().whole = null;
                aftermath.add((table, more) -> {
                    whole.goesOnNoMore();
                    table.leaveWhole(whole, more);
                });
            }
        }
    }

    /**
     * Takes back what an attachment wanted, all of it or some targets. What nobody wants any more is dropped; bodies that run for it are
     * told, and the links that served it are added to what is let go of.
     *
     * @param who the attachment; null if it is only looked what is still wanted
     * @param leaves whether the attachment lets go of the frame
     * @return whether the attachment's hold has passed to bodies that run on and cannot be stopped
     */
    boolean forget(@Nullable Attachment who, int @Nullable [] targets, boolean leaves, Aftermaths aftermath) {
        synchronized (this) {
            if (who != null) {
                noteForgotten(who, targets);
            }
            if (hasEnded()) {
                boolean failed = rare != null && (mode & FAILED) != 0 && isLinked();
                if (links != null || failed) {
                    BitSet wanted = rare == null ? NONE : mayBeWanted(rare);
                    unlink(wanted, aftermath);
                    if (failed) {
                        // a failed fan-out that demands still, and a link that is only being attached, ask for this
                        rare().wantsOnly(wanted, slots.length);
                    }
                }
                return leaves && keepRemains();
            }
            if (layout.mayKeep()) {
                mode |= UNDECIDED; // before the slots are read: who ends a task writes its slot before it reads this
            }
            BitSet wanted = mayBeWanted(rare()); // what is dropped never starts here, so what may yet be wanted is not
            rare().wantsOnly(wanted, slots.length);
            BitSet news = new BitSet();
            for (int n = 0; n < slots.length; n++) {
                if (slots[n] == null && !wanted.get(n) && isDemanded(n) && !rare().isDropped(n) && !leavesToWhole(n)) {
                    rare().drop(n);
                    news.set(n);
                }
            }
            if (!news.isEmpty()) {
                mode |= DROPPED;
                sealWhole();
                tellLingering(aftermath);
                Attendance told = attendance();
                if (told != null) {
                    news.stream().forEach(told::finished);
                    aftermath.add((table, more) -> told.deliver());
                }
                for (Activity activity = activities(); activity != null; activity = activity.next) {
                    if (news.get(activity.node())) {
                        Activity cancelled = activity;
                        aftermath.add((table, more) -> cancelled.cancel());
                    }
                }
                for (int n = news.nextSetBit(0); n >= 0; n = news.nextSetBit(n + 1)) {
                    if (isAbandoned(n)) {
                        int body = n;
                        rare().abandon(n);
                        aftermath.add((table, more) -> engine().interrupt(this, body));
                    }
                }
            }
            unlink(wanted, aftermath);
            return leaves && keepRemains();
        }
    }

    /** Returns whether it is to be looked, once somebody has left it, whether only frames hold it that it holds itself. */
    boolean mayBeUnheld() {
        return engine().rings().mayBeCut() && layout.mayClose();
    }

    /** Lets go of what only a node that has finished had a use for. */
    private void finished(int n, Turn turn) {
        if ((mode & RELEASES) != 0) {
            releaseNeeds(n);
        }
        noteDecided(n, turn);
    }

    /** Notes that it is to be looked what is still wanted, if something may have been kept for what a task that has ended did not need. */
    private void noteDecided(int n, Turn turn) {
        if ((mode & UNDECIDED) == 0 || !(layout.node(n) instanceof TaskNode task)) {
            return;
        }
        boolean choice = task.gate() != null || task.rescue() != null;
        if ((choice && mayDecide(task)) || (layout.mayClose() && hasDoneWithout(task))) {
            turn.tell(new Decided(domain), this, n, Node.NULL);
        }
    }

    /** Returns whether a task has ended in another way than by what it needs. */
    private synchronized boolean hasDoneWithout(TaskNode task) {
        return slots[task.index()] instanceof Failed
                || (task.rescue() != null
                        && rare != null
                        && rare.isOpened(task.rescue().index()));
    }

    /** Returns whether something is under way here, or held elsewhere, that a task would have needed by a condition or a fallback. */
    private synchronized boolean mayDecide(TaskNode task) {
        IntStack open = new IntStack();
        if (isShut(task)) {
            addPredecessors(task.index(), open);
        }
        if (task.rescue() != null && !rare().isOpened(task.rescue().index())) {
            open.push(task.rescue().index());
        }
        Set<Integer> seen = new HashSet<>(); // few: not as many bits as there are nodes, for each of them
        while (!open.isEmpty()) {
            int n = open.pop();
            Node node = layout.node(n);
            boolean within = node instanceof TaskNode || node instanceof GateNode || node instanceof RescueNode;
            if (isDemanded(n) && !rare().isDropped(n) && (slots[n] == null || !within)) {
                return true;
            }
            if (seen.add(n)) {
                if (node instanceof TaskNode needed && needed.rescue() != null) {
                    open.push(needed.rescue().index());
                }
                addPredecessors(n, open);
            }
        }
        return false;
    }

    private void addPredecessors(int n, IntStack into) {
        for (int k = layout.predecessorOffsets()[n], end = layout.predecessorOffsets()[n + 1]; k < end; k++) {
            into.push(layout.predecessors()[k]);
        }
    }

    /** Tells keep-going runs that what they wait for has been dropped: only from a ring that they look into from outside just as it is let go of. */
    private void tellLingering(Aftermaths aftermath) {
        for (Rare.Hold lingering : rare().takeLingering(isDead())) {
            aftermath.add((table, more) -> {
                Turn turn = new Turn();
                lingering.who().told(this, lingering.target(), Node.NULL, turn);
                turn.settle();
            });
        }
    }

    /** Lets go of what failed tasks, and those whose fallbacks were taken, needed: nobody from outside holds this frame. */
    synchronized void letGoInRing(Aftermaths aftermath) {
        if ((mode & DEAD) == 0 && holders().stream().allMatch(holder -> holder.from() != null)) {
            rare().ringed();
            forgetUnneeded(aftermath);
        }
    }

    boolean isDead() {
        return (mode & DEAD) != 0;
    }

    private boolean hasFailed() {
        return (mode & FAILED) != 0;
    }

    /** Drops what nobody wants any more now that more is known of what is needed. */
    synchronized void forgetUnneeded(Aftermaths aftermath) {
        if ((mode & DEAD) == 0) {
            forget(null, NO_TARGETS, false, aftermath);
        }
    }

    /**
     * Leaves a node that is awaited in a frame for several keys as if nobody had ever demanded it here: others may want it there, and then it is no
     * reason to take no new runs here. Under the lock.
     *
     * @return whether it is awaited there, or has just ended
     */
    private boolean leavesToWhole(int n) {
        Frame whole = rare().whole;
        if (whole == null || !rare().isAdopted(n)) {
            return false;
        }
        for (Link link = links; link != null; link = link.next) {
            if (link.to() == whole && link.fills(n)) {
                if (link.retires()) {
                    rare().adoptNoMore(n);
                }
                return true;
            }
        }
        return false;
    }

    private void noteForgotten(Attachment who, int @Nullable [] targets) {
        if (who != opener) {
            rare().forget(who, targets);
        } else if (rare == null && targets == null) {
            mode |= LEFT;
        } else {
            rare().openerForgets(targets);
        }
    }

    /** Returns whether all that was demanded has ended. */
    private boolean hasEnded() {
        for (int n = 0; n < slots.length; n++) {
            if (slots[n] == null && isDemanded(n)) {
                return false;
            }
        }
        return true;
    }

    /** Returns what those who are attached want or may want yet, and what they have seen on the way. Under the lock. */
    private BitSet mayBeWanted(Rare known) {
        int[] targets = known.wanted();
        return targets.length == 0 ? NONE : layout.reach(needNothing(known), known.opened(), slots, targets);
    }

    /** Returns the nodes that need nothing here: they are executed elsewhere, or have failed and nobody wants what they needed. */
    private @Nullable BitSet needNothing(Rare known) {
        BitSet elsewhere = known.elsewhere();
        if (!hasFailed() && !known.isRinged()) {
            return elsewhere;
        }
        BitSet all = new BitSet(slots.length);
        for (int n = 0; n < slots.length; n++) {
            boolean needless = known.isRinged() && layout.node(n) instanceof TaskNode task && hasDoneWithout(task);
            all.set(n, slots[n] != null && (needless || (slots[n] instanceof Failed && !isDemanded(n))));
        }
        if (elsewhere != null) {
            all.or(elsewhere);
        }
        return all;
    }

    /**
     * Returns whether a body runs for a node that has just been dropped, or a thread is about to find that it has been dropped: all that it
     * waited for has ended, and it neither lies in a queue nor awaits a stage. A thread counts down, which is a full fence, or claims before it
     * reads the mode; the mode was written before this.
     */
    private boolean isAbandoned(int n) {
        Node node = layout.node(n);
        if (!(node instanceof TaskNode || node instanceof RescueNode)
                || isVerifying(n)
                || !rare().awaitedBodies(n).isEmpty()
                || (node instanceof TaskNode task
                        && task.rescue() != null
                        && rare().isOpened(task.rescue().index()))
                || ((int) Cells.CELL.getVolatile(cells, n) & (Cells.PARKED | Cells.FORKED | Cells.AWAITS)) != 0) {
            return false;
        }
        return hasAllItNeeds(n);
    }

    boolean hasAllItNeeds(int n) {
        for (int k = layout.predecessorOffsets()[n], end = layout.predecessorOffsets()[n + 1]; k < end; k++) {
            Object before = outcome(layout.predecessors()[k]);
            if (before == null || (before instanceof Failed && !layout.isSoft(layout.predecessors()[k], n))) {
                return false;
            }
        }
        return true;
    }

    /** Lets a frame stay, even if nobody wants it, as long as abandoned bodies run on in it that nobody else keeps it for. */
    private boolean keepRemains() {
        if (rare == null || !rare.hasAbandoned()) {
            return false;
        }
        Remains remains = new Remains(this);
        BitSet left = rare().takeAbandoned();
        for (int n = left.nextSetBit(0); n >= 0; n = left.nextSetBit(n + 1)) {
            if (!awaitReturn(remains, n)) {
                remains.count();
            }
        }
        return remains.left() > 0;
    }

    /** Returns whether bodies may run on in it that nobody wants. */
    boolean mayRunOn() {
        int now = mode;
        return (now & (DROPPED | FAILED | ADOPTED)) != 0
                || ((now & SHARED) != 0 && layout.hasChoices()); // something may be kept for a choice that was not made
    }

    /** Tells an attachment when the body of a node that was dropped has returned; returns true, and does not, if it has. */
    private boolean awaitReturn(Attachment who, int n) {
        Cells.CELL.getAndBitwiseOr(cells, layout.watchCell(n), Cells.WATCHED); // full: decides against finish
        if (outcome(n) != null || ((int) Cells.CELL.getVolatile(cells, n) & Cells.AWAITS) != 0) {
            return true;
        }
        rare().returns(who, n);
        return false;
    }

    private boolean isDemanded(int n) {
        return ((int) Cells.CELL.getVolatile(cells, n) & Cells.PARKED) == 0 || (rare != null && rare.isAdopted(n));
    }

    private void unlink(BitSet wanted, Aftermaths releases) {
        Link kept = null;
        Link link = links;
        while (link != null) {
            Link following = link.next;
            int[] unwanted = link.unwanted(wanted);
            for (int n : link.nodes()) {
                if (isAdopted(n) && !wanted.get(n) && slots[n] != null) {
                    settleAdopted(n);
                }
            }
            if (unwanted.length == link.targets().length) {
                releases.add(link);
            } else {
                if (unwanted.length > 0) {
                    Link partly = link;
                    releases.add((table, more) -> table.release(partly.to(), partly, unwanted, false, more));
                }
                link.next = kept;
                kept = link;
            }
            link = following;
        }
        links = kept;
    }

    /** Notes that a node has ended in another generation which is let go of: from now on this one says how. */
    private void settleAdopted(int n) {
        rare().settle(n);
        Attendance looking = attendance();
        if (looking != null) {
            looking.knows(n);
        }
    }

    // ---- generations ----

    /** Prepares a frame that succeeds others of its key, or belongs to a session. Called under the table's stripe, before anyone else can see the frame. */
    void succeed(List<Frame> older, List<Observer> observers, Starts starts, Turn turn) {
        for (Frame frame : older) {
            synchronized (frame) {
                frame.mode |= GENERATIONS; // from now on it looks here before it demands more
            }
        }
        synchronized (this) {
            mode |= older.isEmpty() ? SHARED : SHARED | GENERATIONS;
            int[] pending = layout.pending();
            if ((mode & RELEASES) != 0) {
                rare().consumers(new int[slots.length]); // counted as they are demanded
            }
            for (int n = 0; n < cells.length; n++) {
                cells[n] = pending[n] | Cells.PARKED;
            }
            for (int target : demand.targets()) {
                cells[layout.watchCell(target)] |= Cells.WATCHED;
            }
            if (!observers.isEmpty()) {
                lookOn(observers, opener, demand.targets());
            }
            demand(demand.targets(), opener.domain(), older, starts, turn);
        }
    }

    /**
     * Looks for a node in other generations: waits for it if it is live there, takes its value if the domain has seen it there. If it is to
     * be executed afresh while an abandoned body of it still runs, it waits for that to return. Under the table's stripe, so that the order
     * in which frames of one key are locked does not matter.
     */
    private boolean adopt(int n, List<Frame> others, Starts starts, Turn turn) {
        Node node = layout.node(n);
        for (Frame frame : others) {
            int there = frame.indexOf(layout, n);
            if (there < 0) {
                continue;
            }
            synchronized (frame) {
                Object outcome = frame.outcome(there);
                boolean sees = !isRemembering() || domain.sees(frame.domain);
                if (frame.rare().isDropped(there)) {
                    if (frame.rare().isAbandoned(there) && outcome == null) {
                        if (!frame.awaitReturn(new Afterwards(this, n), there)) {
                            Cells.CELL.getAndAdd(cells, n, 1);
                            rare().awaitsBody(n, frame);
                        }
                    }
                } else if (outcome == null) {
                    if (frame.isDemanded(there)
                            && (frame.mode & DEAD) == 0
                            && (!isRemembering() || mayAwait(n, frame))) {
                        Link link = sees
                                ? new Link(this, frame.layout.node(there).alone(), node.alone())
                                : new Awaited(this, n);
                        frame.mode |= SHARED;
                        frame.holds++;
                        link.attachedTo(frame);
                        frame.watch(link, there, turn);
                        link.next = links;
                        links = link;
                        rare().adopt(n, !sees);
                        mode |= ADOPTED; // what it needs may be under way here, for somebody else
                        Attendance looking = attendance();
                        if (looking != null) {
                            List<Observer> guests = looking.observersOf(link.nodes());
                            starts.looks(guests, frame, frame.lookOn(guests, link, link.targets()));
                        }
                        return true;
                    }
                } else if (sees
                        && outcome != Node.RELEASED
                        && frame.isDemanded(there)
                        && frame.isHeldBy(domain)) { // else it failed by what nobody wants any more
                    if (frame.isCombined()) {
                        takeOverNeeds(n, frame, starts, turn);
                    }
                    takeOver(n, outcome, starts, turn);
                    return true;
                }
            }
        }
        return false;
    }

    /** Takes over what a node has needed in a frame for several keys, so that all of it is one execution. Under both locks. */
    private void takeOverNeeds(int n, Frame whole, Starts starts, Turn turn) {
        for (int k = layout.predecessorOffsets()[n], end = layout.predecessorOffsets()[n + 1]; k < end; k++) {
            int before = layout.predecessors()[k];
            int there = whole.indexOf(layout, before);
            Object outcome = there < 0 ? null : whole.outcome(there);
            if (outcome != null && slots[before] == null && !isDemanded(before)) {
                takeOverNeeds(before, whole, starts, turn); // no deeper than a frame for several keys has tasks
                BitSet by = new BitSet();
                by.set(n);
                takeOver(before, outcome, by, starts, turn);
            }
        }
    }

    // ---- sessions ----

    boolean isRemembering() {
        return (mode & REMEMBERS) != 0;
    }

    /** Returns what a frame of a session must know beside. */
    @SuppressWarnings("NullAway") // made with the frame, before anybody else sees it
    private SessionWork session() {
        return rare.session;
    }

    /** Says that it has left the table. */
    void left() {
        if (isRemembering()) {
            session().left();
        }
    }

    boolean isVerifying(int n) {
        return isRemembering() && session().isVerifying(n);
    }

    boolean isReused(int n) {
        return isRemembering() && session().isReused(n);
    }

    /** Keeps how a node ends, unless nobody wants that any more. Before its slot is written. */
    private synchronized void remember(int n, Object outcome) {
        if (!isDropped(n)) {
            session().ended(n, layout.node(n), outcome);
        }
    }

    /** Takes over how a task ended if the session knows. Under the table's stripe, and after the other generations: what has just ended is known. */
    private boolean recall(int n, Starts starts, Turn turn) {
        Object outcome = session().outcome(n);
        if (outcome != null) {
            session().reuses(n);
            takeOver(n, outcome, starts, turn);
        }
        return outcome != null;
    }

    /**
     * Ends a node because what its body had demanded is as it was, or lets the body run.
     *
     * @param outcome how it ended then; null if something has changed
     */
    void verified(int n, @Nullable Object outcome, Turn turn) {
        synchronized (this) {
            session().verified(n, outcome != null);
            if (outcome != null) {
                session().reuses(n);
            }
        }
        if (outcome == null) {
            fork(n, turn);
        } else {
            complete(n, outcome, turn);
        }
    }

    /**
     * Returns whether to wait for what another frame of the session executes: what it does in another revision may come to the same here. Not for
     * what waits itself, which may come to wait for this one. Under the table's stripe.
     */
    private boolean mayAwait(int n, Frame other) {
        return !other.isAdopted(n)
                && (domain.sees(other.domain)
                        || (layout.node(n) instanceof TaskNode && session().isSame(n, other.session())));
    }

    /** Goes on when another revision has ended a node that was waited for: its outcome holds here, too, or the node is executed afresh. */
    void awaited(Awaited link, int n, Turn turn) {
        Starts starts = new Starts();
        Object outcome;
        synchronized (this) {
            outcome = session().outcome(n);
        }
        if (outcome != null) {
            complete(n, outcome, turn);
            return;
        }
        demandLater(n, starts, turn, open -> {
            rare().adoptNoMore(n);
            if (!(layout.node(n) instanceof TaskNode task && task.rescue() == null && !isShut(task))
                    || !isDoomed(n, starts, turn)) {
                open.push(n);
            }
        });
        if (unkeep(link)) {
            engine().table().leave(link);
        }
        start(starts, turn);
    }

    /**
     * Notes what a body demands by itself. Before it is demanded.
     *
     * @return where to note how that ends; null if nobody wants to know
     */
    Trace.@Nullable Demanded demands(int n, Run<?> run) {
        if (!isRemembering()) {
            return null;
        }
        TaskNode task = Api.node(run.request());
        Object otherKey = Api.key(run.request());
        synchronized (this) {
            if (run.domain().session() == domain.session()) {
                session()
                        .dependsOn(
                                task.layout(), run.request().graph(), otherKey, new int[] {task.index()}, new int[] {n
                                });
            }
            return session().demands(n, run.request().graph(), task, otherKey);
        }
    }

    private void takeOver(int n, Object value, Starts starts, Turn turn) {
        takeOver(n, value, NONE, starts, turn);
    }

    private void takeOver(int n, Object value, BitSet by, Starts starts, Turn turn) {
        if (value instanceof Failed failed) {
            doom(n, failed, false, starts, turn);
            note(turn, looking -> looking.wasThere(n, by));
            return;
        }
        Cells.SLOT.setRelease(slots, n, value);
        note(turn, looking -> looking.wasThere(n, by));
        for (int k = layout.offsets()[n], end = layout.offsets()[n + 1]; k < end; k++) {
            countDown(layout.successors()[k], starts);
        }
        noteWatchers(n, value, turn);
        noteDecided(n, turn);
    }

    /** Starts what was demanded under locks. Called without them. */
    void open(Starts starts, Turn turn) {
        start(starts, turn);
    }

    // ---- for those who wait ----

    /** Marks the frame as one in which a blocked worker looks for ready nodes, and notes what holds up a node. */
    void lookInto(int n, Helping.Search search) {
        synchronized (this) {
            mode |= HELPED; // before the cells are read: who forks later sees it
            BitSet closure = layout.closure(rare == null ? null : rare.opened(), n);
            for (int m = closure.nextSetBit(0); m >= 0; m = closure.nextSetBit(m + 1)) {
                if (outcome(m) == null && ((int) Cells.CELL.getVolatile(cells, m) & Cells.FORKED) != 0) {
                    search.ready(this, m);
                }
                if (rare != null) {
                    for (Frame other : rare.awaitedBodies(m)) {
                        search.follow(other, other.indexOf(layout, m));
                    }
                }
            }
            for (Link link = links; link != null; link = link.next) {
                if (link.serves(closure)) {
                    search.follow(link, closure);
                }
            }
        }
    }

    /**
     * Looks on through nodes and what they need, and watches the first that has not ended; then what other frames are linked for these is
     * added.
     *
     * @return whether one is watched
     */
    boolean linger(Lingering.Visit visit, Lingering who, Turn turn) {
        synchronized (this) {
            IntStack open = visit.open();
            while (!open.isEmpty()) {
                int n = open.pop();
                if (visit.seen().get(n)) {
                    continue;
                }
                boolean goesOn = rare != null && rare.isDemanding(n);
                if (goesOn || (slots[n] == null && isDemanded(n) && !isDropped(n))) {
                    open.push(n);
                    mode |= SHARED;
                    who.at(this, n);
                    if (goesOn) {
                        rare().returns(who, n);
                    } else {
                        watch(rare().inner(who, n), turn);
                    }
                    return true;
                }
                visit.seen().set(n);
                if (((int) Cells.CELL.getVolatile(cells, n) & Cells.PARKED) == 0) { // else it was not executed here
                    layout.needs(n, rare == null ? null : rare.opened(), open);
                }
            }
            for (Link link = links; link != null; link = link.next) {
                for (int i = 0; i < link.nodes().length && !(link instanceof NestedDemand); i++) {
                    if (visit.seen().get(link.nodes()[i])) {
                        who.follow(link.to(), link.targets()[i]);
                    }
                }
            }
        }
        return false;
    }

    synchronized void unwatch(Attachment who) {
        if (rare != null) {
            rare.unwatch(who);
        }
    }

    /** Says that a fan-out is about to fail which has not demanded all its elements yet. */
    synchronized void demandsOn(int fanOut) {
        rare().demanding(fanOut, true);
    }

    /** Says that such a fan-out has now demanded all its elements. */
    synchronized void demandedAll(int fanOut, Turn turn) {
        rare().demanding(fanOut, false);
        rare().tellReturned(this, fanOut, turn);
    }

    /** Adds what a node needs, as far as conditions and failures have shown. */
    synchronized void addNeeds(int n, IntStack into) {
        layout.needs(n, rare == null ? null : rare.opened(), into);
    }

    /**
     * Adds those who want a node, or something that needs it.
     *
     * @param node the node; negative for any
     * @param into is given who wants it, and which of their targets
     */
    synchronized void addWaiters(int node, ObjIntConsumer<Attachment> into) {
        ObjIntConsumer<Attachment> wanting = (who, target) -> {
            if (node < 0 || reach(target).get(node)) {
                into.accept(who, target);
            }
        };
        int[] targets = openerHasLeft() ? NO_TARGETS : rare == null ? demand.targets() : rare.openerTargets();
        for (int target : targets) {
            wanting.accept(opener, target);
        }
        if (rare != null) {
            rare.forEachHold(wanting);
        }
    }

    private BitSet reach(int target) {
        return rare == null
                ? layout.reach(null, null, slots, target)
                : layout.reach(needNothing(rare), rare.opened(), slots, target);
    }

    /** Returns those who want something here. */
    synchronized List<Attachment> holders() {
        List<Attachment> holders = new ArrayList<>();
        if (openerWants()) {
            holders.add(opener);
        }
        if (rare != null) {
            rare.addHolders(holders);
        }
        return holders;
    }

    /** Adds what a node waits for that has not ended. */
    void waits(int n, Rings.Search search) {
        synchronized (this) {
            if (slots[n] != null) {
                return;
            }
            for (Link link = links; link != null; link = link.next) {
                for (int i = 0; i < link.nodes().length; i++) {
                    if (link.nodes()[i] == n && !link.hasEnded()) {
                        link.addWait(i, search);
                    }
                }
            }
            if (rare != null && rare.isAdopted(n)) {
                return;
            }
            IntStack needs = new IntStack();
            layout.needs(n, rare == null ? null : rare.opened(), needs);
            while (!needs.isEmpty()) {
                int before = needs.pop();
                if (slots[before] == null && isDemanded(before)) {
                    search.add(this, before, null);
                }
            }
        }
    }

    /** Adds the runs that are attached. */
    synchronized void runs(List<Run<?>> runs) {
        if (openerWants() && opener instanceof Run<?> run) {
            runs.add(run);
        }
        if (rare != null) {
            rare.runs(runs);
        }
    }
}
