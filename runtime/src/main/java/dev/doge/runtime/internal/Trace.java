package dev.doge.runtime.internal;

import dev.doge.runtime.Graph;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one execution of a body has read, and how it ended: if all of that is as it was, the body need not run again. Thread-safe.
 *
 * @see <a href="https://doi.org/10.1145/3236774">Mokhov, Mitchell, Peyton Jones, "Build Systems à la Carte", 2018: constructive traces</a>
 */
final class Trace {
    /** A task that the body has demanded by itself. */
    final class Demanded {
        private final Graph graph;
        private final TaskNode task;
        private final Object key;
        private final int after;
        private volatile @Nullable Object outcome;

        private Demanded(Graph graph, TaskNode task, Object key, int after) {
            this.graph = graph;
            this.task = task;
            this.key = key;
            this.after = after;
        }

        Graph graph() {
            return graph;
        }

        TaskNode task() {
            return task;
        }

        Object key() {
            return key;
        }

        /** Returns how many outcomes the body had been told when it demanded this: it may depend on those. */
        int after() {
            return after;
        }

        /** Returns what the body was told; null if it ended before it was, or if that cannot be asked for again. */
        @Nullable
        Object outcome() {
            return outcome;
        }

        void saw(Object ended) {
            synchronized (Trace.this) {
                told++;
            }
            if (!task.layout().isPerRun()) {
                outcome = Same.kept(ended);
            }
        }
    }

    private final @Nullable Object[] inputs;
    private final long ranAt;
    private List<Demanded> demands = List.of();
    private int told;
    private @Nullable Object outcome;

    /**
     * Begins a trace.
     *
     * @param inputs what the body reads, as {@link Same#kept} keeps it
     * @param ranAt the number of the revision
     */
    Trace(@Nullable Object[] inputs, long ranAt) {
        this.inputs = inputs;
        this.ranAt = ranAt;
    }

    long ranAt() {
        return ranAt;
    }

    /** Notes what the body demands, in the order in which it does. */
    synchronized Demanded demands(Graph graph, TaskNode task, Object key) {
        Demanded demanded = new Demanded(graph, task, key, told);
        demands = demands.isEmpty() ? new ArrayList<>(2) : demands;
        demands.add(demanded);
        return demanded;
    }

    synchronized List<Demanded> demands() {
        return List.copyOf(demands);
    }

    synchronized void ended(Object how) {
        outcome = how;
    }

    /** Returns how the body ended; null if it has not. */
    synchronized @Nullable Object outcome() {
        return outcome;
    }

    /** Returns whether what it has read is the same as what would be read now. Without locks held. */
    boolean hasRead(@Nullable Object[] now) {
        for (int i = 0; i < inputs.length; i++) {
            if (!Same.outcome(inputs[i], now[i])) {
                return false;
            }
        }
        return true;
    }
}
