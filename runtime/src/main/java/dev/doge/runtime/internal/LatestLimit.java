package dev.doge.runtime.internal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds when the last of those who wait for a task will have left. Who waits leaves by its own limit, or with who has asked for it, whichever comes
 * first: a widest path from outside to the task. Of one thread, without locks.
 */
final class LatestLimit {
    /**
     * What is waited for.
     *
     * @param node negative for anything in the frame
     */
    private record Place(Frame frame, int node) {}

    private final Map<Place, Instant> known = new HashMap<>();
    private final Deque<Place> open = new ArrayDeque<>();
    private Instant latest = Instant.MIN;

    private LatestLimit() {}

    /** Returns it; empty if somebody waits who may stay for ever, or nobody does. */
    static Optional<Instant> of(Frame frame, int node) {
        LatestLimit search = new LatestLimit();
        search.visit(new Place(frame, node), Instant.MAX);
        for (Place place = search.open.poll();
                place != null && !search.latest.equals(Instant.MAX);
                place = search.open.poll()) {
            search.look(place);
        }
        boolean any = search.latest.equals(Instant.MIN) || search.latest.equals(Instant.MAX);
        return any ? Optional.empty() : Optional.of(search.latest);
    }

    /** Notes that a place is waited for no longer than until a limit by one way. */
    private void visit(Place place, Instant limit) {
        Instant before = known.get(place);
        if (before == null || limit.isAfter(before)) {
            known.put(place, limit);
            open.add(place);
        }
    }

    private void look(Place place) {
        Instant limit = known.getOrDefault(place, Instant.MAX);
        place.frame.addWaiters(place.node, (who, target) -> {
            Instant own = who.limit();
            Instant until = own == null || own.isAfter(limit) ? limit : own;
            Frame wider = who.from();
            if (wider == null) {
                latest = until.isAfter(latest) ? until : latest;
                return;
            }
            int[] nodes = who.waiting(target);
            if (nodes.length == 0) {
                visit(new Place(wider, -1), until);
            }
            for (int node : nodes) {
                visit(new Place(wider, node), until);
            }
        });
    }
}
