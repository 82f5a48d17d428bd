package dev.doge.runtime.internal;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What a thread has to tell before it goes on to something else. Tidings wait here until no lock is held, and are told in a loop, so that
 * a long way of them never nests. Not thread-safe.
 */
final class Turn {
    private record Tiding(Attachment to, Frame frame, int target, Object outcome) {}

    private final @Nullable Streak streak;
    private @Nullable ArrayDeque<Tiding> tidings;
    private @Nullable ArrayDeque<Attendance> mail;
    private boolean telling;

    Turn() {
        this(null);
    }

    /** Makes the turn of a caller who runs short tasks itself. */
    Turn(@Nullable Streak streak) {
        this.streak = streak;
    }

    @Nullable
    Streak streak() {
        return streak;
    }

    /** Hands on a step whose start its thread owns: to the pool, or to the caller's own streak. */
    void start(Step step) {
        if (streak == null) {
            step.frame().engine().start(step);
        } else {
            streak.start(step);
        }
    }

    /** Notes that an attachment is to be told how a target ended. */
    void tell(Attachment to, Frame frame, int target, Object outcome) {
        if (tidings == null) {
            tidings = new ArrayDeque<>(4);
        }
        tidings.add(new Tiding(to, frame, target, outcome));
    }

    /** Notes that those who look on at a frame have heard something. */
    void mail(Attendance attendance) {
        if (mail == null) {
            mail = new ArrayDeque<>(4);
        }
        if (mail.peekLast() != attendance) {
            mail.add(attendance);
        }
    }

    /** Tells all that was noted, and what comes of it. Does nothing when called from inside itself. */
    void settle() {
        if ((tidings == null && mail == null) || telling) {
            return;
        }
        telling = true;
        try {
            deliver();
            if (tidings != null) {
                for (Tiding next = tidings.poll(); next != null; next = tidings.poll()) {
                    next.to.told(next.frame, next.target, next.outcome, this);
                    deliver();
                }
            }
            deliver();
        } finally {
            telling = false;
        }
    }

    private void deliver() {
        if (mail != null) {
            for (Attendance next = mail.poll(); next != null; next = mail.poll()) {
                next.deliver();
            }
        }
    }
}
