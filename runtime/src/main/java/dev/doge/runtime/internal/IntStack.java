package dev.doge.runtime.internal;

import java.util.Arrays;

/** A stack of ints, for walks that must not recurse. Not thread-safe. */
final class IntStack {
    private static final int[] NOTHING = {};

    private int[] items = NOTHING;
    private int size;

    void push(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, Math.max(4, 2 * size));
        }
        items[size++] = item;
    }

    int pop() {
        return items[--size];
    }

    boolean isEmpty() {
        return size == 0;
    }
}
