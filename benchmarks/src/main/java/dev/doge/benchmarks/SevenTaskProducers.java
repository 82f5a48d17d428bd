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
        SevenTaskProducers create(@BindsInstance long userId, Threads threads);
    }

    /** Starts a request. */
    static ListenableFuture<Page> start(Threads threads, long userId) {
        return DaggerSevenTaskProducers.factory().create(userId, threads).page();
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
        private static final SevenTasks SEVEN = new SevenTasks();

        private Tasks() {}

        @Produces
        static User user(long userId) {
            return SEVEN.user(userId);
        }

        @Produces
        static Orders orders(User user) {
            return SEVEN.orders(user);
        }

        @Produces
        static Profile profile(User user) {
            return SEVEN.profile(user);
        }

        @Produces
        static Prefs prefs(User user) {
            return SEVEN.prefs(user);
        }

        @Produces
        static Recs recs(Orders orders, Profile profile) {
            return SEVEN.recs(orders, profile);
        }

        @Produces
        static Offers offers(Profile profile, Prefs prefs) {
            return SEVEN.offers(profile, prefs);
        }

        @Produces
        static Page page(User user, Recs recs, Offers offers) {
            return SEVEN.page(user, recs, offers);
        }
    }
}
