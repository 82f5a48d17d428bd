package dev.doge.benchmarks.sharing;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Two wait for what fails. */
final class FailureIsShared implements Scenario {
    @Override
    public String promise() {
        return "a failure is shared like a value, the exception itself";
    }

    @Override
    public String clause() {
        return "R1, R5";
    }

    @Override
    public Seen run(Contender contender) throws Exception {
        Bodies bodies = new Bodies();
        IOException failure = new IOException("planted");
        Bodies.Body first = bodies.body(1).held().failing(failure);
        try (Sharer sharer = contender.share(bodies)) {
            CompletableFuture<String> one = sharer.get("key");
            CompletableFuture<String> other = sharer.get("key");
            first.release();
            Ending ending = Ending.of(one);
            Ending same = Ending.of(other);
            return Seen.of(
                    ending.thrown() == failure && same.thrown() == failure && bodies.count() == 1,
                    "both got the very " + ending + " of the body, computations: " + bodies.count());
        }
    }
}
