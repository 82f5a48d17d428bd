package dev.doge.benchmarks;

import com.linkedin.parseq.Engine;
import com.linkedin.parseq.Task;
import com.linkedin.parseq.function.Function1;
import dev.doge.benchmarks.SevenTasks.Offers;
import dev.doge.benchmarks.SevenTasks.Orders;
import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.benchmarks.SevenTasks.Prefs;
import dev.doge.benchmarks.SevenTasks.Profile;
import dev.doge.benchmarks.SevenTasks.Recs;
import dev.doge.benchmarks.SevenTasks.User;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The seven tasks as a plan of ParSeq's, which runs the tasks of one plan one after the other and plans beside each other. */
final class SevenTaskParSeq {
    private SevenTaskParSeq() {}

    /** Starts a request whose bodies run in the plan's turn, one after the other. */
    static CompletableFuture<Page> start(Engine engine, SevenTasks seven, long userId) {
        Task<User> user = Task.callable("user", () -> seven.user(userId));
        Task<Orders> orders = user.map("orders", seven::orders);
        Task<Profile> profile = user.map("profile", seven::profile);
        Task<Prefs> prefs = user.map("prefs", seven::prefs);
        Task<Recs> recs = Task.par(orders, profile).map("recs", seven::recs);
        Task<Offers> offers = Task.par(profile, prefs).map("offers", seven::offers);
        return run(engine, Task.par(user, recs, offers).map("page", seven::page));
    }

    /** Starts a request whose bodies are handed to an executor, as what would keep a plan from going on is to be. */
    static CompletableFuture<Page> spread(Engine engine, Executor pool, SevenTasks seven, long userId) {
        Task<User> user = Task.blocking("user", () -> seven.user(userId), pool);
        Task<Orders> orders = user.flatMap(on(pool, "orders", seven::orders));
        Task<Profile> profile = user.flatMap(on(pool, "profile", seven::profile));
        Task<Prefs> prefs = user.flatMap(on(pool, "prefs", seven::prefs));
        Task<Recs> recs = Task.par(orders, profile)
                .flatMap((some, others) -> Task.blocking("recs", () -> seven.recs(some, others), pool));
        Task<Offers> offers = Task.par(profile, prefs)
                .flatMap((some, others) -> Task.blocking("offers", () -> seven.offers(some, others), pool));
        return run(
                engine,
                Task.par(user, recs, offers)
                        .flatMap((who, some, others) ->
                                Task.blocking("page", () -> seven.page(who, some, others), pool)));
    }

    private static <T, R> Function1<T, Task<R>> on(Executor pool, String name, Function<T, R> body) {
        return value -> Task.blocking(name, () -> body.apply(value), pool);
    }

    private static CompletableFuture<Page> run(Engine engine, Task<Page> page) {
        CompletableFuture<Page> result = new CompletableFuture<>();
        page.addListener(done -> {
            if (done.isFailed()) {
                result.completeExceptionally(done.getError());
            } else {
                result.complete(done.get());
            }
        });
        engine.run(page);
        return result;
    }
}
