package dev.doge.runtime.internal;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a node waits for while a plan is compiled: other nodes, each once. Small, since a plan may have a million. Of one thread. */
final class Waits {
    private static final int[] NONE = {};
    private static final boolean[] NONE_SOFT = {};

    /** From how many on places are looked up in a map. */
    private static final int MANY = 16;

    private int[] nodes = NONE;
    private boolean[] soft = NONE_SOFT;
    private int size;
    private @Nullable Map<Integer, Integer> places;

    /** Adds a node that must succeed or be skipped. */
    void hard(int n) {
        add(n, false);
    }

    /** Adds a node; if it is soft, and not also waited for otherwise, it may also fail. */
    void add(int n, boolean isSoft) {
        int place = place(n);
        if (place >= 0) {
            soft[place] &= isSoft;
            return;
        }
        if (size == nodes.length) {
            nodes = Arrays.copyOf(nodes, Math.max(2, 2 * size));
            soft = Arrays.copyOf(soft, nodes.length);
        }
        nodes[size] = n;
        soft[size] = isSoft;
        if (places != null) {
            places.put(n, size);
        }
        size++;
    }

    private int place(int n) {
        if (places == null && size >= MANY) {
            places = new HashMap<>();
            for (int i = 0; i < size; i++) {
                places.put(nodes[i], i);
            }
        }
        if (places != null) {
            return places.getOrDefault(n, -1);
        }
        for (int i = 0; i < size; i++) {
            if (nodes[i] == n) {
                return i;
            }
        }
        return -1;
    }

    void addAll(Waits others) {
        for (int i = 0; i < others.size; i++) {
            add(others.nodes[i], others.soft[i]);
        }
    }

    int[] nodes() {
        return Arrays.copyOf(nodes, size);
    }

    boolean isSoft(int n) {
        int place = place(n);
        return place >= 0 && soft[place];
    }
}
