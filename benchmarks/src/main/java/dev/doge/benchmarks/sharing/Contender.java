package dev.doge.benchmarks.sharing;

import java.util.List;
import java.util.function.Function;

/**
 * A way of sharing that is compared.
 *
 * @param title its name on the page
 * @param making makes a sharer of some work
 */
record Contender(String title, Function<Work, Sharer> making) {
    static final Contender DOGE = new Contender("Doge", DogeTasks::new);

    /** Returns all contenders in the order of the page. */
    static List<Contender> all() {
        return List.of(
                new Contender("`CompletableFuture`", Futures::new),
                new Contender("`CompletableFuture` with care", CarefulFutures::new),
                new Contender("`AsyncCache`", AsyncCaches::own),
                new Contender("`AsyncCache` with copies", AsyncCaches::copied),
                new Contender("`Mono.share()`", Monos::shared),
                new Contender("`Mono.cache()`", Monos::cached),
                DOGE);
    }

    Sharer share(Work work) {
        return making.apply(work);
    }
}
