package dev.doge.benchmarks.sharing;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Work whose bodies are watched: the n-th one yields {@code value n}, unless it is told otherwise before it begins. Thread-safe. */
final class Bodies implements Work {
    private final AtomicInteger count = new AtomicInteger();
    private final Map<Integer, Body> bodies = new ConcurrentHashMap<>();

    /** Returns a body, which may be yet to come. */
    Body body(int n) {
        return bodies.computeIfAbsent(n, Body::new);
    }

    /** Returns how many have begun. */
    int count() {
        return count.get();
    }

    @Override
    public String compute(String key, Others others) throws Exception {
        return body(count.incrementAndGet()).run();
    }

    /** One run of the work. */
    static final class Body {
        private final int n;
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch begunOrEnded = new CountDownLatch(1);
        private final CountDownLatch interrupted = new CountDownLatch(1);
        private final CountDownLatch ended = new CountDownLatch(1);
        private volatile CountDownLatch held = new CountDownLatch(0);
        private volatile boolean stubborn;
        private volatile @Nullable Exception failure;

        private Body(int n) {
            this.n = n;
        }

        /** Does not end before {@link #release()}, unless it is interrupted. */
        Body held() {
            held = new CountDownLatch(1);
            return this;
        }

        /** Does not end before {@link #release()} whatever happens. */
        Body heldStubbornly() {
            stubborn = true;
            return held();
        }

        /** Fails in the end. */
        Body failing(Exception with) {
            failure = with;
            return this;
        }

        void release() {
            held.countDown();
        }

        void awaitBegun() throws Hang, InterruptedException {
            Waits.until(begun, "body " + n + " never began");
        }

        void awaitEnded() throws Hang, InterruptedException {
            Waits.until(ended, "body " + n + " never ended");
        }

        boolean beginsSoon() throws InterruptedException {
            return Waits.happensSoon(begun);
        }

        /** Waits until this body has begun or a wait has ended, and returns whether the body has begun. */
        @SuppressWarnings("FutureReturnValueIgnored") // of a callback
        boolean beginsBefore(CompletableFuture<String> wait) throws Hang, InterruptedException {
            wait.whenComplete((value, thrown) -> begunOrEnded.countDown());
            Waits.until(begunOrEnded, "body " + n + " does not begin and the wait does not end");
            return begun.getCount() == 0;
        }

        boolean isInterrupted() throws InterruptedException {
            return Waits.happens(interrupted);
        }

        boolean wasInterrupted() {
            return interrupted.getCount() == 0;
        }

        private String run() throws Exception {
            begun.countDown();
            begunOrEnded.countDown();
            try {
                hold();
            } finally {
                ended.countDown();
            }
            Exception fails = failure;
            if (fails != null) {
                throw fails;
            }
            return "value " + n;
        }

        private void hold() throws Exception {
            while (true) {
                try {
                    Waits.longUntil(held, "body " + n + " was never released");
                    return;
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    if (!stubborn) {
                        throw e;
                    }
                }
            }
        }
    }
}
