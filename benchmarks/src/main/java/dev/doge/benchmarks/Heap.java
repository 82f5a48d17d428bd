package dev.doge.benchmarks;

import java.util.function.IntFunction;

/** What the heap holds. */
public final class Heap {
    private static final int COLLECTIONS = 3;

    private Heap() {}

    /** Returns how many bytes are in use, after what is garbage has been collected. */
    public static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Returns how many bytes each of many objects holds, with all that is reached through it alone. */
    static double bytesOfEach(int count, IntFunction<Object> make) {
        Object[] all = new Object[count];
        long before = used();
        for (int i = 0; i < count; i++) {
            all[i] = make.apply(i);
        }
        long after = used();
        if (all[count - 1] == null) { // which also keeps them until here
            throw new IllegalStateException("nothing was made");
        }
        return (double) (after - before) / count;
    }
}
