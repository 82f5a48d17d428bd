package dev.doge.runtime.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The calls of a session that have not ended, and the revisions that they see. Not thread-safe: guarded by the session. */
final class Calls {
    /** By the moment of their beginning, the oldest first. */
    private final Map<Long, Snapshot> all = new LinkedHashMap<>();

    /** How many see a revision, by its number. */
    private final NavigableMap<Long, Integer> seen = new TreeMap<>();

    void add(Snapshot call) {
        all.put(call.began(), call);
        seen.merge(call.number(), 1, Integer::sum);
    }

    void remove(Snapshot call) {
        all.remove(call.began());
        seen.computeIfPresent(call.number(), (number, count) -> count == 1 ? null : count - 1);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Returns the oldest call; there must be one. */
    Snapshot oldest() {
        return all.values().iterator().next();
    }

    /** Returns whether some call sees one of the revisions from one on and before another. */
    boolean see(long since, long until) {
        Long first = seen.ceilingKey(since);
        return first != null && first < until;
    }
}
