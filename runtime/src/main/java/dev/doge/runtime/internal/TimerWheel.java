package dev.doge.runtime.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is to happen at which tick: a hierarchical timing wheel (Varghese and Lauck, "Hashed and hierarchical timing wheels", 1987, scheme 7).
 * To add and to take out cost the same however many there are. Guarded by its owner's lock.
 */
/* Design
 *
 * A tick is a number of seven digits to the base 64, and each digit has a wheel of 64 slots. What is due differs from the present tick first at
 * some digit: it hangs in that digit's wheel, in the slot of its own digit there. So all of one slot share with the present tick every higher
 * digit, and come after it by this one: the first slot in use of the lowest wheel in use begins before all others. Once the present reaches the
 * beginning of a slot, what hangs there moves to lower wheels, at most six times in all, and from the lowest it is taken as due. Slots in use
 * are bits of one long for each wheel: nothing is walked through in search, and who waits sleeps until the next slot begins.
 */
final class TimerWheel {
    /** What is to happen at a tick. In one wheel at most, and in none once it has been taken out or has become due. */
    abstract static class Entry {
        private long at;
        private int slot;
        private @Nullable Entry previous;
        private @Nullable Entry next;
        private @Nullable TimerWheel in;
    }

    /** The tick of which nothing is due. */
    static final long NEVER = Long.MAX_VALUE;

    /** The ticks that it can tell apart, from 0. */
    static final long TICKS = 1L << 42;

    private static final int DIGIT = 6;
    private static final int SLOTS = 1 << DIGIT;
    private static final int WHEELS = 7;

    private final @Nullable Entry[] slots = new @Nullable Entry[WHEELS * SLOTS];
    private final long[] used = new long[WHEELS];
    private long present;

    /**
     * Adds what is not in a wheel.
     *
     * @param at the tick at which it is due, less than {@link #TICKS}; if that has passed, it is due at once
     */
    void add(Entry entry, long at) {
        entry.at = Math.max(at, present);
        entry.in = this;
        hang(entry);
    }

    private void hang(Entry entry) {
        long apart = entry.at ^ present;
        int wheel = apart == 0 ? 0 : (Long.SIZE - 1 - Long.numberOfLeadingZeros(apart)) / DIGIT;
        int digit = (int) (entry.at >>> (wheel * DIGIT)) & (SLOTS - 1);
        int slot = wheel * SLOTS + digit;
        Entry first = slots[slot];
        entry.slot = slot;
        entry.previous = null;
        entry.next = first;
        if (first != null) {
            first.previous = entry;
        }
        slots[slot] = entry;
        used[wheel] |= 1L << digit;
    }

    /** Takes something out; returns false if it is not in here, having become due or been taken out before. */
    boolean remove(Entry entry) {
        if (entry.in != this) {
            return false;
        }
        Entry before = entry.previous;
        Entry after = entry.next;
        if (before != null) {
            before.next = after;
        } else {
            slots[entry.slot] = after;
            if (after == null) {
                used[entry.slot / SLOTS] &= ~(1L << entry.slot % SLOTS);
            }
        }
        if (after != null) {
            after.previous = before;
        }
        entry.previous = null;
        entry.next = null;
        entry.in = null;
        return true;
    }

    /**
     * Lets it be a tick, no earlier than before, and takes something out that is due by then.
     *
     * @return one that is due; null if none is, and then the present is that tick
     */
    @Nullable
    Entry poll(long now) {
        for (int wheel = lowest(); wheel >= 0; wheel = lowest()) {
            long begin = begin(wheel);
            if (begin > now) {
                break;
            }
            present = begin;
            Entry first = slots[wheel * SLOTS + Long.numberOfTrailingZeros(used[wheel])];
            if (wheel == 0) {
                if (first != null) {
                    remove(first);
                }
                return first;
            }
            lower(wheel, first);
        }
        present = Math.max(present, now);
        return null;
    }

    /** Moves all that hangs in the first slot of a wheel to lower ones. */
    private void lower(int wheel, @Nullable Entry first) {
        int digit = Long.numberOfTrailingZeros(used[wheel]);
        slots[wheel * SLOTS + digit] = null;
        used[wheel] &= ~(1L << digit);
        Entry entry = first;
        while (entry != null) {
            Entry next = entry.next;
            hang(entry);
            entry = next;
        }
    }

    /** Returns the tick by which {@link #poll} is to be called, since something may be due; {@link #NEVER} if there is nothing. */
    long next() {
        int wheel = lowest();
        return wheel < 0 ? NEVER : begin(wheel);
    }

    /** Returns the lowest wheel in use; -1 if none is. */
    private int lowest() {
        for (int wheel = 0; wheel < WHEELS; wheel++) {
            if (used[wheel] != 0) {
                return wheel;
            }
        }
        return -1;
    }

    /** Returns the tick at which the first slot in use of a wheel begins. */
    private long begin(int wheel) {
        int shift = wheel * DIGIT;
        long above = present >>> shift >>> DIGIT << DIGIT;
        return (above | Long.numberOfTrailingZeros(used[wheel])) << shift;
    }

    /** Takes everything out. */
    void clear() {
        for (Entry first : slots) {
            for (Entry entry = first; entry != null; entry = entry.next) {
                entry.in = null;
            }
        }
        Arrays.fill(slots, null);
        Arrays.fill(used, 0);
    }
}
