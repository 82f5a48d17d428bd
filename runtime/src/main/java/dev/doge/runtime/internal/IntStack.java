package dev.doge.runtime.internal;

import java.util.Arrays;

/** A stack of ints, for walks that must not recurse. Not thread-safe. */
final class IntStack {
    private int[] items = new int[16];
    private int size;

    void push(int item) {
        if (size == items.length) {
            items = Arrays.copyOf(items, 2 * size);
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
