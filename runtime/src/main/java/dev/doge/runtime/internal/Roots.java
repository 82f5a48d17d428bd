package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that made a target fail: a walk from the target through what has failed, each place once, so that there is one way to each root however
 * many there are. Depth first, in the order of the plan and of the elements of a fan-out, so that it does not depend on who was faster.
 */
final class Roots {
    /**
     * A node that has failed.
     *
     * @param needed the one that needs it; null for the target
     */
    private record Place(Frame frame, int node, @Nullable Place needed) {}

    /**
     * A failure that no other brought about.
     *
     * @param at where it was found
     */
    record Root(Failed failed, Object at) {
        /** Returns the way from the target to what has failed. */
        List<Request<?>> path() {
            List<Request<?>> path = new ArrayList<>();
            for (Place place = (Place) at; place != null; place = place.needed) {
                if (place.frame.layout().node(place.node) instanceof TaskNode task) {
                    Request<?> request = place.frame.request(task);
                    if (path.isEmpty() || !path.get(path.size() - 1).equals(request)) {
                        path.add(request); // a generation that waits for another is the same request
                    }
                }
            }
            Collections.reverse(path);
            return path;
        }
    }

    private final List<Root> roots = new ArrayList<>();
    private final IdentityHashMap<Frame, BitSet> seen = new IdentityHashMap<>();
    private final Deque<Place> open = new ArrayDeque<>();
    private final Deque<Place> news = new ArrayDeque<>();
    private @Nullable Place at;

    private Roots() {}

    /** Returns what made a target fail that has failed. */
    static Roots of(Frame frame, int target) {
        Roots found = new Roots();
        found.open.push(new Place(frame, target, null));
        found.walk();
        return found;
    }

    private void walk() {
        for (Place place = open.poll(); place != null; place = open.poll()) {
            BitSet nodes = seen.computeIfAbsent(place.frame, first -> new BitSet());
            if (!nodes.get(place.node)) {
                nodes.set(place.node);
                at = place;
                look(place.frame, place.node);
                while (!news.isEmpty()) {
                    open.push(news.removeLast()); // the first of them is looked at first
                }
            }
        }
        seen.clear();
    }

    /** Adds what made a node fail, in the order of the plan; nothing if it has not. */
    private void look(Frame frame, int n) {
        if (!(frame.outcome(n) instanceof Failed failed)) {
            return;
        }
        Node node = frame.layout().node(n);
        boolean brought = addLinked(frame, n);
        if (brought && node instanceof FanOutNode) {
            brought = failed.frame() != frame || failed.because() != null; // else it has failed by itself, too
        } else if (!brought) {
            brought = addNeeded(frame, n);
        }
        if (!brought) {
            roots.add(new Root(failed.alone(), Objects.requireNonNull(at)));
        }
        if (failed.also() != null && node instanceof TaskNode task && task.rescue() != null) {
            cause(frame, task.rescue().index());
        }
    }

    private boolean addLinked(Frame frame, int n) {
        BitSet filled = new BitSet();
        filled.set(n);
        List<Link> links = frame.linksTo(filled);
        links.sort(Comparator.comparingInt(Link::place));
        boolean any = false;
        for (Link link : links) {
            for (int i = 0; i < link.nodes().length && !(link instanceof NestedDemand); i++) {
                if (link.nodes()[i] == n && link.to().outcome(link.targets()[i]) instanceof Failed) {
                    cause(link.to(), link.targets()[i]);
                    any = true;
                }
            }
        }
        return any;
    }

    private boolean addNeeded(Frame frame, int n) {
        Layout layout = frame.layout();
        IntStack needs = new IntStack();
        frame.addNeeds(n, needs);
        Deque<Integer> failures = new ArrayDeque<>();
        while (!needs.isEmpty()) {
            int before = needs.pop();
            boolean failed = frame.outcome(before) instanceof Failed;
            if (failed && !(layout.node(before) instanceof RescueNode) && !layout.isSoft(before, n)) {
                failures.push(before);
            }
        }
        failures.forEach(before -> cause(frame, before));
        return !failures.isEmpty();
    }

    /** Adds, after what was added before, a place because of which the one that is looked at has failed. */
    private void cause(Frame frame, int node) {
        news.add(new Place(frame, node, at));
    }

    List<Root> found() {
        return roots;
    }
}
