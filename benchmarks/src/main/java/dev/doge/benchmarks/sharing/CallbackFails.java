package dev.doge.benchmarks.sharing;

import java.util.concurrent.CompletableFuture;

/** Three wait, and the one in the middle throws when it is told. */
final class CallbackFails implements Scenario {
    @Override
    public String promise() {
        return "a callback that throws disturbs no other waiter";
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
            CompletableFuture<String> before = sharer.get("key");
            sharer.call(
                    "key",
                    value -> {
                        throw new IllegalStateException("a callback of its own");
                    },
                    thrown -> {});
            CompletableFuture<String> after = sharer.get("key");
            first.release();
            Ending one = Ending.of(before);
            Ending other = Ending.of(after);
            return Seen.of(one.is("value 1") && other.is("value 1"), "the others got " + one + " and " + other);
        }
    }
}
