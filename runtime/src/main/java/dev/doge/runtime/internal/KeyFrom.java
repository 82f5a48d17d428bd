package dev.doge.runtime.internal;

/**
 * How the key of a task is made for one edge that binds inputs anew: from the dependant's key, from values of its frame, from an element.
 * Immutable.
 */
final class KeyFrom {
    /** Stands for the element of a fan-out, or the key that a body names. */
    static final int ELEMENT = -1;

    private static final int FIRST_SLOT = -2;

    private final TaskNode target;
    private final int[] from;
    private final int width;

    /**
     * Makes the way.
     *
     * @param target the task
     * @param from for each input of its layout, where it stands in the dependant's key, or {@link #ELEMENT}, or {@link #slot}
     * @param width how many inputs the dependant's key has
     */
    KeyFrom(TaskNode target, int[] from, int width) {
        this.target = target;
        this.from = from;
        this.width = width;
    }

    /** Says that an input comes from the value of a node. */
    static int slot(int n) {
        return FIRST_SLOT - n;
    }

    TaskNode target() {
        return target;
    }

    /** Returns the key as the target's layout has it; a {@link Skipped} if it would come from a task that was skipped. */
    Object key(Frame frame, Object element) {
        if (from.length == 0) {
            return Layout.NO_KEY;
        }
        if (from.length == 1) {
            return value(0, frame, element);
        }
        Object[] key = new Object[from.length];
        for (int i = 0; i < key.length; i++) {
            Object value = value(i, frame, element);
            if (value instanceof Skipped) {
                return value;
            }
            key[i] = value;
        }
        return key;
    }

    private Object value(int input, Frame frame, Object element) {
        int at = from[input];
        if (at >= 0) {
            return width == 1 ? frame.key() : ((Object[]) frame.key())[at];
        }
        if (at == ELEMENT) {
            return element;
        }
        int slot = FIRST_SLOT - at;
        Object value = frame.value(slot);
        if (value == null) {
            throw new NullPointerException(frame.layout().node(slot).name() + " is null, so input "
                    + target.layout().inputs()[input].name() + " of " + target.name() + " has no value");
        }
        return value instanceof Skipped ? value : Copies.of(target.layout().inputs()[input], value);
    }
}
