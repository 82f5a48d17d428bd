package dev.doge.runtime.internal;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimersTest {
    private static final Duration SOON = Duration.ofMillis(2);
    private static final Duration LATER = Duration.ofMillis(20);

    private final Timers timers = new Timers();

    @AfterEach
    void close() {
        timers.close();
    }

    private Thread thread() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        timers.tick(SOON, () -> thread.complete(Thread.currentThread()));
        return thread.get(15, SECONDS);
    }

    @Test
    @DisplayName("It happens, and not before its time")
    void notEarly() throws Exception {
        for (int micros = 1; micros < 6_000; micros += 613) {
            CompletableFuture<Long> rung = new CompletableFuture<>();
            long start = timers.nanoTime();
            timers.schedule(Duration.ofNanos(micros * 1_000L), () -> rung.complete(timers.nanoTime()));
            assertThat(rung.get(15, SECONDS) - start).isGreaterThanOrEqualTo(micros * 1_000L);
        }
    }

    @Test
    @DisplayName(
            "What comes earlier than all before wakes the thread; what is far away, or for ever, is in nobody's way")
    void earlier() throws Exception {
        timers.schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> {});
        timers.schedule(Duration.ofDays(300), () -> {});
        timers.schedule(Duration.ofHours(1), () -> {});
        for (int i = 0; i < 50; i++) {
            assertThat(thread()).isNotNull();
        }
    }

    @Test
    @DisplayName("What is called off does not happen")
    void calledOff() throws Exception {
        AtomicInteger rung = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            timers.schedule(LATER, rung::incrementAndGet).run();
        }
        CompletableFuture<Integer> after = new CompletableFuture<>();
        timers.schedule(LATER.multipliedBy(3), () -> after.complete(rung.get()));
        assertThat(after.get(15, SECONDS))
                .as("by the time that the last would have")
                .isZero();
    }

    @Test
    @DisplayName("What throws is told to the thread's handler, and what comes after it happens")
    void throwing() throws Exception {
        Thread thread = thread();
        CompletableFuture<Throwable> heard = new CompletableFuture<>();
        thread.setUncaughtExceptionHandler((where, thrown) -> heard.complete(thrown));
        IllegalStateException fault = new IllegalStateException("a fault");
        timers.tick(Duration.ZERO, () -> {
            throw fault;
        });
        thread.interrupt();
        assertThat(thread()).isSameAs(thread);
        assertThat(thread.isInterrupted()).as("it would not sleep any more").isFalse();
        assertThat(heard.get(15, SECONDS)).isSameAs(fault);
    }

    @Test
    @DisplayName("What is scheduled by what happens happens in its turn, even if that then waits for something")
    void waiting() throws Exception {
        for (int i = 0; i < 50; i++) {
            CompletableFuture<String> rung = new CompletableFuture<>();
            timers.tick(Duration.ZERO, () -> {
                timers.schedule(SOON, () -> rung.complete("rung"));
                LockSupport.parkNanos(1); // takes the permit of what was scheduled
            });
            assertThat(rung.get(15, SECONDS)).isEqualTo("rung");
        }
    }

    @Test
    @DisplayName("What waits for something that is due later does not keep that from happening, however many wait")
    void waitingForLater() throws Exception {
        CompletableFuture<String> last = new CompletableFuture<>();
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            CompletableFuture<String> next = i == 0 ? last : all.get(i - 1);
            CompletableFuture<String> rung = new CompletableFuture<>();
            all.add(rung);
            timers.schedule(SOON, () -> rung.complete(next.join()));
        }
        timers.schedule(SOON.multipliedBy(2), () -> last.complete("rung"));

        for (CompletableFuture<String> rung : all) {
            assertThat(rung.get(15, SECONDS)).isEqualTo("rung");
        }
    }

    @Test
    @DisplayName("Many that are due at once are not a thread each")
    void manyAtOnce() throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch left = new CountDownLatch(10_000);
        for (int i = 0; i < 10_000; i++) {
            timers.schedule(LATER, () -> {
                threads.add(Thread.currentThread());
                left.countDown();
            });
        }

        assertThat(left.await(15, SECONDS)).isTrue();
        assertThat(threads).hasSizeLessThan(1_000);
        timers.close();
        for (Thread thread : threads) {
            thread.join(15_000);
            assertThat(thread.isAlive()).isFalse();
        }
    }

    @Test
    @DisplayName("Closed by what happens, which then waits for something, its thread ends")
    void closedFromInside() throws Exception {
        Thread thread = thread();
        timers.tick(Duration.ZERO, () -> {
            timers.close();
            LockSupport.parkNanos(1);
        });
        thread.join(15_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    @DisplayName("A handler of what throws that throws itself ends nothing")
    void throwingHandler() throws Exception {
        Thread thread = thread();
        thread.setUncaughtExceptionHandler((where, thrown) -> {
            throw new IllegalStateException("again", thrown);
        });
        timers.tick(Duration.ZERO, () -> {
            throw new AssertionError("a fault");
        });
        assertThat(thread()).isSameAs(thread);
    }

    @Test
    @DisplayName("Runs that end soon do not wake the thread again and again: it looks when it has promised to")
    void promise() {
        Timers.Wheel wheel = new Timers.Wheel();
        Timers.Alarm first = new Timers.Alarm(wheel, () -> {}, true);
        assertThat(wheel.add(first, 2_000)).as("nothing was promised").isTrue();
        first.run();
        assertThat(wheel.poll(3)).isNull();
        for (int at = 2_001; at < 2_100; at++) {
            Timers.Alarm next = new Timers.Alarm(wheel, () -> {}, true);
            assertThat(wheel.add(next, at))
                    .as("the thread looks before that anyway")
                    .isFalse();
            next.run();
            assertThat(wheel.poll(at - 2_000)).isNull();
        }
        assertThat(wheel.add(new Timers.Alarm(wheel, () -> {}, true), 100)).isTrue();
        assertThat(wheel.poll(100)).isNotNull();
        assertThat(wheel.poll(100)).isNull();
        assertThat(wheel.poll(2_500)).isNull();
        assertThat(wheel.looked()).as("there is nothing to look at").isEqualTo(TimerWheel.NEVER);
    }

    @Test
    @DisplayName("Threads that schedule and call off at once: all that was not called off happens, once")
    void manyThreads() throws Exception {
        int threads = 4;
        int each = 5_000;
        CountDownLatch rung = new CountDownLatch(threads * each / 2);
        AtomicInteger wrong = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            new Thread(() -> {
                        for (int i = 0; i < each; i++) {
                            if (i % 2 == 0) {
                                timers.schedule(Duration.ofNanos(i * 1_000L), rung::countDown);
                            } else {
                                timers.schedule(Duration.ofMinutes(i), wrong::incrementAndGet)
                                        .run();
                            }
                        }
                        ended.countDown();
                    })
                    .start();
        }
        assertThat(ended.await(60, SECONDS)).isTrue();
        assertThat(rung.await(60, SECONDS)).isTrue();
        assertThat(wrong).hasValue(0);
    }

    @Test
    @DisplayName("Its thread is a daemon, and ends with it; what is scheduled after that never happens")
    void closed() throws Exception {
        Thread thread = thread();
        assertThat(thread.isDaemon()).isTrue();
        timers.schedule(Duration.ofHours(1), () -> {});
        timers.close();
        thread.join(15_000);
        assertThat(thread.isAlive()).isFalse();
        timers.schedule(Duration.ZERO, () -> {}).run();

        Timers never = new Timers();
        never.close();
        never.schedule(Duration.ZERO, () -> {}).run();
    }
}
