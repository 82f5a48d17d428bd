package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import dev.doge.runtime.TaskCycleException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds rings of demands that bodies have made, and ends them: nobody on a ring would ever be served. */
/* Design
 *
 * Only a wait that joins work under way can close a ring: work that is new waits for nothing yet, and what it waits for later looks by itself.
 * A wait is written down, under its frame's lock, before it looks; so of several that close a ring together the last to be written down sees
 * all others. Where nothing dynamic is involved waits are acyclic by construction and nobody looks: a look is made by what joins within a
 * component of recursive tasks, and by everything that joins while a body waits for a run of its own.
 *
 * A task that waits for more than before, since a condition has turned out to hold or its fallback begins, looks, too: what it waits for now may be under way in its own frame,
 * where no link says so.
 *
 * A ring that is found is ended under one lock, after another look: two that find the same ring end it once. What is ended are the dynamic
 * waits on it, each by the same exception; the tasks between them are doomed by these. Who waited is told elsewhere, neither under the lock nor
 * within the body that has closed the ring: that calls code of the user's, and interrupts bodies. Until then nobody waits by what has ended, so nobody finds the ring again.
 */
final class Rings {
    /** How many blocking runs of bodies are under way. */
    private final AtomicInteger nested = new AtomicInteger();

    private volatile boolean cut;

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

    /** Notes that a task which may come back to itself has ended otherwise than by what it needs. */
    void cut() {
        if (!cut) {
            cut = true;
        }
    }

    /** Returns whether there may be frames that only hold each other. */
    boolean mayBeCut() {
        return cut;
    }

    /** Looks whether a wait that has joined work under way closes a ring, and ends that. */
    void look(Link closing) {
        look(
                search -> {
                    for (int i = 0; i < closing.targets().length; i++) {
                        closing.addWait(i, search);
                    }
                },
                place -> place.frame == closing.from() && closing.fills(place.node));
    }

    /** Looks whether a task that waits for more than before, in its own frame, closes a ring, and ends that. */
    void look(Frame frame, TaskNode task) {
        if (mayClose(task, task)) {
            int node = task.index();
            look(search -> frame.waits(node, search), place -> place.frame == frame && place.node == node);
        }
    }

    private void look(Consumer<Search> waits, Predicate<Place> closes) {
        if (find(waits, closes) == null) {
            return;
        }
        List<Place> ring;
        List<Link> ended;
        synchronized (this) {
            ring = ring(find(waits, closes));
            ended = ends(ring);
        }
        if (!ended.isEmpty()) {
            ended.get(0).from().engine().clock().schedule(Duration.ZERO, () -> tell(ended, ring));
        }
    }

    /** Returns the node that closes a ring; null if none does. */
    private static @Nullable Place find(Consumer<Search> waits, Predicate<Place> closes) {
        Search search = new Search();
        waits.accept(search);
        for (Place place = search.open.poll(); place != null; place = search.open.poll()) {
            if (closes.test(place)) {
                return place;
            }
            search.at = place;
            place.frame.waits(place.node, search);
        }
        return null;
    }

    private static List<Place> ring(@Nullable Place last) {
        Deque<Place> ring = new ArrayDeque<>();
        for (Place place = last; place != null; place = place.before) {
            ring.push(place);
        }
        return List.copyOf(ring);
    }

    /** Ends the dynamic waits of a ring, of which nobody is told yet. */
    private static List<Link> ends(List<Place> ring) {
        List<Link> ended = new ArrayList<>();
        for (Place place : ring) {
            Link by = place.by;
            if (by != null && by.isDynamic() && by.severs()) {
                ended.add(by);
            }
        }
        return ended;
    }

    private static List<Request<?>> requests(List<Place> ring) {
        Set<Request<?>> cycle = new LinkedHashSet<>();
        for (Place place : ring) {
            if (place.frame.layout().node(place.node) instanceof TaskNode task) {
                cycle.add(place.frame.request(task));
            }
        }
        return List.copyOf(cycle);
    }

    private static void tell(List<Link> ended, List<Place> ring) {
        TaskCycleException exception = new TaskCycleException(rotated(requests(ring)));
        Turn turn = new Turn();
        for (Link link : ended) {
            Frame from = link.from();
            TaskNode asking = from.layout().node(link.nodes()[0]).owner();
            link.end(Failed.threw(from, asking, exception), turn);
            if (from.unkeep(link)) {
                from.engine().table().leave(link);
            }
        }
        turn.settle();
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
