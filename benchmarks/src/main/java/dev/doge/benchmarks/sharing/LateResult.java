package dev.doge.benchmarks.sharing;

import java.util.concurrent.CompletableFuture;

/** An abandoned body returns late, while its successor is wanted by one and then asked for by another. */
final class LateResult implements Scenario {
    @Override
    public String promise() {
        return "a late result of an abandoned body does not replace its successor's";
    }

    @Override
    public String clause() {
        return "R7";
    }

    @Override
    public Seen run(Contender contender) throws Exception {
        Bodies bodies = new Bodies();
        Bodies.Body first = bodies.body(1).heldStubbornly();
        Bodies.Body second = bodies.body(2).held();
        try (Sharer sharer = contender.share(bodies)) {
            CompletableFuture<String> leaves = sharer.get("key");
            first.awaitBegun();
            leaves.cancel(true);
            CompletableFuture<String> one = sharer.get("key");
            first.release();
            first.awaitEnded();
            if (!second.beginsBefore(one)) {
                return Seen.of(
                        Ending.of(one).is("value 1") && !first.wasInterrupted(),
                        "nothing was abandoned: who came got the first body's value");
            }
            CompletableFuture<String> other = sharer.get("key");
            second.release();
            Ending ending = Ending.of(one);
            Ending joined = Ending.of(other);
            return Seen.of(
                    ending.is("value 2") && joined.is("value 2") && bodies.count() == 2,
                    "the late value was dropped: who came got " + ending + ", who joined got " + joined);
        }
    }
}
