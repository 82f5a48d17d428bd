package dev.doge.runtime.internal;

import org.jspecify.annotations.Nullable;

/** Whether a task that sees one outcome would do as if it saw the other. */
final class Same {
    private Same() {}

    /** Returns what to keep of what a slot holds, to compare it later: a fan-out without its frame. */
    static @Nullable Object kept(@Nullable Object held) {
        return held instanceof Spread spread ? spread.image() : held;
    }

    /**
     * Compares two outcomes as {@link #kept} keeps them. Calls {@code equals} of users' values: without locks held.
     *
     * @param one an outcome; null if there was none
     * @param other another
     */
    static boolean outcome(@Nullable Object one, @Nullable Object other) {
        if (one == other) {
            return true;
        }
        if (one == null || other == null) {
            return false;
        }
        if (one instanceof Spread.Image image) {
            return image.isSame(other);
        }
        if (one instanceof Failed failed) {
            return other instanceof Failed failure && failure(failed, failure);
        }
        try {
            return one.equals(other);
        } catch (Throwable e) { // a value that cannot be compared has changed, for all we know
            return false;
        }
    }

    /** Two failures are the same if the same was thrown by the same tasks, and got here by the same way. */
    @SuppressWarnings("ReferenceEquality") // the same chain needs no look
    private static boolean failure(Failed first, Failed second) {
        Failed one = first;
        Failed other = second;
        while (one != other) {
            if (one.task() != other.task()
                    || one.cause() != other.cause()
                    || !one.frame().isKin(other.frame())
                    || !both(one.also(), other.also())) {
                return false;
            }
            one = one.because();
            other = other.because();
            if (one == null || other == null) {
                return one == null && other == null;
            }
        }
        return true;
    }

    private static boolean both(@Nullable Failed one, @Nullable Failed other) {
        return one == null ? other == null : other != null && failure(one, other);
    }
}
