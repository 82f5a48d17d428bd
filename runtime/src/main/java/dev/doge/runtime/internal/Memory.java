package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a session knows of one key: how its tasks ended, what for, and who depends on them. Guarded by the session. */
final class Memory {
    /**
     * A key of a session.
     *
     * @param layout its tasks
     * @param graph the graph
     * @param key the key as the layout has it
     */
    record Place(Layout layout, Graph graph, Object key) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place that
                    && layout == that.layout
                    && Layout.sameKey(key, that.key)
                    && graph.equals(that.graph);
        }

        @Override
        public int hashCode() {
            return (31 * layout.id() + graph.hashCode()) * 31 + Layout.keyHash(key);
        }
    }

    /**
     * Who depends on a node of another key.
     *
     * @param memory its key
     * @param node its node
     */
    record Dependant(Memory memory, int node) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Dependant that && memory == that.memory && node == that.node;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(memory) + node;
        }
    }

    /**
     * What held before.
     *
     * @param since the first revision in which it held
     * @param until the first in which it does not
     */
    private record Past(
            Object outcome,
            long since,
            long until,
            @Nullable Past before) {}

    /** What is known of one node. */
    private static final class Fact {
        private @Nullable Object outcome;
        private long since;
        private long until = ALWAYS;
        private @Nullable Past past;
        private @Nullable Trace trace;

        /** Whether it was known, and who depends on it still is. */
        private boolean forgotten;

        /** The last revision for which it may have changed. */
        private long marked;

        /** The last revision for which it was said to have changed itself. */
        private long invalidated;

        private @Nullable Set<Dependant> dependants;

        boolean holds(long revision) {
            return outcome != null && since <= revision && revision < until;
        }

        boolean hasThrown() {
            return trace != null && trace.ranAt() >= invalidated && trace.outcome() instanceof Failed;
        }
    }

    private static final long ALWAYS = Long.MAX_VALUE;

    private final Place place;
    private final @Nullable Fact[] facts;

    /** What its own nodes depend on; kept only where it may be forgotten. */
    private final Set<Memory> dependencies = Collections.newSetFromMap(new IdentityHashMap<>(0));

    private int results;

    /** How many frames work for it. */
    int open;

    /** When it was used last. */
    long used;

    Memory(Place place) {
        this.place = place;
        this.facts = new @Nullable Fact[place.layout().size()];
    }

    Place place() {
        return place;
    }

    /** Returns whether nothing was ever known of a node. Also without the session's lock: then what becomes known at this moment may be missed. */
    boolean isNew(int n) {
        return facts[n] == null;
    }

    private Fact fact(int n) {
        Fact fact = facts[n];
        if (fact == null) {
            fact = new Fact();
            facts[n] = fact;
        }
        return fact;
    }

    // ---- what is remembered ----

    /** Returns how a node ended, if that holds in a revision; null if it is not known. */
    @Nullable
    Object outcome(int n, long revision) {
        Fact fact = facts[n];
        if (fact == null) {
            return null;
        }
        if (fact.holds(revision)) {
            return fact.outcome;
        }
        for (Past past = fact.past; past != null; past = past.before) {
            if (past.since <= revision && revision < past.until) {
                return past.outcome;
            }
        }
        return null;
    }

    /**
     * Remembers how a node ended in a revision. It holds from when it may have changed last: between, nothing that it depends on was
     * invalidated.
     *
     * @param calls who sees which revisions
     * @return whether it has a past now
     */
    boolean remember(int n, Object outcome, long revision, Calls calls) {
        Fact fact = fact(n);
        if (outcome(n, revision) != null) {
            return fact.past != null;
        }
        if (fact.outcome != null && fact.since > revision) { // of a run that began before what is known already
            fact.past = new Past(outcome, revision, revision + 1, fact.past);
            return true;
        }
        if (fact.outcome == null) {
            results++;
        } else if (calls.see(fact.since, fact.until)) {
            fact.past = new Past(fact.outcome, fact.since, fact.until, fact.past);
        }
        boolean isLate = fact.marked > revision; // which of the marks since then came first is not known any more
        fact.outcome = outcome;
        fact.since = isLate ? revision : Math.max(fact.marked, 1);
        fact.until = isLate ? revision + 1 : ALWAYS;
        return fact.past != null;
    }

    /** Forgets what nobody sees any more; returns whether there is still a past. */
    boolean forgetPast(Calls calls) {
        boolean left = false;
        for (Fact fact : facts) {
            if (fact != null && fact.past != null) {
                fact.past = seen(calls, fact.past);
                left |= fact.past != null;
            }
        }
        return left;
    }

    private static @Nullable Past seen(Calls calls, @Nullable Past all) {
        Past kept = null;
        for (Past past = all; past != null; past = past.before) {
            if (calls.see(past.since, past.until)) {
                kept = new Past(past.outcome, past.since, past.until, kept);
            }
        }
        return kept;
    }

    void keep(int n, Trace trace) {
        Fact fact = fact(n);
        if (fact.trace == null || fact.trace.ranAt() <= trace.ranAt()) {
            fact.trace = trace;
        }
    }

    /** Returns the last execution of a body, if it may still hold in a revision; null if it was invalidated since. */
    @Nullable
    Trace trace(int n, long revision) {
        Fact fact = facts[n];
        return fact == null
                        || fact.trace == null
                        || fact.invalidated > revision
                        || fact.trace.ranAt() < fact.invalidated
                ? null
                : fact.trace;
    }

    /** Returns whether what is executed in two revisions comes to the same: nothing that it depends on was invalidated between. */
    boolean isSame(int n, long one, long other) {
        Fact fact = facts[n];
        return one == other || fact == null || fact.marked <= Math.min(one, other);
    }

    /** Returns how many outcomes it holds. */
    int results() {
        return results;
    }

    // ---- what is invalidated ----

    /** Returns whether there is something to invalidate: an outcome, an execution that can be used again, or work under way. */
    boolean isKnown(int n) {
        Fact fact = facts[n];
        return open > 0
                || (fact != null
                        && (fact.forgotten
                                || (fact.outcome != null && fact.until == ALWAYS)
                                || (fact.trace != null && fact.trace.ranAt() >= fact.invalidated)));
    }

    /** Says that somebody may have seen that a node was cancelled. */
    void cancelled(int n) {
        fact(n).forgotten = true;
    }

    /** Says that a node is to be executed again. */
    void invalidate(int n, long revision) {
        fact(n).invalidated = revision;
        fact(n).forgotten = false;
        mark(n, revision);
    }

    boolean hasFailed() {
        for (int n = 0; n < facts.length; n++) {
            if (hasFailed(n)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether a task has failed, or its fallback: not one whose fallback has supplied its value. */
    private boolean hasFailed(int n) {
        Fact fact = facts[n];
        return fact != null
                && (fact.outcome instanceof Failed
                        || (place.layout().node(n) instanceof RescueNode && fact.hasThrown()));
    }

    /** Says that what threw is to be executed again, and that what failed because of others may have changed. */
    void invalidateFailures(long revision) {
        for (int n = 0; n < facts.length; n++) {
            Fact fact = facts[n];
            if (fact != null && hasFailed(n)) {
                if (fact.hasThrown()) {
                    fact.invalidated = revision;
                }
                mark(n, revision);
            }
        }
    }

    /** Says that a node, and with it all that depends on it, may have changed. */
    void mark(int first, long revision) {
        Deque<Dependant> open = new ArrayDeque<>();
        open.push(new Dependant(this, first));
        for (Dependant next = open.poll(); next != null; next = open.poll()) {
            next.memory.mark(next.node, revision, open);
        }
    }

    private void mark(int n, long revision, Deque<Dependant> more) {
        Fact fact = fact(n);
        if (fact.marked >= revision) {
            return;
        }
        fact.marked = revision;
        if (fact.since < revision && revision < fact.until) {
            fact.until = revision;
        }
        Layout layout = place.layout();
        for (int k = layout.offsets()[n], end = layout.offsets()[n + 1]; k < end; k++) {
            if (layout.successors()[k] < layout.size()) {
                more.push(new Dependant(this, layout.successors()[k]));
            }
        }
        if (layout.node(n) instanceof TaskNode task && task.rescue() != null) {
            more.push(new Dependant(this, task.rescue().index()));
        } else if (layout.node(n) instanceof RescueNode rescue) {
            more.push(new Dependant(this, rescue.owner().index()));
        }
        if (fact.dependants != null) {
            fact.dependants.forEach(more::push); // also who does not depend on it any more: that is looked at once more
        }
    }

    /**
     * Notes that a node depends on one of another key, in a revision.
     *
     * @param bounded whether it has to be known later what this key depends on
     */
    void dependsOn(Memory other, int target, int n, long revision, boolean bounded) {
        Fact fact = other.fact(target);
        if (fact.dependants == null) {
            fact.dependants = new HashSet<>(2);
        }
        fact.dependants.add(new Dependant(this, n));
        if (bounded && other != this) {
            dependencies.add(other);
        }
        mark(n, fact.marked); // it changes with what it depends on, also if that was not known when that changed
    }

    // ---- what is forgotten ----

    /** Forgets all outcomes; who depends on them stays known. */
    void forget() {
        boolean depended = hasDependants();
        for (Fact fact : facts) {
            if (fact != null) {
                fact.forgotten |= depended && (fact.outcome != null || fact.trace != null);
                fact.outcome = null;
                fact.past = null;
                fact.trace = null;
                fact.until = ALWAYS;
            }
        }
        results = 0;
    }

    boolean hasDependants() {
        for (Fact fact : facts) {
            if (fact != null && fact.dependants != null) {
                return true;
            }
        }
        return false;
    }

    /** Takes this key from what it depends on, and returns that. */
    Set<Memory> leave() {
        for (Memory dependency : dependencies) {
            for (Fact fact : dependency.facts) {
                if (fact != null && fact.dependants != null) {
                    fact.dependants.removeIf(dependant -> dependant.memory == this);
                    if (fact.dependants.isEmpty()) {
                        fact.dependants = null;
                    }
                }
            }
        }
        return dependencies;
    }

    @Override
    public String toString() {
        return "Memory[" + place.key() + ']';
    }
}
