package dev.doge.benchmarks.sharing;

import java.util.concurrent.CompletableFuture;

/** All have left, the body has not returned yet, and somebody asks. */
final class AsksOfCancelledWork implements Scenario {
    @Override
    public String promise() {
        return "who asks while a cancelled body still runs gets a value, never the cancellation";
    }

    @Override
    public String clause() {
        return "R7";
    }

    @Override
    public Seen run(Contender contender) throws Exception {
        Bodies bodies = new Bodies();
        Bodies.Body first = bodies.body(1).heldStubbornly();
        try (Sharer sharer = contender.share(bodies)) {
            CompletableFuture<String> leaves = sharer.get("key");
            first.awaitBegun();
            leaves.cancel(true);
            CompletableFuture<String> comes = sharer.get("key");
            first.release();
            Ending ending = Ending.of(comes);
            if (ending.is("value 1") && !first.wasInterrupted()) {
                return Seen.kept("joined the first body, which nobody had stopped");
            }
            return Seen.of(ending.is("value 2"), "started afresh: " + ending);
        }
    }
}
