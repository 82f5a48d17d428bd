package dev.doge.runtime;

import org.jspecify.annotations.Nullable;

/**
 * A task of a graph that is built at run time: what {@link TaskGraphBuilder} gives for a key. Stays valid whatever is added or removed.
 *
 * <p>A value: a builder gives one reference for one task, so references are equal when they are the same. A key that has been removed and
 * is added again is another task. The key of a reference never changes; whether it is removed changes with the builder and is told only to
 * the builder's thread.
 *
 * @param <T> the type of the task's value
 */
@SuppressWarnings("UnusedTypeParameter") // the type of the value speaks to the compiler only
public final class TaskRef<T extends @Nullable Object> {
    private final Object key;

    /** Where it stands in its builder; the complement of that once it is removed. */
    private int place;

    TaskRef(Object key, int place) {
        this.key = key;
        this.place = place;
    }

    /**
     * Returns the key under which the task was added.
     *
     * @return the key
     */
    public Object key() {
        return key;
    }

    /**
     * Returns whether the task has been removed from its builder. Graphs that were built before still have it.
     *
     * @return whether it has been removed
     */
    public boolean isRemoved() {
        return place < 0;
    }

    int place() {
        int now = place; // the builder's thread may change it meanwhile
        return now < 0 ? ~now : now;
    }

    void remove() {
        place = ~place();
    }

    void restore() {
        place = place();
    }

    /** Returns the key as text. */
    @Override
    public String toString() {
        return String.valueOf(key);
    }
}
