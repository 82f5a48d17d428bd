package dev.doge.benchmarks;

import dev.doge.benchmarks.SevenTasks.Offers;
import dev.doge.benchmarks.SevenTasks.Orders;
import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.benchmarks.SevenTasks.Prefs;
import dev.doge.benchmarks.SevenTasks.Profile;
import dev.doge.benchmarks.SevenTasks.Recs;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** The seven tasks as Reactor's monos; what two need is cached, or it would run twice. */
final class SevenTaskReactor {
    private SevenTaskReactor() {}

    /** Starts a request whose joins run where the last that they wait for has ended: the fewest hand-overs. */
    static CompletableFuture<Page> start(Scheduler pool, SevenTasks seven, long userId) {
        return on(pool, seven, userId, new Join() {
            @Override
            public <A, B, R> Mono<R> of(Mono<A> one, Mono<B> other, BiFunction<A, B, R> body) {
                return Mono.zip(one, other, body);
            }
        });
    }

    /** Starts a request whose joins are handed to a worker of their own, as bodies that compute for long need it. */
    static CompletableFuture<Page> spread(Scheduler pool, SevenTasks seven, long userId) {
        return on(pool, seven, userId, new Join() {
            @Override
            public <A, B, R> Mono<R> of(Mono<A> one, Mono<B> other, BiFunction<A, B, R> body) {
                return Mono.zip(one, other).publishOn(pool).map(both -> body.apply(both.getT1(), both.getT2()));
            }
        });
    }

    private static CompletableFuture<Page> on(Scheduler pool, SevenTasks seven, long userId, Join join) {
        return Mono.fromCallable(() -> seven.user(userId))
                .subscribeOn(pool)
                .flatMap(user -> {
                    Mono<Orders> orders =
                            Mono.fromCallable(() -> seven.orders(user)).subscribeOn(pool);
                    Mono<Profile> profile = Mono.fromCallable(() -> seven.profile(user))
                            .subscribeOn(pool)
                            .cache();
                    Mono<Prefs> prefs =
                            Mono.fromCallable(() -> seven.prefs(user)).subscribeOn(pool);
                    Mono<Recs> recs = join.of(orders, profile, seven::recs);
                    Mono<Offers> offers = join.of(profile, prefs, seven::offers);
                    return Mono.zip(recs, offers, (some, others) -> seven.page(user, some, others));
                })
                .toFuture();
    }

    /** How two that a body needs are waited for. */
    private interface Join {
        <A, B, R> Mono<R> of(Mono<A> one, Mono<B> other, BiFunction<A, B, R> body);
    }
}
