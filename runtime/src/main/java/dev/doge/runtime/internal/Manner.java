package dev.doge.runtime.internal;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a run has beside its request if it is carried out in another manner than most are. What is not volatile is filled before the run is attached. */
final class Manner {
    /** The frame of the body that has asked for the run; null if somebody outside has. */
    final @Nullable Frame asker;

    /** The form in which the result is seen, if it is not the usual one of the target. */
    final @Nullable Form form;

    /** As whose demand the run is noted; null if it is not. */
    @Nullable
    NestedDemand demand;

    /** When it will expire; null if it will not. */
    @Nullable
    Instant limit;

    /** How to call off its expiry; null as long as that is not scheduled. */
    volatile @Nullable Runnable reprieve;

    /** Who looks on at it. */
    List<Observer> observers = List.of();

    /** How its target ended before all observers had been led to what there is to see, or {@link #LED}; null if nobody looks on. */
    @Nullable
    AtomicReference<@Nullable Object> leading;

    boolean keepsGoing;

    /** Whether it has failed, and yet holds on to what it has seen. Written before its domain knows of it. */
    boolean failed;

    /** How the run waits for what is left, once its target is doomed. */
    volatile @Nullable Lingering lingering;

    /** The ways to what made the run fail; written before it ends. */
    volatile @Nullable List<Failures.Way> ways;

    static final Object LED = new Object();

    /** Makes the manner of a run of somebody outside. */
    Manner() {
        this(null, null);
    }

    /** Makes the manner of a run that a body has asked for. */
    Manner(@Nullable Frame asker, @Nullable Form form) {
        this.asker = asker;
        this.form = form;
    }
}
