package dev.doge.benchmarks;

import dev.doge.annotations.Input;
import dev.doge.annotations.Task;

/** The seven tasks: user -> orders, profile, prefs; recs(orders, profile); offers(profile, prefs); page(user, recs, offers). */
public class SevenTasks {
    record User(long id) {}

    record Orders(long x) {}

    record Profile(long x) {}

    record Prefs(long x) {}

    record Recs(long x) {}

    record Offers(long x) {}

    record Page(long x) {}

    @Task
    User user(@Input long userId) {
        return new User(userId);
    }

    @Task
    Orders orders(User user) {
        return new Orders(user.id() + 1);
    }

    @Task
    Profile profile(User user) {
        return new Profile(user.id() + 2);
    }

    @Task
    Prefs prefs(User user) {
        return new Prefs(user.id() + 3);
    }

    @Task
    Recs recs(Orders orders, Profile profile) {
        return new Recs(orders.x() + profile.x());
    }

    @Task
    Offers offers(Profile profile, Prefs prefs) {
        return new Offers(profile.x() * prefs.x());
    }

    @Task
    Page page(User user, Recs recs, Offers offers) {
        return new Page(user.id() + recs.x() + offers.x());
    }

    /** Makes a page on the caller, one task after the other. */
    Page inTurn(long userId) {
        User user = user(userId);
        Orders orders = orders(user);
        Profile profile = profile(user);
        Prefs prefs = prefs(user);
        Recs recs = recs(orders, profile);
        Offers offers = offers(profile, prefs);
        return page(user, recs, offers);
    }
}
