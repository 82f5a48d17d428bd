package dev.doge.runtime.internal;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs what has come due and may wait, as the callbacks of users may: for another deadline, say. A thread runs what is due one after the other; there is another only
 * where none of them gets on with it. Thread-safe, but only one thread may add and look.
 */
final class Ringing {
    /** For how long a thread is kept that has nothing to run any more. */
    private static final long KEPT_SECONDS = 5;

    private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
    private final AtomicInteger ringers = new AtomicInteger();
    private final AtomicLong taken = new AtomicLong();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, KEPT_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), body -> {
                Thread made = new Thread(body, "doge-deadline");
                made.setDaemon(true);
                return made;
            });

    /** How many had been taken at the last look. Of who looks. */
    private long seen;

    void add(Runnable alarm) {
        due.add(alarm);
    }

    /**
     * Sees to it that somebody runs what is due.
     *
     * @return whether something is left, so that it must be looked again soon: who runs the one before may wait for it
     */
    boolean isLeft() {
        if (due.isEmpty()) {
            return false;
        }
        long now = taken.get();
        if (ringers.get() == 0 || now == seen) {
            start();
        }
        seen = now;
        return true;
    }

    private void start() {
        ringers.incrementAndGet();
        try {
            threads.execute(this::ring);
        } catch (RejectedExecutionException e) { // closed, which calls off what has not begun
            ringers.decrementAndGet();
            due.clear();
        } catch (Throwable e) { // there can be no more threads just now: it is tried again
            ringers.decrementAndGet();
        }
    }

    private void ring() {
        try {
            for (Runnable next = due.poll(); next != null; next = due.poll()) {
                taken.incrementAndGet();
                next.run();
                Thread.interrupted(); // whoever has interrupted it did not mean the next
            }
        } finally {
            ringers.decrementAndGet();
        }
    }

    void close() {
        due.clear();
        threads.shutdown();
    }
}
