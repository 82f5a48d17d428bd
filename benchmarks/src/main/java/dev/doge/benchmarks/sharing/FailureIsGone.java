package dev.doge.benchmarks.sharing;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Two wait for what fails, and one asks again as soon as it is told. */
final class FailureIsGone implements Scenario {
    @Override
    public String promise() {
        return "a failure is forgotten before its waiters are told: a retry in a callback computes anew";
    }

    @Override
    public String clause() {
        return "R7";
    }

    @Override
    public Seen run(Contender contender) throws Exception {
        Bodies bodies = new Bodies();
        Bodies.Body first = bodies.body(1).held().failing(new IOException("planted"));
        try (Sharer sharer = contender.share(bodies)) {
            CompletableFuture<String> waits = sharer.get("key");
            CompletableFuture<String> served = new CompletableFuture<>();
            Consumer<Throwable> again = thrown -> sharer.call("key", served::complete, served::completeExceptionally);
            sharer.call("key", served::complete, again);
            first.release();
            Ending retried = Ending.of(served); // first, since a thread that waits for a future may run callbacks of it
            Ending ending = Ending.of(waits);
            return Seen.of(retried.is("value 2"), "after " + ending + " the retry got " + retried);
        }
    }
}
