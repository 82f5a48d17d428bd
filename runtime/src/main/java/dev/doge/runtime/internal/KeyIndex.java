package dev.doge.runtime.internal;

import dev.doge.runtime.TaskRef;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds tasks by key: a hash table of places with linear probing, of eight to sixteen bytes a task. Not thread-safe. */
public final class KeyIndex {
    private static final int SCRAMBLE = 0x9E3779B9; // Fibonacci hashing: keys that count up must not lie in one run
    private static final int GONE = -1;

    private int[] table = new int[16];
    private int used;

    /** Makes an index without tasks. */
    public KeyIndex() {}

    private int slot(Object key) {
        return (key.hashCode() * SCRAMBLE) >>> (Integer.numberOfLeadingZeros(table.length) + 1);
    }

    /**
     * Finds a task.
     *
     * @param key its key
     * @param refs the tasks by place
     * @return its place, or -1
     */
    public int find(Object key, @Nullable TaskRef<?>[] refs) {
        int mask = table.length - 1;
        for (int i = slot(key); table[i] != 0; i = (i + 1) & mask) {
            TaskRef<?> ref = table[i] == GONE ? null : refs[table[i] - 1];
            if (ref != null && ref.key().equals(key)) {
                return table[i] - 1;
            }
        }
        return -1;
    }

    /**
     * Adds a task whose key is not there.
     *
     * @param place its place
     * @param refs the tasks by place
     */
    public void add(int place, @Nullable TaskRef<?>[] refs) {
        if (2 * used >= table.length) {
            int[] old = table;
            table = new int[2 * old.length];
            used = 0;
            for (int entry : old) {
                if (entry > 0) {
                    put(entry - 1, refs);
                }
            }
        }
        put(place, refs);
    }

    @SuppressWarnings("NullAway") // what is in the table is in the array
    private void put(int place, @Nullable TaskRef<?>[] refs) {
        int i = slot(refs[place].key());
        while (table[i] != 0) {
            i = (i + 1) & (table.length - 1);
        }
        table[i] = place + 1;
        used++;
    }

    /**
     * Removes a task.
     *
     * @param place its place
     * @param key its key
     */
    public void remove(int place, Object key) {
        int i = slot(key);
        while (table[i] != place + 1) {
            i = (i + 1) & (table.length - 1);
        }
        table[i] = GONE;
    }

    @Override
    public String toString() {
        return Arrays.toString(table);
    }
}
