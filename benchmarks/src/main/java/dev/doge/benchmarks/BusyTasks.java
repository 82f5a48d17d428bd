package dev.doge.benchmarks;

import java.util.concurrent.TimeUnit;

/** The seven tasks with something to do: each keeps its core busy for a while. */
final class BusyTasks extends SevenTasks {
    private final long nanos;

    BusyTasks(long micros) {
        nanos = TimeUnit.MICROSECONDS.toNanos(micros);
    }

    private void work() {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }

    @Override
    User user(long userId) {
        work();
        return super.user(userId);
    }

    @Override
    Orders orders(User user) {
        work();
        return super.orders(user);
    }

    @Override
    Profile profile(User user) {
        work();
        return super.profile(user);
    }

    @Override
    Prefs prefs(User user) {
        work();
        return super.prefs(user);
    }

    @Override
    Recs recs(Orders orders, Profile profile) {
        work();
        return super.recs(orders, profile);
    }

    @Override
    Offers offers(Profile profile, Prefs prefs) {
        work();
        return super.offers(profile, prefs);
    }

    @Override
    Page page(User user, Recs recs, Offers offers) {
        work();
        return super.page(user, recs, offers);
    }
}
