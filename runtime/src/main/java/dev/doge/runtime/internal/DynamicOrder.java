package dev.doge.runtime.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A topological order that is kept while edges are added: an edge that agrees with the order costs nothing, any other a search among the nodes
 * between its ends. After D. J. Pearce and P. H. J. Kelly, "A dynamic topological sort algorithm for directed acyclic graphs", ACM Journal of
 * Experimental Algorithmics 11, 2006. What was added last can be taken back. Not thread-safe.
 */
public final class DynamicOrder {
    private static final int NONE = -1;

    private int[] rank = new int[16];
    private int[] firstOut = new int[16];
    private int[] firstIn = new int[16];
    private int nodes;
    private int ranks;

    private int[] from = new int[16];
    private int[] to = new int[16];
    private int[] nextOut = new int[16];
    private int[] nextIn = new int[16];
    private int edges;

    private final BitSet removed = new BitSet();
    private final List<Integer> unchecked = new ArrayList<>();

    /** Makes an order without nodes. */
    public DynamicOrder() {}

    /** Adds a node, behind all others. */
    public void addNode() {
        if (nodes == rank.length) {
            rank = Arrays.copyOf(rank, 2 * nodes);
            firstOut = Arrays.copyOf(firstOut, 2 * nodes);
            firstIn = Arrays.copyOf(firstIn, 2 * nodes);
        }
        rank[nodes] = ranks++;
        firstOut[nodes] = NONE;
        firstIn[nodes] = NONE;
        nodes++;
    }

    /**
     * Adds an edge, and changes the order if need be.
     *
     * @param before a node
     * @param after a node that is to come after it
     * @return null; or, if that would close a ring, the shortest way from {@code after} to {@code before}, and nothing is added
     */
    public int @Nullable [] addEdge(int before, int after) {
        if (rank[before] >= rank[after]) {
            int[] way = way(after, before, rank[before]);
            if (way != null) {
                return way;
            }
            reorder(before, after);
        }
        put(before, after);
        return null;
    }

    /**
     * Adds an edge that {@link #check} is to look at.
     *
     * @param before a node
     * @param after a node that is to come after it
     */
    public void addUnchecked(int before, int after) {
        put(before, after);
        if (rank[before] >= rank[after]) {
            unchecked.add(edges - 1);
        }
    }

    /**
     * Orders all nodes anew if an edge contradicts the order.
     *
     * @return null; or, if there is a ring, the shortest that the first such edge closes: the way from the edge's end to its beginning
     */
    public int @Nullable [] check() {
        if (unchecked.isEmpty()) {
            return null;
        }
        int[] missing = new int[nodes];
        for (int e = 0; e < edges; e++) {
            if (isThere(e)) {
                missing[to[e]]++;
            }
        }
        int[] order = new int[nodes];
        int found = 0;
        int present = 0;
        for (int n = 0; n < nodes; n++) {
            if (!removed.get(n)) {
                present++;
                if (missing[n] == 0) {
                    order[found++] = n;
                }
            }
        }
        for (int i = 0; i < found; i++) {
            for (int e = firstOut[order[i]]; e != NONE; e = nextOut[e]) {
                if (isThere(e) && --missing[to[e]] == 0) {
                    order[found++] = to[e];
                }
            }
        }
        if (found < present) {
            for (int e : unchecked) {
                if (isThere(e) && missing[from[e]] > 0 && missing[to[e]] > 0) {
                    int[] way = way(to[e], from[e], Integer.MAX_VALUE);
                    if (way != null) {
                        return way;
                    }
                }
            }
            throw new AssertionError("there is a ring that no new edge closes");
        }
        for (int i = 0; i < found; i++) {
            rank[order[i]] = i;
        }
        ranks = Math.max(ranks, found);
        unchecked.clear();
        return null;
    }

    /**
     * Takes back what was added last.
     *
     * @param toNodes how many nodes are to stay
     * @param toEdges how many edges
     */
    public void truncate(int toNodes, int toEdges) {
        while (edges > toEdges) {
            edges--;
            firstOut[from[edges]] = nextOut[edges];
            firstIn[to[edges]] = nextIn[edges];
        }
        nodes = toNodes;
        removed.clear(nodes, Math.max(nodes, removed.length()));
        unchecked.removeIf(e -> e >= toEdges);
    }

    /**
     * Removes a node and its edges from sight.
     *
     * @param n the node
     */
    public void remove(int n) {
        removed.set(n);
    }

    /**
     * Takes back that a node was removed.
     *
     * @param n the node
     */
    public void restore(int n) {
        removed.clear(n);
    }

    /**
     * Returns how many edges were added.
     *
     * @return the number
     */
    public int edges() {
        return edges;
    }

    /**
     * Names the nodes that are to come after a node.
     *
     * @param n the node
     * @param action gets each
     */
    public void successors(int n, IntConsumer action) {
        for (int e = firstOut[n]; e != NONE; e = nextOut[e]) {
            if (isThere(e)) {
                action.accept(to[e]);
            }
        }
    }

    private void put(int before, int after) {
        if (edges == from.length) {
            from = Arrays.copyOf(from, 2 * edges);
            to = Arrays.copyOf(to, 2 * edges);
            nextOut = Arrays.copyOf(nextOut, 2 * edges);
            nextIn = Arrays.copyOf(nextIn, 2 * edges);
        }
        from[edges] = before;
        to[edges] = after;
        nextOut[edges] = firstOut[before];
        nextIn[edges] = firstIn[after];
        firstOut[before] = edges;
        firstIn[after] = edges;
        edges++;
    }

    private boolean isThere(int e) {
        return !removed.get(from[e]) && !removed.get(to[e]);
    }

    /** Returns the shortest way along edges, both ends included, through nodes of no higher rank; null if there is none. */
    private int @Nullable [] way(int start, int end, int highest) {
        Map<Integer, Integer> cameFrom = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        cameFrom.put(start, NONE);
        open.add(start);
        for (Integer n = open.poll(); n != null; n = open.poll()) {
            if (n == end) {
                List<Integer> way = new ArrayList<>();
                for (int m = n; m != NONE; m = cameFrom.getOrDefault(m, NONE)) {
                    way.add(m);
                }
                Collections.reverse(way);
                return way.stream().mapToInt(Integer::intValue).toArray();
            }
            for (int e = firstOut[n]; e != NONE; e = nextOut[e]) {
                if (rank[to[e]] <= highest && isThere(e) && cameFrom.putIfAbsent(to[e], n) == null) {
                    open.add(to[e]);
                }
            }
        }
        return null;
    }

    /** Moves what must come after {@code after} behind what must come before {@code before}, within the ranks that both have now. */
    private void reorder(int before, int after) {
        List<Integer> behind = reached(after, firstOut, nextOut, to, rank[after], rank[before]);
        List<Integer> ahead = reached(before, firstIn, nextIn, from, rank[after], rank[before]);
        ahead.addAll(behind);
        int[] free = ahead.stream().mapToInt(n -> rank[n]).sorted().toArray();
        for (int i = 0; i < free.length; i++) {
            rank[ahead.get(i)] = free[i];
        }
    }

    /** Returns the nodes that are reached from one within some ranks, by rank. */
    private List<Integer> reached(int start, int[] first, int[] next, int[] other, int lowest, int highest) {
        Set<Integer> seen = new HashSet<>();
        IntStack open = new IntStack();
        List<Integer> found = new ArrayList<>();
        seen.add(start);
        open.push(start);
        while (!open.isEmpty()) {
            int n = open.pop();
            found.add(n);
            for (int e = first[n]; e != NONE; e = next[e]) {
                int m = other[e];
                if (rank[m] >= lowest && rank[m] <= highest && isThere(e) && seen.add(m)) {
                    open.push(m);
                }
            }
        }
        found.sort((one, two) -> Integer.compare(rank[one], rank[two]));
        return found;
    }
}
