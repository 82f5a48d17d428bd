package dev.doge.benchmarks;

import dev.doge.benchmarks.SevenTasks.Offers;
import dev.doge.benchmarks.SevenTasks.Orders;
import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.benchmarks.SevenTasks.Prefs;
import dev.doge.benchmarks.SevenTasks.Profile;
import dev.doge.benchmarks.SevenTasks.Recs;
import dev.doge.benchmarks.SevenTasks.User;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The limit: what a person would write by hand for this one graph, with nothing general in it. */
@SuppressWarnings("NullAway.Init") // the counters say when a field is set
class SevenTaskLimit {
    private final ForkJoinPool pool;
    private final long userId;
    private final CompletableFuture<Page> result = new CompletableFuture<>();
    private final AtomicInteger recsWaits = new AtomicInteger(2);
    private final AtomicInteger offersWaits = new AtomicInteger(2);
    private final AtomicInteger pageWaits = new AtomicInteger(2);
    private User user;
    private Orders orders;
    private Profile profile;
    private Prefs prefs;
    private Recs recs;
    private Offers offers;

    SevenTaskLimit(ForkJoinPool pool, long userId) {
        this.pool = pool;
        this.userId = userId;
    }

    static CompletableFuture<Page> start(ForkJoinPool pool, long userId) {
        return new SevenTaskLimit(pool, userId).start();
    }

    final CompletableFuture<Page> start() {
        pool.execute(new Step(this, 0));
        return result;
    }

    /** Yields what a graph with other inputs has other values for. */
    Prefs prefs(User of) {
        return new Prefs(of.id() + 3);
    }

    /** Yields what a graph with other inputs has other values for. */
    Page page(User of, Recs some, Offers good) {
        return new Page(of.id() + some.x() + good.x());
    }

    private void run(int first) {
        int task = first;
        while (task >= 0) {
            task = step(task);
        }
    }

    private int step(int task) {
        switch (task) {
            case 0 -> {
                user = new User(userId);
                fork(1);
                fork(2);
                return 3;
            }
            case 1 -> {
                orders = new Orders(user.id() + 1);
                return recsWaits.decrementAndGet() == 0 ? 4 : -1;
            }
            case 2 -> {
                profile = new Profile(user.id() + 2);
                boolean recsReady = recsWaits.decrementAndGet() == 0;
                boolean offersReady = offersWaits.decrementAndGet() == 0;
                if (recsReady && offersReady) {
                    fork(5);
                }
                return recsReady ? 4 : offersReady ? 5 : -1;
            }
            case 3 -> {
                prefs = prefs(user);
                return offersWaits.decrementAndGet() == 0 ? 5 : -1;
            }
            case 4 -> {
                recs = new Recs(orders.x() + profile.x());
                return pageWaits.decrementAndGet() == 0 ? 6 : -1;
            }
            case 5 -> {
                offers = new Offers(profile.x() * prefs.x());
                return pageWaits.decrementAndGet() == 0 ? 6 : -1;
            }
            default -> {
                result.complete(page(user, recs, offers));
                return -1;
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the run's own future says when it ends
    private void fork(int task) {
        Step step = new Step(this, task);
        if (ForkJoinTask.inForkJoinPool()) {
            step.fork();
        } else {
            pool.execute(step);
        }
    }

    private static final class Step extends ForkJoinTask<Void> {
        private static final long serialVersionUID = 1L;

        private final transient SevenTaskLimit run;
        private final int task;

        Step(SevenTaskLimit run, int task) {
            this.run = run;
            this.task = task;
        }

        @Override
        public @Nullable Void getRawResult() {
            return null;
        }

        @Override
        protected void setRawResult(@Nullable Void value) {}

        @Override
        protected boolean exec() {
            run.run(task);
            return true;
        }
    }
}
