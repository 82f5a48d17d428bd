package dev.doge.benchmarks;

import com.google.common.util.concurrent.ListenableFuture;
import dagger.BindsInstance;
import dagger.Module;
import dagger.Provides;
import dagger.producers.ProducerModule;
import dagger.producers.Produces;
import dagger.producers.Production;
import dagger.producers.ProductionComponent;
import dev.doge.benchmarks.SevenTasks.Offers;
import dev.doge.benchmarks.SevenTasks.Orders;
import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.benchmarks.SevenTasks.Prefs;
import dev.doge.benchmarks.SevenTasks.Profile;
import dev.doge.benchmarks.SevenTasks.Recs;
import dev.doge.benchmarks.SevenTasks.User;
import java.util.concurrent.Executor;

/** The seven tasks as Dagger Producers; one component per request, as its documentation advises. */
@ProductionComponent(modules = {SevenTaskProducers.Tasks.class, SevenTaskProducers.Threads.class})
interface SevenTaskProducers {
    ListenableFuture<Page> page();

    @ProductionComponent.Factory
    interface Factory {
        SevenTaskProducers create(@BindsInstance long userId, Threads threads, Tasks tasks);
    }

    /** Starts a request. */
    static ListenableFuture<Page> start(Threads threads, Tasks tasks, long userId) {
        return DaggerSevenTaskProducers.factory().create(userId, threads, tasks).page();
    }

    /** The executor. */
    @Module
    final class Threads {
        private final Executor pool;

        Threads(Executor pool) {
            this.pool = pool;
        }

        @Provides
        @Production
        Executor pool() {
            return pool;
        }
    }

    /** The tasks. */
    @ProducerModule
    final class Tasks {
        private final SevenTasks seven;

        Tasks(SevenTasks seven) {
            this.seven = seven;
        }

        @Produces
        User user(long userId) {
            return seven.user(userId);
        }

        @Produces
        Orders orders(User user) {
            return seven.orders(user);
        }

        @Produces
        Profile profile(User user) {
            return seven.profile(user);
        }

        @Produces
        Prefs prefs(User user) {
            return seven.prefs(user);
        }

        @Produces
        Recs recs(Orders orders, Profile profile) {
            return seven.recs(orders, profile);
        }

        @Produces
        Offers offers(Profile profile, Prefs prefs) {
            return seven.offers(profile, prefs);
        }

        @Produces
        Page page(User user, Recs recs, Offers offers) {
            return seven.page(user, recs, offers);
        }
    }
}
