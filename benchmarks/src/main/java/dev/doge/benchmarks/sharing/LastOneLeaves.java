package dev.doge.benchmarks.sharing;

import java.util.concurrent.CompletableFuture;

/** One waits, and cancels. */
final class LastOneLeaves implements Scenario {
    @Override
    public String promise() {
        return "the last waiter leaves: the body is stopped and never finishes";
    }

    @Override
    public String clause() {
        return "R6, R8";
    }

    @Override
    public Seen run(Contender contender) throws Exception {
        Bodies bodies = new Bodies();
        Bodies.Body first = bodies.body(1).held();
        try (Sharer sharer = contender.share(bodies)) {
            CompletableFuture<String> only = sharer.get("key");
            first.awaitBegun();
            only.cancel(true);
            if (first.isInterrupted()) {
                return Seen.kept("the body was interrupted");
            }
            first.release();
            first.awaitEnded();
            return Seen.notKept("the body ran to its end for nobody");
        }
    }
}
