package dev.doge.benchmarks;

import dev.doge.benchmarks.SevenTasks.Offers;
import dev.doge.benchmarks.SevenTasks.Orders;
import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.benchmarks.SevenTasks.Prefs;
import dev.doge.benchmarks.SevenTasks.Profile;
import dev.doge.benchmarks.SevenTasks.Recs;
import dev.doge.benchmarks.SevenTasks.User;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The seven tasks wired with {@link CompletableFuture}. */
final class SevenTaskFutures {
    private SevenTaskFutures() {}

    static CompletableFuture<Page> start(Executor pool, SevenTasks seven, long userId) {
        CompletableFuture<User> user = CompletableFuture.supplyAsync(() -> seven.user(userId), pool);
        CompletableFuture<Orders> orders = user.thenApplyAsync(seven::orders, pool);
        CompletableFuture<Profile> profile = user.thenApplyAsync(seven::profile, pool);
        CompletableFuture<Prefs> prefs = user.thenApplyAsync(seven::prefs, pool);
        CompletableFuture<Recs> recs = orders.thenCombineAsync(profile, seven::recs, pool);
        CompletableFuture<Offers> offers = profile.thenCombineAsync(prefs, seven::offers, pool);
        return recs.thenCombineAsync(offers, (r, o) -> seven.page(user.join(), r, o), pool);
    }
}
