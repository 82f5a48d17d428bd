package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** What a frame of a session must know beside: what is kept of its key, and what its bodies have read so far. Guarded by the frame's lock. */
final class SessionWork {
    private final SessionState session;
    private final Memory memory;
    private final long revision;

    /** Of the bodies that run, and of those that have returned a stage. */
    private final @Nullable Trace[] traces;

    /** Nodes for which is looked whether what their bodies had demanded is as it was; null if there never was one. */
    private @Nullable BitSet verifying;

    /** Nodes for which that has shown that they must run; null if there is none. */
    private @Nullable BitSet changed;

    /** Nodes that were not executed here, since their outcome was kept; null if there is none. */
    private @Nullable BitSet reused;

    /** Begins work for a key. */
    SessionWork(Snapshot snapshot, Layout layout, Graph graph, Object key) {
        this.session = snapshot.session();
        this.revision = snapshot.number();
        this.memory = session.opened(layout, graph, key);
        this.traces = new @Nullable Trace[layout.size()];
    }

    /** Says that the frame has left the table. */
    void left() {
        session.left(memory);
    }

    // ---- what is kept ----

    /** Returns how a node ended, if the session knows; null otherwise. */
    @Nullable
    Object outcome(int n) {
        return session.outcome(memory, n, revision);
    }

    /** Returns whether, as far as is known, a node ends here as in work of another revision. */
    boolean isSame(int n, SessionWork other) {
        return session.isSame(memory, n, revision, other.revision);
    }

    /** Keeps how a task ended. Before anybody can find the outcome in its slot. */
    void ended(int n, Node node, Object outcome) {
        Trace trace = take(n);
        if (isCancellation(outcome)) {
            session.cancelled(memory, n);
            return;
        }
        if (trace != null) {
            trace.ended(outcome);
        }
        Object kept = node instanceof TaskNode ? outcome : null;
        if (trace != null || kept != null) {
            session.ended(memory, n, trace, kept, revision);
        }
    }

    private @Nullable Trace take(int n) {
        Trace trace = traces[n];
        traces[n] = null;
        return trace;
    }

    /** Keeps what a body has read and how it ended, if one has run. */
    void returned(int n, Object outcome) {
        Trace trace = take(n);
        if (trace != null && !isCancellation(outcome)) {
            trace.ended(outcome);
            session.ended(memory, n, trace, null, revision);
        }
    }

    private static boolean isCancellation(Object outcome) {
        return outcome instanceof Failed failed && Failures.root(failed) instanceof CancellationException;
    }

    /** Notes that a node is not executed here. */
    void reuses(int n) {
        reused = with(reused, n);
    }

    boolean isReused(int n) {
        return reused != null && reused.get(n);
    }

    private static BitSet with(@Nullable BitSet some, int n) {
        BitSet all = some == null ? new BitSet() : some;
        all.set(n);
        return all;
    }

    // ---- bodies ----

    /** Returns what a body had read when it ran last, if it may still hold and nobody has looked yet; null otherwise. */
    private @Nullable Trace last(int n) {
        return changed != null && changed.get(n) ? null : session.trace(memory, n, revision);
    }

    /** Notes that a body begins. */
    private void begins(int n, @Nullable Object[] inputs) {
        traces[n] = new Trace(inputs, revision);
    }

    /**
     * Returns how a node ends whose body would read what it read before; null if the body is to run. Called without the lock: what users compare by is
     * called here.
     */
    @Nullable
    Object reuse(Frame frame, int n, Turn turn) {
        Node node = frame.layout().node(n);
        if (!(node instanceof TaskNode || (node instanceof RescueNode rescue && rescue.hasBody()))) {
            return null;
        }
        @Nullable Object[] inputs = inputs(frame, n);
        if (memory.isNew(n)) { // whoever keeps something at this moment has not been waited for: this began before
            synchronized (frame) {
                begins(n, inputs);
            }
            return null;
        }
        Trace last;
        synchronized (frame) {
            last = last(n);
        }
        Object outcome = last != null && last.hasRead(inputs) ? last.outcome() : null;
        List<Trace.Demanded> demands =
                outcome == null ? List.of() : Objects.requireNonNull(last).demands();
        Verification verification = null;
        boolean verifiable = demands.stream().allMatch(demanded -> demanded.outcome() != null);
        synchronized (frame) {
            if (outcome == null || !verifiable) {
                begins(n, inputs);
                return null;
            }
            if (demands.isEmpty()) {
                reuses(n);
                return outcome;
            }
            if (!frame.isDropped(n)) {
                verifying = with(verifying, n); // from now on nobody takes it for a body that runs
                verification = new Verification(frame, n, outcome, demands);
            }
        }
        if (verification == null) {
            frame.mayStartAfterDrop(n);
        } else {
            verification.goOn(turn);
        }
        return Node.LATER;
    }

    /** Returns what a node is about to read, as sessions keep it. */
    private static @Nullable Object[] inputs(Frame frame, int n) {
        Layout layout = frame.layout();
        int first = layout.predecessorOffsets()[n];
        int count = layout.predecessorOffsets()[n + 1] - first;
        boolean rescues = layout.node(n) instanceof RescueNode;
        @Nullable Object[] inputs = new @Nullable Object[count + (rescues ? 1 : 0)];
        for (int i = 0; i < count; i++) {
            inputs[i] = Same.kept(frame.outcome(layout.predecessors()[first + i]));
        }
        if (rescues) {
            inputs[count] = frame.rescuedFrom(n);
        }
        return inputs;
    }

    /** Notes that what a body had demanded has been looked at. */
    void verified(int n, boolean isSame) {
        Objects.requireNonNull(verifying).clear(n);
        if (!isSame) {
            changed = with(changed, n);
        } else if (changed != null) {
            changed.clear(n);
        }
    }

    boolean isVerifying(int n) {
        return verifying != null && verifying.get(n);
    }

    /**
     * Notes that a node depends on tasks of another key. Before these are demanded.
     *
     * @param targets the tasks
     * @param nodes for each of them, the node that depends on it
     */
    void dependsOn(Layout layout, Graph graph, Object key, int[] targets, int[] nodes) {
        if (!layout.isPerRun()) {
            session.dependsOn(memory, nodes, layout, graph, key, targets, revision);
        }
    }

    /** Notes what a body demands by itself; null if the body does not run any more. */
    Trace.@Nullable Demanded demands(int n, Graph graph, TaskNode task, Object key) {
        Trace trace = traces[n];
        return trace == null ? null : trace.demands(graph, task, key);
    }
}
