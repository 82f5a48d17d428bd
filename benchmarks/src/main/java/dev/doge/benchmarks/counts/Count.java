package dev.doge.benchmarks.counts;

import java.util.concurrent.atomic.AtomicLong;

/** What instrumented code does that can be counted. The instrumented classes call it by name; thread-safe. */
public enum Count {
    /** A read-modify-write, or a volatile write: what orders memory between cores. */
    ATOMICS("atomics"),

    /** A monitor entered. */
    LOCKS("locks"),

    /** A look for the work of a key. */
    LOOK_UPS("look-ups"),

    /** A task handed to the pool, which may wake a worker. */
    HANDED_ON("handed to the pool");

    @SuppressWarnings("ImmutableEnumChecker") // it counts
    private final AtomicLong done = new AtomicLong();

    private final String text;

    Count(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * Returns how often it has been done.
     *
     * @return how often since the beginning
     */
    public long done() {
        return done.get();
    }

    /** One more, unless the thread is that of the timers: how often that looks goes by the clock, not by requests. */
    private void more() {
        if (!Thread.currentThread().getName().equals("doge-timer")) {
            done.incrementAndGet();
        }
    }

    /** Counts an atomic. */
    public static void atomic() {
        ATOMICS.more();
    }

    /** Counts a lock. */
    public static void lock() {
        LOCKS.more();
    }

    /** Counts a look-up. */
    public static void lookUp() {
        LOOK_UPS.more();
    }

    /** Counts a task handed to the pool. */
    public static void handedOn() {
        HANDED_ON.more();
    }
}
