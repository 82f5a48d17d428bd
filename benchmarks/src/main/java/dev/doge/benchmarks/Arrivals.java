package dev.doge.benchmarks;

import com.google.common.util.concurrent.FutureCallback;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Waits for a batch of requests, in the same way for every peer, and does not let a failure pass for a fast request. Thread-safe. */
final class Arrivals implements BiConsumer<Object, @Nullable Throwable>, FutureCallback<Object> {
    private final CountDownLatch left;
    private volatile @Nullable Throwable failure;

    Arrivals(int requests) {
        left = new CountDownLatch(requests);
    }

    @Override
    public void accept(@Nullable Object value, @Nullable Throwable thrown) {
        if (thrown != null) {
            failure = thrown;
        }
        left.countDown();
    }

    @Override
    public void onSuccess(@Nullable Object value) {
        accept(value, null);
    }

    @Override
    public void onFailure(Throwable thrown) {
        accept(null, thrown);
    }

    void await() throws InterruptedException {
        left.await();
        if (failure != null) {
            throw new IllegalStateException("a request failed", failure);
        }
    }
}
