package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import dev.doge.runtime.Outcome;
import dev.doge.runtime.Request;
import dev.doge.runtime.RunOptions;
import dev.doge.runtime.TaskId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session knows, in which revision it is, and what its runs see of it. Thread-safe. */
/* Design
 *
 * A session keeps two things of a task of a key. Its outcome holds from a revision on, until something that it depends on is invalidated: as long as
 * it holds, who asks gets it. The trace of its body's last execution, what that read and how it ended, holds for ever: a body that is about
 * to run again, and would read the same, is not run. So the first decides what is looked at again, and may be careless to the safe side;
 * only the second decides what runs, by equals.
 *
 *   unknown --remember--> holds --mark--> stale --remember (from a trace, or executed)--> holds
 *
 * A mark goes from what is invalidated to all that depends on it, over the edges of a layout and over what frames have noted when they
 * demanded something of another key: always before they demand it, so that nothing that can be kept is missed by a later mark. What is
 * executed in a revision while a mark for a later one arrives holds in its own revision only.
 *
 * Frames live as they do outside of sessions. They see the revision of the run that opened them, and are joined only by runs of the same one; what
 * another revision executes is waited for, and then it is looked whether the outcome holds here, too.
 *
 * Lock order: a frame's lock, then the session's.
 *
 * See Hammer, Dunfield, Headley, Labich, Foster, Hicks, Van Horn, "Incremental Computation with Names", 2015, and Mokhov, Mitchell,
 * Peyton Jones, "Build Systems a la Carte", 2018.
 */
public final class SessionState {
    private final Engine engine;
    private final long maximum;
    private volatile Revision revision = new Revision(1);
    private volatile boolean closed;

    /** What is known, the least recently used first. */
    private final Map<Memory.Place, Memory> memories = new LinkedHashMap<>(16, 0.75f, true);

    /** Keys whose outcomes were forgotten, for the sake of what depends on them. */
    private final Map<Memory.Place, Memory> shells = new HashMap<>(0);

    /** Those with outcomes that hold for earlier revisions only. */
    private final Set<Memory> past = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Calls calls = new Calls();

    private long clock;
    private long results;

    /**
     * Opens a session.
     *
     * @param engine the executor's
     * @param maximum how many results it may keep beside those that are in use
     */
    public SessionState(Engine engine, long maximum) {
        this.engine = engine;
        this.maximum = maximum;
    }

    /**
     * Returns the engine of its executor.
     *
     * @return the engine
     */
    public Engine engine() {
        return engine;
    }

    private boolean isBounded() {
        return maximum < Long.MAX_VALUE;
    }

    // ---- calls ----

    /** Begins a call, which sees the session as it is now. */
    synchronized Snapshot begin(int runs) {
        Snapshot snapshot = new Snapshot(this, revision, ++clock, runs);
        if (runs > 0) {
            calls.add(snapshot);
        }
        return snapshot;
    }

    /** Says that a run of a call has ended. */
    synchronized void ended(Snapshot snapshot) {
        if (--snapshot.runs == 0) {
            calls.remove(snapshot);
            past.removeIf(memory -> !memory.forgetPast(calls));
            evict();
        }
    }

    /** Returns a value that a caller has got before in the present revision, as a slot holds it: a repeat costs this look-up. */
    @Nullable
    Object known(Request<?> request, RunOptions options) {
        return options.listeners().isEmpty() && !options.isRecorded()
                ? revision.known().get(request)
                : null;
    }

    /** Notes a value that a caller has got. */
    void knows(Request<?> request, Snapshot snapshot, @Nullable Object value) {
        if (!isBounded() && !closed && !Api.node(request).layout().isPerRun()) {
            snapshot.revision().known().put(request, value == null ? Node.NULL : value);
        }
    }

    // ---- what frames ask ----

    private Memory memory(Layout layout, Graph graph, Object key) {
        Memory.Place place = new Memory.Place(layout, graph, key);
        Memory memory = memories.get(place);
        if (memory == null) {
            memory = shells.remove(place);
            if (memory == null) {
                memory = new Memory(place);
            }
            if (!closed) {
                memories.put(memory.place(), memory);
            }
        }
        memory.used = clock;
        return memory;
    }

    /** Says that a key is in use, and so not the one to be forgotten next. */
    private void use(Memory memory) {
        memories.get(memory.place()); // the map is ordered by access
        memory.used = clock;
    }

    /** Says that a frame works for a key. */
    synchronized Memory opened(Layout layout, Graph graph, Object key) {
        Memory memory = memory(layout, graph, key);
        memory.open++;
        return memory;
    }

    /** Says that it does no more. */
    synchronized void left(Memory memory) {
        memory.open--;
        if (isBounded()) {
            use(memory);
            evict();
        }
    }

    /** Returns how a node ended, if that holds in a revision; null if it is not known. */
    synchronized @Nullable Object outcome(Memory memory, int n, long seen) {
        return memory.outcome(n, seen);
    }

    /**
     * Keeps how a node ended in a revision, and how its body did.
     *
     * @param trace what the body has read; null if none has run
     * @param outcome how the node ended; null if that is not kept
     */
    synchronized void ended(Memory memory, int n, @Nullable Trace trace, @Nullable Object outcome, long seen) {
        if (closed) {
            return;
        }
        if (trace != null) {
            memory.keep(n, trace);
        }
        if (outcome != null) {
            int before = memory.results();
            if (memory.remember(n, outcome, seen, calls)) {
                past.add(memory);
            }
            results += memory.results() - before;
        }
    }

    /** Notes that a node was cancelled. Nothing is kept of that, but who has seen it depends on it. */
    synchronized void cancelled(Memory memory, int n) {
        if (!closed) {
            memory.cancelled(n);
        }
    }

    /** Returns the last execution of a body, if it may still hold in a revision; null otherwise. */
    synchronized @Nullable Trace trace(Memory memory, int n, long seen) {
        return memory.trace(n, seen);
    }

    /** Notes that nodes depend on targets of another key. */
    synchronized void dependsOn(
            Memory memory, int[] nodes, Layout layout, Graph graph, Object key, int[] targets, long seen) {
        Memory other = memory(layout, graph, key);
        for (int i = 0; i < nodes.length; i++) {
            memory.dependsOn(other, targets[i], nodes[i], seen, isBounded());
        }
    }

    /** Returns whether nothing is known because of which a node would end otherwise in one revision than in another. */
    synchronized boolean isSame(Memory memory, int n, long one, long other) {
        return memory.isSame(n, one, other);
    }

    // ---- what users say ----

    private @Nullable Memory find(Request<?> request) {
        TaskNode node = Api.node(request);
        Memory.Place place = new Memory.Place(node.layout(), request.graph(), Api.key(request));
        Memory memory = memories.get(place);
        return memory == null ? shells.get(place) : memory;
    }

    private void advance() {
        revision = new Revision(revision.number() + 1);
    }

    /**
     * Says that a task is to be executed again, and with it whatever turns out to depend on a changed outcome of it.
     *
     * @param request the task and its key
     * @return whether anything was known of it
     */
    public synchronized boolean invalidate(Request<?> request) {
        Memory memory = find(request);
        int n = Api.node(request).index();
        if (memory == null || !memory.isKnown(n)) {
            return false;
        }
        advance();
        memory.invalidate(n, revision.number());
        return true;
    }

    /**
     * Says the same of a task with all its keys, in all graphs.
     *
     * @param task the task
     * @return of how many keys anything was known
     */
    public synchronized int invalidateAll(TaskId<?> task) {
        IdentityHashMap<Layout, Integer> nodes = new IdentityHashMap<>(2);
        List<Memory> found = new ArrayList<>();
        for (Memory memory : all()) {
            Layout layout = memory.place().layout();
            int n = nodes.computeIfAbsent(layout, one -> one.nodeOf(task));
            if (n >= 0 && memory.isKnown(n)) {
                found.add(memory);
            }
        }
        if (!found.isEmpty()) {
            advance();
            for (Memory memory : found) {
                Integer n = nodes.get(memory.place().layout());
                memory.invalidate(n == null ? -1 : n, revision.number());
            }
        }
        return found.size();
    }

    private List<Memory> all() {
        List<Memory> all = new ArrayList<>(memories.values());
        all.addAll(shells.values());
        return all;
    }

    /** Says that whatever has failed is to be executed again. */
    public synchronized void retryFailures() {
        boolean any = false;
        for (Memory memory : all()) {
            if (memory.hasFailed()) {
                if (!any) {
                    any = true;
                    advance();
                }
                memory.invalidateFailures(revision.number());
            }
        }
    }

    /**
     * Returns what is known of a request as the session is now.
     *
     * @param request the request
     * @param <T> the type of the value
     * @return how it ended; empty if that is not known, or may have changed
     */
    @SuppressWarnings("unchecked") // the outcome of that request
    public <T extends @Nullable Object> Optional<Outcome<T>> peek(Request<T> request) {
        Object held;
        synchronized (this) {
            Memory memory = find(request);
            held = memory == null ? null : memory.outcome(Api.node(request).index(), revision.number());
        }
        if (held == null) {
            return Optional.empty();
        }
        Outcome<?> outcome = held instanceof Failed || Api.node(request).gate() == null
                ? Form.outcome(held, () -> request)
                : new Outcome.Success<>(Form.optional(held));
        return Optional.of((Outcome<T>) outcome);
    }

    // ---- the end ----

    /**
     * Returns whether it has been closed.
     *
     * @return whether it has
     */
    public boolean isClosed() {
        return closed;
    }

    /** Cancels what runs in it and forgets everything. The second call does nothing. */
    public void close() {
        boolean isIdle;
        synchronized (this) {
            closed = true;
            isIdle = calls.isEmpty();
            memories.clear();
            shells.clear();
            past.clear();
            results = 0;
            advance();
        }
        if (!isIdle) { // else all of the table would be looked through for nothing
            for (Run<?> run : engine.table().runs()) {
                if (run.domain().session() == this) {
                    run.cancel(false);
                }
            }
        }
    }

    // ---- what is forgotten ----

    /** Forgets what was used least recently, but nothing that a call which is under way may have seen. */
    private void evict() {
        if (results <= maximum) {
            return;
        }
        long inUse = calls.isEmpty() ? Long.MAX_VALUE : calls.oldest().began();
        List<Memory> forgotten = new ArrayList<>();
        for (Iterator<Memory> each = memories.values().iterator(); results > maximum && each.hasNext(); ) {
            Memory memory = each.next();
            if (memory.used >= inUse) {
                break;
            }
            if (memory.open == 0) {
                each.remove();
                results -= memory.results();
                memory.forget();
                past.remove(memory);
                shells.put(memory.place(), memory);
                forgotten.add(memory);
            }
        }
        while (!forgotten.isEmpty()) {
            Memory memory = forgotten.remove(forgotten.size() - 1);
            if (memory.open == 0 && !memory.hasDependants() && shells.remove(memory.place(), memory)) {
                forgotten.addAll(memory.leave());
            }
        }
    }
}
