package dev.doge.runtime.internal;

import java.time.Duration;

/**
 * Looks after threads that keep ready nodes for themselves, or have put off saying what they run, since that is short, while for once it is not: what is
 * kept is handed to the pool, what was put off is said. Thread-safe.
 */
/* Design
 *
 *   asleep --watch--> watching --two looks at which nothing has moved--> asleep
 *
 * A look comes every ten milliseconds: it wakes a thread, which on a busy machine takes the processor from one that works, and then costs some
 * reads for each seat. Only a thread that is still in the body in which it was at the last look, and keeps something, is disturbed (Seat.rescue).
 * Who keeps something calls watch, which is one read while somebody watches. No fence orders that after what is kept: so there is one more look
 * once watching has ended.
 */
final class Overdue implements Runnable {
    private static final Duration PERIOD = Duration.ofMillis(10);

    /** After so many looks in a row at which nothing has moved, watching ends. */
    private static final int STILL_LOOKS = 2;

    private final Engine engine;

    /** Whether looks come; always said of threads whose time is not the machine's, at which nobody looks. */
    private volatile boolean watching;

    private boolean scheduled;

    /** At how many looks in a row nothing has moved. */
    private int still;

    /**
     * Makes one.
     *
     * @param looks whether there is something to look after: else nothing is done
     */
    Overdue(Engine engine, boolean looks) {
        this.engine = engine;
        this.watching = !looks;
    }

    /** Looks from now on, until nothing moves any more. */
    void watch() {
        if (!watching) {
            begin();
        }
    }

    private synchronized void begin() {
        watching = true;
        still = 0;
        schedule();
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            engine.clock().tick(PERIOD, this);
        }
    }

    /** Looks once. */
    @Override
    public void run() {
        boolean isStill = false; // unless all have been looked at: what throws is no reason not to look again
        try {
            isStill = look();
        } finally {
            goOn(isStill);
        }
    }

    private boolean look() {
        boolean isStill = true;
        for (Seat seat : engine.seats()) {
            if (seat.hasMoved()) {
                isStill = false;
            } else {
                seat.saysLate(engine);
                if (seat.keepsInBody()) {
                    isStill = false;
                    seat.rescue(engine);
                }
            }
        }
        return isStill;
    }

    private synchronized void goOn(boolean isStill) {
        scheduled = false;
        still = isStill ? still + 1 : 0;
        watching = still < STILL_LOOKS;
        if (still <= STILL_LOOKS) {
            schedule();
        }
    }
}
