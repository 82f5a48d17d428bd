package dev.doge.benchmarks;

import dev.doge.benchmarks.SevenTasks.Offers;
import dev.doge.benchmarks.SevenTasks.Orders;
import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.benchmarks.SevenTasks.Prefs;
import dev.doge.benchmarks.SevenTasks.Profile;
import dev.doge.benchmarks.SevenTasks.Recs;
import dev.doge.benchmarks.SevenTasks.User;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The seven tasks as Reactor's monos; what two need is cached, or it would run twice. */
final class SevenTaskReactor {
    private SevenTaskReactor() {}

    static CompletableFuture<Page> start(Scheduler pool, SevenTasks seven, long userId) {
        Mono<User> user =
                Mono.fromCallable(() -> seven.user(userId)).subscribeOn(pool).cache();
        Mono<Orders> orders = user.publishOn(pool).map(seven::orders);
        Mono<Profile> profile = user.publishOn(pool).map(seven::profile).cache();
        Mono<Prefs> prefs = user.publishOn(pool).map(seven::prefs);
        Mono<Recs> recs = Mono.zip(orders, profile, seven::recs);
        Mono<Offers> offers = Mono.zip(profile, prefs, seven::offers);
        return Mono.zip(user, recs, offers)
                .map(all -> seven.page(all.getT1(), all.getT2(), all.getT3()))
                .toFuture();
    }
}
