package dev.doge.benchmarks;

import com.linkedin.parseq.Engine;
import com.linkedin.parseq.Task;
import dev.doge.benchmarks.SevenTasks.Offers;
import dev.doge.benchmarks.SevenTasks.Orders;
import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.benchmarks.SevenTasks.Prefs;
import dev.doge.benchmarks.SevenTasks.Profile;
import dev.doge.benchmarks.SevenTasks.Recs;
import dev.doge.benchmarks.SevenTasks.User;
import java.util.concurrent.CompletableFuture;

/** The seven tasks as a plan of ParSeq's, which runs the tasks of one plan one after the other and plans beside each other. */
final class SevenTaskParSeq {
    private SevenTaskParSeq() {}

    static CompletableFuture<Page> start(Engine engine, SevenTasks seven, long userId) {
        Task<User> user = Task.callable("user", () -> seven.user(userId));
        Task<Orders> orders = user.map("orders", seven::orders);
        Task<Profile> profile = user.map("profile", seven::profile);
        Task<Prefs> prefs = user.map("prefs", seven::prefs);
        Task<Recs> recs = Task.par(orders, profile).map("recs", seven::recs);
        Task<Offers> offers = Task.par(profile, prefs).map("offers", seven::offers);
        Task<Page> page = Task.par(user, recs, offers).map("page", seven::page);
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
