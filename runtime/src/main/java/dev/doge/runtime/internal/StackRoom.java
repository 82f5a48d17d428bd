package dev.doge.runtime.internal;

/** Looks whether a thread's stack has room for more, before something begins that must not be torn apart by its end. Has no state. */
final class StackRoom {
    /** Some hundred bytes each: what the run loop takes for a task, and some more for what the task does itself. */
    private static final int FRAMES = 400;

    private StackRoom() {}

    /** Returns whether there is room for a task, and for what ends it. */
    static boolean isThere() {
        try {
            return frame(FRAMES, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12) > 0;
        } catch (StackOverflowError e) { // nothing has begun
            return false;
        }
    }

    /** Takes room. So many arguments are handed over on the stack also by compiled code. */
    private static long frame(
            int left, long a, long b, long c, long d, long e, long f, long g, long h, long i, long j, long k, long l) {
        return left == 0 ? a + b : frame(left - 1, b, c, d, e, f, g, h, i, j, k, l, a) + 1;
    }
}
