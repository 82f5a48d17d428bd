package dev.doge.runtime.internal;

import dev.doge.runtime.TaskRef;
import org.jspecify.annotations.Nullable;

/**
 * Finds tasks by key: a hash table with double hashing (Knuth, The Art of Computer Programming 3, 6.4), whose entries are a hash and a place in
 * one long, so that keys are looked at only where the whole hash is equal. Where a search begins keeps neighbouring hashes together, for keys
 * that count up; how it goes on does not. Not thread-safe.
 */
public final class KeyIndex {
    private static final int SCRAMBLE = 0x9E3779B9;
    private static final long FREE = 0;

    /** What stands where a task was removed: no place. */
    private static final long GONE = 0xFFFF_FFFFL;

    private long[] table = new long[16];
    private int used;

    /** Makes an index without tasks. */
    public KeyIndex() {}

    private static int start(int hash) {
        return hash ^ (hash >>> 16);
    }

    /** Returns how far a search goes from entry to entry: an odd number, which comes by all entries of a table whose length is a power of two. */
    private static int step(int hash) {
        return ((hash * SCRAMBLE) >>> 7) | 1;
    }

    private static int place(long entry) {
        return (int) entry - 1;
    }

    /**
     * Finds a task.
     *
     * @param key its key
     * @param refs the tasks by place
     * @return its place, or -1
     */
    public int find(Object key, @Nullable TaskRef<?>[] refs) {
        int hash = key.hashCode();
        int mask = table.length - 1;
        int step = step(hash);
        for (int i = start(hash) & mask; table[i] != FREE; i = (i + step) & mask) {
            if ((int) (table[i] >>> 32) == hash && table[i] != GONE) {
                TaskRef<?> ref = refs[place(table[i])];
                if (ref != null && ref.key().equals(key)) {
                    return place(table[i]);
                }
            }
        }
        return -1;
    }

    /**
     * Adds a task whose key is not there.
     *
     * @param place its place
     * @param key its key
     */
    public void add(int place, Object key) {
        if (2 * used >= table.length) {
            long[] old = table;
            table = new long[2 * old.length];
            used = 0;
            for (long entry : old) {
                if (entry != FREE && entry != GONE) {
                    put(entry);
                }
            }
        }
        put(((long) key.hashCode() << 32) | (place + 1));
    }

    private void put(long entry) {
        int hash = (int) (entry >>> 32);
        int mask = table.length - 1;
        int i = start(hash) & mask;
        int step = step(hash);
        while (table[i] != FREE) {
            i = (i + step) & mask;
        }
        table[i] = entry;
        used++;
    }

    /**
     * Removes a task.
     *
     * @param place its place
     * @param key its key
     */
    public void remove(int place, Object key) {
        int hash = key.hashCode();
        long entry = ((long) hash << 32) | (place + 1);
        int mask = table.length - 1;
        int i = start(hash) & mask;
        int step = step(hash);
        while (table[i] != entry && table[i] != FREE) {
            i = (i + step) & mask;
        }
        table[table[i] == entry ? i : find(place)] = GONE;
    }

    /** Returns where a task is whose key has another hash than when it was added. */
    private int find(int place) {
        int i = 0;
        while ((int) table[i] != place + 1) {
            i++;
        }
        return i;
    }
}
