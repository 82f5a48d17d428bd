package dev.doge.benchmarks.sharing;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** The body of a asks for b and the body of b for a, each called by somebody else. */
final class Ring implements Scenario {
    @Override
    public String promise() {
        return "a ring of demands that two callers close together is reported to both and does not hang";
    }

    @Override
    public String clause() {
        return "R12";
    }

    @Override
    public Seen run(Contender contender) throws Exception {
        CountDownLatch both = new CountDownLatch(2);
        Work ring = (key, others) -> {
            both.countDown();
            Waits.until(both, "the other body never began");
            return others.await(key.equals("a") ? "b" : "a");
        };
        try (Sharer sharer = contender.share(ring)) {
            CompletableFuture<String> a = sharer.get("a");
            CompletableFuture<String> b = sharer.get("b");
            Throwable one = Ending.of(a).thrown();
            Throwable other = Ending.of(b).thrown();
            return Seen.of(
                    one != null && other != null,
                    one == other && one != null
                            ? "both got one " + one.getClass().getSimpleName() + ": " + one.getMessage()
                            : "one got " + one + ", the other got " + other);
        }
    }
}
