package dev.doge.benchmarks.sharing;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;

/** Sixteen threads ask at once. */
final class SixteenCallers implements Scenario {
    private static final int CALLERS = 16;

    @Override
    public String promise() {
        return "16 callers at once share one computation";
    }

    @Override
    public String clause() {
        return "R1";
    }

    @Override
    public Seen run(Contender contender) throws Exception {
        Bodies bodies = new Bodies();
        Bodies.Body first = bodies.body(1).held();
        ExecutorService callers = Threads.pool();
        try (Sharer sharer = contender.share(bodies)) {
            CountDownLatch together = new CountDownLatch(CALLERS);
            CountDownLatch all = new CountDownLatch(CALLERS);
            Queue<CompletableFuture<String>> asked = new ConcurrentLinkedQueue<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> {
                    together.countDown();
                    while (together.getCount() > 0) {
                        Thread.onSpinWait(); // to ask as close together as can be
                    }
                    asked.add(sharer.get("key"));
                    all.countDown();
                });
            }
            Waits.until(all, "a caller cannot even ask");
            first.release();
            int served = 0;
            for (CompletableFuture<String> one : asked) {
                served += Ending.of(one).is("value 1") ? 1 : 0;
            }
            return Seen.of(
                    served == CALLERS && bodies.count() == 1,
                    served + " callers got value 1, computations: " + bodies.count());
        } finally {
            callers.shutdownNow();
        }
    }
}
