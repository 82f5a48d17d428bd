package dev.doge.runtime.internal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Waits until all of some runs have ended or, unless they keep going, the first has failed. */
final class Batch implements BiConsumer<@Nullable Object, @Nullable Throwable>, Goal {
    private final AtomicInteger left;
    private final boolean keepsGoing;
    private final CountDownLatch over = new CountDownLatch(1);

    Batch(int runs, boolean keepsGoing) {
        this.keepsGoing = keepsGoing;
        this.left = new AtomicInteger(runs);
    }

    @Override
    public void accept(@Nullable Object value, @Nullable Throwable thrown) {
        if ((thrown != null && !keepsGoing) || left.decrementAndGet() == 0) {
            over.countDown();
        }
    }

    @Override
    public boolean isDone() {
        return over.getCount() == 0;
    }

    void await() throws InterruptedException {
        over.await();
    }
}
