package dev.doge.runtime.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The machine's time. One thread looks what is due, and exists only once something is scheduled. What may wait runs on threads of its own, which exist only while something has come due
 * and for some seconds after. It happens no earlier than asked for, and a millisecond later. Thread-safe.
 */
/* Design
 *
 * Most of what is scheduled is called off: a run has its value long before its deadline. So both must cost little and wake nobody. Each wheel
 * has a lock, and the tick by which the thread has promised to look at it; the thread is woken only if something is added that must be looked
 * at before. Nobody wakes it to say that there is less to do: it looks in vain then, at most once for each slot.
 *
 *   an alarm:  added -> called off, or due -> rung      all but the ringing under its wheel's lock
 *   a wheel:   open -> closed                           what is in it then is called off, and nothing is added any more
 *
 * Between the last look at a wheel and the sleep an earlier alarm may come: its unpark makes the sleep none, since nothing parks between.
 */
final class Timers implements Clock {
    /** The binary logarithm of the nanoseconds of a tick, which is a little more than a millisecond. */
    private static final int TICK = 20;

    /** The binary logarithm of how many wheels there are. */
    private static final int WHEELS = 3;

    /** For how many ticks it is waited that who runs what may wait goes on to the next. */
    private static final long PATIENCE = 2;

    /** A 64th power of two by the golden ratio: makes moments that are near to each other far apart. */
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final long origin = System.nanoTime();

    /** The wheels, of which a thread uses one; null as long as nothing has been scheduled. Written under the lock. */
    private volatile Wheel @Nullable [] wheels;

    /** Who looks at the wheels; there if they are. */
    private @Nullable Thread thread;

    /** Runs what may wait; there if the thread is. */
    private @Nullable Ringing ringing;

    private volatile boolean closed;

    /** Something that is scheduled; to run it is to call it off. */
    static final class Alarm extends TimerWheel.Entry implements Runnable {
        private final Wheel wheel;
        private final Runnable body;
        private final boolean mayWait;

        Alarm(Wheel wheel, Runnable body, boolean mayWait) {
            this.wheel = wheel;
            this.body = body;
            this.mayWait = mayWait;
        }

        @Override
        public void run() {
            wheel.remove(this);
        }

        void ring() {
            try {
                body.run();
            } catch (Throwable e) { // as of a thread that ends by it, but this one is to go on
                Thread here = Thread.currentThread();
                try {
                    here.getUncaughtExceptionHandler().uncaughtException(here, e);
                } catch (Throwable again) { // who is to be told of what throws has thrown: nobody is left
                    return;
                }
            }
        }
    }

    /** A part of what is scheduled. */
    static final class Wheel {
        private final TimerWheel entries = new TimerWheel();

        /** The tick by which the thread looks here, as it has promised: it may be that there is nothing any more. */
        private volatile long looked = TimerWheel.NEVER; // written under the lock

        private boolean isClosed;

        /** Adds something; returns whether the thread must be woken for it. */
        synchronized boolean add(Alarm alarm, long at) {
            if (isClosed) {
                return false;
            }
            entries.add(alarm, at);
            long next = entries.next();
            boolean isEarlier = next < looked;
            looked = isEarlier ? next : looked;
            return isEarlier;
        }

        synchronized void remove(Alarm alarm) {
            entries.remove(alarm);
        }

        /**
         * Takes out one that is due; null if none is. A promise that has not come due is kept, though what it was made for may have been called off: else the next
         * that is added would wake the thread again.
         */
        synchronized @Nullable Alarm poll(long now) {
            Alarm due = (Alarm) entries.poll(now);
            if (due != null) {
                looked = now;
            } else {
                long next = entries.next();
                looked = looked > now ? Math.min(looked, next) : next;
            }
            return due;
        }

        long looked() {
            return looked;
        }

        synchronized void close() {
            isClosed = true;
            entries.clear();
        }
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Runnable schedule(Duration delay, Runnable body) {
        return schedule(delay, body, true);
    }

    @Override
    public void tick(Duration delay, Runnable body) {
        schedule(delay, body, false);
    }

    private Alarm schedule(Duration delay, Runnable body, boolean mayWait) {
        Wheel[] all = wheels;
        if (all == null) {
            all = open();
        }
        long now = System.nanoTime() - origin;
        Wheel wheel = all[(int) ((now * MIX) >>> (Long.SIZE - WHEELS))];
        Alarm alarm = new Alarm(wheel, body, mayWait);
        long nanos = Math.max(0, Clock.nanos(delay));
        if (wheel.add(alarm, (now + nanos + (1L << TICK) - 1) >> TICK)) {
            LockSupport.unpark(thread);
        }
        return alarm;
    }

    /** Makes the wheels and the thread that looks at them, when something is scheduled for the first time. */
    private synchronized Wheel[] open() {
        Wheel[] all = wheels;
        if (all == null) {
            all = new Wheel[1 << WHEELS];
            Arrays.setAll(all, i -> new Wheel());
            if (closed) {
                close(all);
            } else {
                Wheel[] looked = all;
                Ringing rings = new Ringing();
                ringing = rings;
                thread = new Thread(() -> look(looked, rings), "doge-timer");
                thread.setDaemon(true);
                thread.start();
            }
            wheels = all;
        }
        return all;
    }

    /** Lets happen what is due, or hands it on, until this is closed. */
    private void look(Wheel[] all, Ringing ringing) {
        while (!closed) {
            long now = tick();
            for (Wheel wheel : all) {
                if (wheel.looked() > now) {
                    continue; // nothing there is due before
                }
                for (Alarm due = wheel.poll(now); due != null; due = wheel.poll(now)) {
                    if (due.mayWait) {
                        ringing.add(due::ring);
                    } else {
                        due.ring();
                    }
                }
            }
            long next = ringing.isLeft() ? now + PATIENCE : TimerWheel.NEVER;
            // Only now: what rings may have waited for something, and taken the permit of what was added meanwhile.
            for (Wheel wheel : all) {
                next = Math.min(next, wheel.looked());
            }
            if (!closed) {
                sleep(next);
            }
        }
    }

    private void sleep(long until) {
        if (until == TimerWheel.NEVER) {
            LockSupport.park(this);
        } else {
            LockSupport.parkNanos(this, (until << TICK) - (System.nanoTime() - origin));
        }
        Thread.interrupted(); // who looks cannot be interrupted, and would not sleep any more
    }

    /** Returns the tick that it is, which has begun. */
    private long tick() {
        return (System.nanoTime() - origin) >> TICK;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Wheel[] all = wheels;
        if (all != null) {
            close(all);
            LockSupport.unpark(thread);
        }
        Ringing ended = ringing;
        if (ended != null) {
            ended.close();
        }
    }

    private static void close(Wheel[] all) {
        for (Wheel wheel : all) {
            wheel.close();
        }
    }
}
