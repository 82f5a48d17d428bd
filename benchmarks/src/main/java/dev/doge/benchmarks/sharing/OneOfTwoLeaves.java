package dev.doge.benchmarks.sharing;

import java.util.concurrent.CompletableFuture;

/** Two wait, one cancels. */
final class OneOfTwoLeaves implements Scenario {
    @Override
    public String promise() {
        return "one of two waiters leaves, the other gets the value";
    }

    @Override
    public String clause() {
        return "R6";
    }

    @Override
    public Seen run(Contender contender) throws Exception {
        Bodies bodies = new Bodies();
        Bodies.Body first = bodies.body(1).held();
        try (Sharer sharer = contender.share(bodies)) {
            CompletableFuture<String> leaves = sharer.get("key");
            CompletableFuture<String> stays = sharer.get("key");
            first.awaitBegun();
            leaves.cancel(true);
            first.release();
            Ending ending = Ending.of(stays);
            return Seen.of(
                    ending.is("value 1") && bodies.count() == 1,
                    "who stayed got " + ending + ", computations: " + bodies.count());
        }
    }
}
