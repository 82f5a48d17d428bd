package dev.doge.benchmarks.sharing;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Ten pages that need one hot key, each of which still runs, and holds the value, when the next one asks for it. */
final class HotKeyHeld implements Scenario {
    private static final int PAGES = 10;

    @Override
    public String promise() {
        return "a value is not served for ever to overlapping callers who hold on to it";
    }

    @Override
    public String clause() {
        return "R1";
    }

    @Override
    public Seen run(Contender contender) throws Exception {
        AtomicInteger computations = new AtomicInteger();
        Map<Integer, CountDownLatch> served = new ConcurrentHashMap<>();
        Work work = (key, others) -> {
            if (key.equals("hot")) {
                return "value " + computations.incrementAndGet();
            }
            int page = Integer.parseInt(key);
            String value = others.await("hot");
            latch(served, page).countDown();
            if (page < PAGES) {
                Waits.until(latch(served, page + 1), "page " + (page + 1) + " was never served");
            }
            return value;
        };
        try (Sharer sharer = contender.share(work)) {
            CompletableFuture<String> before = sharer.get("1");
            for (int page = 2; page <= PAGES; page++) {
                Waits.until(latch(served, page - 1), "page " + (page - 1) + " was never served");
                CompletableFuture<String> next = sharer.get(Integer.toString(page));
                Ending.of(before); // so that no page overlaps with more than its neighbours
                before = next;
            }
            Ending last = Ending.of(before);
            return Seen.of(
                    !last.is("value 1") && last.value() != null,
                    "page 10 of 10 got " + (last.is("value 1") ? "the value that" : "a later value than")
                            + " page 1 got");
        }
    }

    private static CountDownLatch latch(Map<Integer, CountDownLatch> latches, int page) {
        return latches.computeIfAbsent(page, p -> new CountDownLatch(1));
    }
}
