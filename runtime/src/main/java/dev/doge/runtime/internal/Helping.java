package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How a worker waits for runs that a body of its own asked for: by running what they need and nothing else, and parking otherwise. */
/* Design
 *
 * Helping with anything else can hang an acyclic graph: the helper's stack would bury a task that the other waits for. So the helper searches
 * the closure of what it waits for, over all frames that hold on to each other, for nodes that are forked and claims one. Induction over
 * the (acyclic) closure gives progress: what is unfinished there is either forked, and can be claimed, or running on a thread of which the
 * same holds, or awaits a stage or something of those.
 *
 * No wake-up is lost. The helper marks a frame HELPED before it reads the cells, and registers itself before that; who forks writes FORKED
 * before it reads the mode, with a full fence between. Links are added under the frame's lock, which the search takes. A wake-up before the park is
 * remembered by the park's permit.
 */
final class Helping {
    record Place(Frame frame, int node) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place that && frame == that.frame && node == that.node;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(frame) + node;
        }
    }

    /** One look through the closure. */
    static final class Search {
        private final Set<Place> seen = new HashSet<>();
        private final Deque<Place> open = new ArrayDeque<>();
        private final Deque<Place> ready = new ArrayDeque<>();

        void ready(Frame frame, int node) {
            ready.add(new Place(frame, node));
        }

        /** Adds what a link wants for some nodes; what else it wants is not waited for. */
        void follow(Link link, BitSet nodes) {
            for (int target : link.served(nodes)) {
                follow(link.to(), target);
            }
        }

        void follow(Frame frame, int target) {
            Place place = new Place(frame, target);
            if (frame.outcome(target) == null && seen.add(place)) {
                open.add(place);
            }
        }

        /** Returns a place whose start the caller now owns. */
        @Nullable
        Place claim() {
            while (true) {
                for (Place place = ready.poll(); place != null; place = ready.poll()) {
                    if (place.frame.claim(place.node)) {
                        return place;
                    }
                }
                Place next = open.poll();
                if (next == null) {
                    return null;
                }
                next.frame.lookInto(next.node, this);
            }
        }
    }

    private final Workers workers;
    private final Set<Thread> parked = ConcurrentHashMap.newKeySet();

    Helping(Workers workers) {
        this.workers = workers;
    }

    /** Wakes all helpers: something has become ready. */
    void wake() {
        parked.forEach(workers::unpark);
    }

    /**
     * Waits until all runs have ended, or one of them has failed.
     *
     * @param keepsGoing whether to wait for all although one has failed
     * @param helps whether the thread is a worker: any other parks, and so cannot be held up by a long task
     * @param leaves whether an interrupt cancels the runs
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    @SuppressWarnings("FutureReturnValueIgnored") // the same futures
    void await(Collection<? extends Run<?>> runs, boolean keepsGoing, Seat seat, boolean helps, boolean leaves) {
        Thread thread = seat.thread();
        runs.forEach(run -> run.whenComplete((value, thrown) -> workers.unpark(thread)));
        await(runs, () -> isOver(runs, keepsGoing), seat, helps, leaves);
    }

    /** Waits, as a worker, until something is so of which all helpers are told. */
    void await(Collection<? extends Run<?>> runs, BooleanSupplier over, Seat seat) {
        await(runs, over, seat, true, true);
    }

    private void await(
            Collection<? extends Run<?>> runs, BooleanSupplier over, Seat seat, boolean helps, boolean leaves) {
        Thread thread = seat.thread();
        boolean outermost = parked.add(thread); // a wait within a wait must not take the outer one away
        boolean wasArriving = seat.waits();
        try {
            while (!over.getAsBoolean()) {
                if (thread.isInterrupted()) {
                    Request<?> request = first(runs).request();
                    if (leaves) {
                        runs.forEach(run -> run.cancel(false));
                    }
                    throw Results.interrupted(request, new InterruptedException());
                }
                Place place = helps ? claim(runs) : null;
                if (place != null) {
                    new Step(place.frame, place.node).run(seat, new Turn(), true);
                } else if (!over.getAsBoolean()) {
                    workers.park();
                }
            }
        } finally {
            seat.goesOn(wasArriving);
            if (outermost) {
                parked.remove(thread);
            }
        }
    }

    private static @Nullable Place claim(Collection<? extends Run<?>> runs) {
        Search search = new Search();
        for (Run<?> run : runs) {
            Frame frame = run.frame();
            Lingering.Place left = run.lingersAt();
            if (left != null) {
                search.follow(left.frame(), left.node());
            } else if (frame != null) {
                search.follow(frame, run.target(frame));
            }
        }
        return search.claim();
    }

    private static Run<?> first(Collection<? extends Run<?>> runs) {
        return List.copyOf(runs).get(0);
    }

    private static boolean isOver(Collection<? extends Run<?>> runs, boolean keepsGoing) {
        boolean all = true;
        for (Run<?> run : runs) {
            if (!keepsGoing && run.isCompletedExceptionally()) {
                return true;
            }
            all &= run.isDone();
        }
        return all;
    }
}
