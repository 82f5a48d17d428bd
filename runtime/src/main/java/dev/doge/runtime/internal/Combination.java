package dev.doge.runtime.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task and all that it needs, of several keys, laid out for one frame: what a run opens if there is work for none of these keys. Immutable.
 *
 * @see Frame the design note there says what becomes of such a frame when somebody else asks for one of its keys
 */
final class Combination {
    /**
     * The tasks of one key.
     *
     * @param layout where they stand in a frame of their own
     * @param narrowing how their key is taken from that of the frame for all; null if it is the same
     * @param nodes for each node of that layout, where it stands in the frame for all; -1 if it does not
     */
    @SuppressWarnings("ArrayRecordComponent") // flat on purpose
    record Part(Layout layout, @Nullable Narrowing narrowing, int[] nodes) {
        Object key(Object wide) {
            return narrowing == null ? wide : narrowing.key(wide);
        }

        /** Returns the hash of the key; without making the key. */
        int keyHash(Object wide) {
            return narrowing == null ? Layout.keyHash(wide) : narrowing.keyHash(wide);
        }

        boolean isKey(Object wide, Object key) {
            return Layout.sameKey(key(wide), key);
        }
    }

    private final Layout layout;
    private final Demand demand;
    private final Part[] parts;

    /** Which cell of a frame is the first of those that are no counts: by which hashes it is found, and whether it stands. */
    private final int hashesAt;

    /**
     * Combines.
     *
     * @param layout where all stand
     * @param target the task for whose sake
     * @param parts the tasks by key, those with the fewest inputs first
     */
    Combination(Layout layout, int target, List<Part> parts) {
        this.layout = layout;
        this.parts = parts.toArray(new Part[0]);
        this.hashesAt = layout.pending().length;
        layout.combines(this);
        this.demand = layout.demand(target);
    }

    Layout layout() {
        return layout;
    }

    /** Returns what is wanted of such a frame: all of it. */
    Demand demand() {
        return demand;
    }

    int hashesAt() {
        return hashesAt;
    }

    int size() {
        return parts.length;
    }

    Part part(int number) {
        return parts[number];
    }

    /** Returns the number of the part that has a layout; -1 if none has. */
    int partOf(Layout own) {
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].layout == own) {
                return i;
            }
        }
        return -1;
    }

    /** Returns where the node of another layout stands; -1 if it does not. */
    int indexOf(Layout own, int n) {
        int part = partOf(own);
        return part < 0 ? -1 : parts[part].nodes[n];
    }

    /** Returns whether a key is one of those that such a frame is for. */
    boolean isKey(Object wide, Layout own, Object key) {
        int part = partOf(own);
        return part >= 0 && parts[part].isKey(wide, key);
    }

    /** Returns the hash of the key of a part. */
    int hash(int part, int graphHash, Object wide) {
        Part one = parts[part];
        return one.layout.hash(graphHash, one.keyHash(wide));
    }
}
