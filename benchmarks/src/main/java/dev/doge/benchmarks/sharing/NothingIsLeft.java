package dev.doge.benchmarks.sharing;

import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** A key that gives a value, one that fails and one that is abandoned; then the garbage collector, which is asked the same of all contenders. */
final class NothingIsLeft implements Scenario {
    private static final int COLLECTIONS = 100;
    private static final int MILLIS = 100;
    private static final List<String> KINDS = List.of("finished", "failed", "abandoned");

    @Override
    public String promise() {
        return "nothing of a finished, failed or abandoned key is kept";
    }

    @Override
    public String clause() {
        return "R21";
    }

    @Override
    public Seen run(Contender contender) throws Exception {
        CountDownLatch abandonedBegan = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        Work work = (key, others) -> {
            if (key.startsWith("failed")) {
                throw new IOException("planted");
            }
            if (key.startsWith("abandoned")) {
                abandonedBegan.countDown();
                Waits.until(mayReturn, "the abandoned body was never released");
            }
            return "value";
        };
        List<String> left = new ArrayList<>();
        try (Sharer sharer = contender.share(work)) {
            for (String kind : KINDS) {
                ReferenceQueue<String> collected = new ReferenceQueue<>();
                WeakReference<String> key = asked(sharer, kind, collected, abandonedBegan);
                mayReturn.countDown();
                if (!isCollected(key, collected)) {
                    left.add(kind);
                }
            }
        }
        return Seen.of(left.isEmpty(), left.isEmpty() ? "all keys were collected" : "still reachable: " + left);
    }

    /** Asks with a key that nobody else knows, so that only the sharer can keep it. */
    private static WeakReference<String> asked(
            Sharer sharer, String kind, ReferenceQueue<String> collected, CountDownLatch abandonedBegan)
            throws Hang, InterruptedException {
        String key = kind + System.nanoTime();
        CompletableFuture<String> asked = sharer.get(key);
        if (kind.equals("abandoned")) {
            Waits.until(abandonedBegan, "the body never began");
            asked.cancel(true);
        }
        Ending.of(asked);
        return new WeakReference<>(key, collected);
    }

    private static boolean isCollected(WeakReference<String> key, ReferenceQueue<String> collected)
            throws InterruptedException {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
            if (collected.remove(MILLIS) == key) {
                return true;
            }
        }
        return false;
    }
}
