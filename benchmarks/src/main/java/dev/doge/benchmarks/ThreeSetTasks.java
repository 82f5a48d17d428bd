package dev.doge.benchmarks;

import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import dev.doge.benchmarks.SevenTasks.Offers;
import dev.doge.benchmarks.SevenTasks.Orders;
import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.benchmarks.SevenTasks.Prefs;
import dev.doge.benchmarks.SevenTasks.Profile;
import dev.doge.benchmarks.SevenTasks.Recs;
import dev.doge.benchmarks.SevenTasks.User;

/**
 * The seven tasks with three sets of inputs: the user's (user, orders, profile, recs), the user's and the locale (prefs, offers), and these with
 * the currency (page).
 */
public class ThreeSetTasks {
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
    Prefs prefs(User user, @Input int locale) {
        return new Prefs(user.id() + locale);
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
    Page page(User user, Recs recs, Offers offers, @Input short currency) {
        return new Page(user.id() + recs.x() + offers.x() + currency);
    }
}
