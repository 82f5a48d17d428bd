package dev.doge.benchmarks.sharing;

import java.util.concurrent.CompletableFuture;

/** A body that does not heed the interrupt is abandoned, and asked for again. */
final class StubbornBody implements Scenario {
    @Override
    public String promise() {
        return "two bodies of one key never run at once, even if one ignores its interrupt";
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
            boolean both = bodies.body(2).beginsSoon();
            first.release();
            Ending ending = Ending.of(comes);
            if (both) {
                return Seen.notKept("the second body began while the first one ran");
            }
            return Seen.kept(
                    ending.is("value 2")
                            ? "the second body began when the first one had returned"
                            : "there was no second body: who came got " + ending);
        }
    }
}
