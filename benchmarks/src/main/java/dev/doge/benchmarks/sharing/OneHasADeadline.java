package dev.doge.benchmarks.sharing;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Two wait, one only for a while. */
final class OneHasADeadline implements Scenario {
    private static final Duration SHORT = Duration.ofMillis(20);

    @Override
    public String promise() {
        return "one waiter's deadline does not end the work for the other";
    }

    @Override
    public String clause() {
        return "R9";
    }

    @Override
    public Seen run(Contender contender) throws Exception {
        Bodies bodies = new Bodies();
        Bodies.Body first = bodies.body(1).held();
        try (Sharer sharer = contender.share(bodies)) {
            CompletableFuture<String> patient = sharer.get("key");
            first.awaitBegun();
            CompletableFuture<String> hasty = sharer.get("key", SHORT);
            Ending early = Ending.of(hasty);
            first.release();
            Ending ending = Ending.of(patient);
            return Seen.of(
                    ending.is("value 1") && bodies.count() == 1,
                    "the hasty one got " + early + ", the patient one got " + ending);
        }
    }
}
