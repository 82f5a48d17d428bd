package dev.doge.benchmarks.sharing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits that end. */
final class Waits {
    /** What has not happened after so many seconds hangs. */
    static final int LIMIT = 10;

    /** What is forbidden and has not happened after so many seconds does not happen: an eager contender takes microseconds. */
    private static final int QUIET = 2;

    private Waits() {}

    /** Waits for what must happen. */
    static void until(CountDownLatch latch, String what) throws Hang, InterruptedException {
        if (!happens(latch)) {
            throw new Hang(what);
        }
    }

    /** Waits for what somebody is to do who may first wait for something himself. */
    static void longUntil(CountDownLatch latch, String what) throws Hang, InterruptedException {
        if (!latch.await(3 * LIMIT, TimeUnit.SECONDS)) {
            throw new Hang(what);
        }
    }

    /** Returns whether something happens that may take its time. */
    static boolean happens(CountDownLatch latch) throws InterruptedException {
        return latch.await(LIMIT, TimeUnit.SECONDS);
    }

    /** Returns whether something happens at once. */
    static boolean happensSoon(CountDownLatch latch) throws InterruptedException {
        return latch.await(QUIET, TimeUnit.SECONDS);
    }
}
