package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import dev.doge.runtime.TaskCycleException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Finds rings of demands that bodies have made, and ends them: nobody on a ring would ever be served. */
/* Design
 *
 * Only a wait that joins work under way can close a ring: work that is new waits for nothing yet, and what it waits for later looks by itself.
 * A wait is written down, under its frame's lock, before it looks; so of several that close a ring together the last to be written down sees
 * all others. Where nothing dynamic is involved waits are acyclic by construction and nobody looks: a look is made by what joins within a
 * component of recursive tasks, and by everything that joins while a body waits for a run of its own.
 *
 * A ring that is found is ended under one lock, after another look: two that find the same ring end it once. What is ended are the dynamic
 * waits on it, each by the same exception; the tasks between them are doomed by these.
 */
final class Rings {
    /** How many blocking runs of bodies are under way. */
    private final AtomicInteger nested = new AtomicInteger();

    /**
     * A node of a frame.
     *
     * @param before the node that waits for it; null if the look began here
     * @param by the link by which that one waits; null if both are in one frame
     */
    private record Place(
            Frame frame,
            int node,
            @Nullable Place before,
            @Nullable Link by) {}

    /** One look. */
    static final class Search {
        private final IdentityHashMap<Frame, BitSet> seen = new IdentityHashMap<>();
        private final Deque<Place> open = new ArrayDeque<>();
        private @Nullable Place at;

        /** Adds what the node that is looked at waits for. */
        void add(Frame frame, int node, @Nullable Link by) {
            BitSet nodes = seen.computeIfAbsent(frame, first -> new BitSet());
            if (!nodes.get(node)) {
                nodes.set(node);
                open.push(new Place(frame, node, at, by));
            }
        }
    }

    /** Says that a body begins, or ceases, to wait for runs of its own. */
    void nested(int change) {
        nested.addAndGet(change);
    }

    /** Returns whether a wait that joins work under way may close a ring. */
    boolean mayClose(TaskNode asking, TaskNode asked) {
        return (asking.component() != 0 && asking.component() == asked.component()) || nested.get() > 0;
    }

    /** Looks whether a wait that has joined work under way closes a ring, and ends that. */
    void look(Link closing) {
        if (find(closing) == null) {
            return;
        }
        Turn turn = new Turn();
        synchronized (this) {
            Place last = find(closing);
            if (last != null) {
                end(last, turn);
            }
        }
        turn.settle();
    }

    /** Returns the node that made the wait, if what it waits for waits for it. */
    private static @Nullable Place find(Link closing) {
        Search search = new Search();
        for (int i = 0; i < closing.targets().length; i++) {
            closing.addWait(i, search);
        }
        for (Place place = search.open.poll(); place != null; place = search.open.poll()) {
            if (place.frame == closing.from() && closing.fills(place.node)) {
                return place;
            }
            search.at = place;
            place.frame.waits(place.node, search);
        }
        return null;
    }

    private static void end(Place last, Turn turn) {
        Deque<Place> ring = new ArrayDeque<>();
        for (Place place = last; place != null; place = place.before) {
            ring.push(place);
        }
        Set<Request<?>> cycle = new LinkedHashSet<>();
        for (Place place : ring) {
            if (place.frame.layout().node(place.node) instanceof TaskNode task) {
                cycle.add(place.frame.request(task));
            }
        }
        TaskCycleException exception = new TaskCycleException(rotated(List.copyOf(cycle)));
        Set<Link> links = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Place place : ring) {
            Link by = place.by;
            if (by != null && by.isDynamic() && links.add(by)) {
                TaskNode asking = by.from().layout().node(by.nodes()[0]).owner();
                if (by.sever(Failed.threw(by.from(), asking, exception), turn)
                        && by.from().unkeep(by)) {
                    by.from().engine().table().leave(by);
                }
            }
        }
    }

    /** Returns a ring from its smallest request on, so that it reads the same whoever closed it. */
    private static List<Request<?>> rotated(List<Request<?>> ring) {
        int smallest = 0;
        for (int i = 1; i < ring.size(); i++) {
            if (ring.get(i).toString().compareTo(ring.get(smallest).toString()) < 0) {
                smallest = i;
            }
        }
        List<Request<?>> rotated = new ArrayList<>(ring.subList(smallest, ring.size()));
        rotated.addAll(ring.subList(0, smallest));
        return rotated;
    }
}
