package dev.doge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A graph that releases values keeps what is requested or still to be read, and nothing else. */
@Timeout(60)
class ReleaseTest {
    private final DogeExecutor doge = DogeExecutor.builder().parallelism(2).build();
    private final TaskGraphBuilder builder = TaskGraphBuilder.create();
    private volatile WeakReference<Large> large = new WeakReference<>(null);

    @AfterEach
    void close() {
        doge.close();
    }

    private static <T> T result(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    /** Collects garbage until the large value is gone, or is surely held. */
    private boolean isCollected() {
        for (int i = 0; i < 20 && large.get() != null; i++) {
            System.gc();
        }
        return large.get() == null;
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody has opened it");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Large {}

    /** Makes a graph whose last task tells whether the value of its first is still held. */
    private TaskRef<Boolean> collects() {
        TaskRef<Large> first = builder.add("large", () -> {
            Large value = new Large();
            large = new WeakReference<>(value);
            return value;
        });
        TaskRef<Integer> read = builder.add("read", first, value -> 1);
        return builder.add("last", read, value -> isCollected());
    }

    @Test
    void a_value_is_let_go_of_after_its_last_reader() throws Exception {
        TaskRef<Boolean> last = collects();
        builder.release();

        assertThat(result(doge.submit(builder.build().request(last)))).isTrue();
    }

    @Test
    void a_graph_that_does_not_release_keeps_its_values() throws Exception {
        TaskRef<Boolean> last = collects();

        assertThat(result(doge.submit(builder.build().request(last)))).isFalse();
    }

    @Test
    void a_batch_that_fails_has_not_asked_for_release() throws Exception {
        TaskRef<Boolean> last = collects();
        assertThatThrownBy(() -> builder.batch(changes -> {
                    changes.release();
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(result(doge.submit(builder.build().request(last)))).isFalse();
    }

    @Test
    void a_value_that_somebody_has_requested_is_kept() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        TaskRef<Large> first = builder.add("large", () -> {
            await(asked);
            Large value = new Large();
            large = new WeakReference<>(value);
            return value;
        });
        TaskRef<Integer> read = builder.add("read", first, value -> 1);
        CountDownLatch seen = new CountDownLatch(1);
        TaskRef<Boolean> last = builder.add("last", read, value -> {
            await(seen);
            return isCollected();
        });
        builder.release();
        BuiltGraph graph = builder.build();

        CompletableFuture<Boolean> run = doge.submit(graph.request(last));
        CompletableFuture<Large> requested = doge.submit(graph.request(first));
        asked.countDown();
        assertThat(result(requested)).isSameAs(large.get());
        seen.countDown();
        assertThat(result(run)).isFalse();
    }

    @Test
    void who_asks_for_a_released_value_has_it_made_again() throws Exception {
        AtomicInteger made = new AtomicInteger();
        CountDownLatch released = new CountDownLatch(1);
        CountDownLatch ends = new CountDownLatch(1);
        TaskRef<Integer> first = builder.add("first", made::incrementAndGet);
        TaskRef<Integer> read = builder.add("read", first, value -> 10 * value);
        TaskRef<Integer> last = builder.add("last", read, value -> {
            released.countDown();
            await(ends);
            return value;
        });
        TaskRef<Integer> other = builder.add("other", first, value -> 100 * value);
        builder.release();
        BuiltGraph graph = builder.build();

        CompletableFuture<Integer> run = doge.submit(graph.request(last));
        assertThat(released.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(result(doge.submit(graph.request(first)))).isEqualTo(2);
        assertThat(result(doge.submit(graph.request(other)))).isEqualTo(300);
        assertThat(result(doge.submit(graph.request(read)))).isEqualTo(10); // not released: its reader runs
        CompletableFuture<Integer> joined = doge.submit(graph.request(last));
        ends.countDown();
        assertThat(result(run)).isEqualTo(10);
        assertThat(result(joined)).isEqualTo(10);
        assertThat(made).hasValue(3);
    }

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void random_graphs_yield_what_they_do_without(long seed) throws Exception {
        Random random = new Random(seed);
        List<TaskRef<Long>> refs = new ArrayList<>();
        for (int n = 0; n < 400; n++) {
            long own = n;
            List<TaskRef<Long>> needs = new ArrayList<>();
            for (int k = random.nextInt(4); k > 0 && n > 0; k--) {
                TaskRef<Long> need = refs.get(random.nextInt(n));
                if (!needs.contains(need)) {
                    needs.add(need);
                }
            }
            refs.add(
                    needs.isEmpty()
                            ? builder.add(n, () -> own)
                            : builder.addAll(
                                    n,
                                    needs,
                                    values -> own
                                            + values.stream()
                                                            .mapToLong(Long::longValue)
                                                            .sum()
                                                    % 1_000_003));
        }
        BuiltGraph keeping = builder.build();
        builder.release();
        BuiltGraph releasing = builder.build();

        CompletableFuture<Void> all = doge.submit(releasing.all());
        List<CompletableFuture<Long>> found = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            found.add(doge.submit(releasing.request(refs.get(random.nextInt(400)))));
        }
        result(all);
        List<Long> seen = new ArrayList<>();
        for (CompletableFuture<Long> one : found) {
            seen.add(result(one));
        }
        assertThat(seen).hasSize(100).doesNotContainNull();
        for (TaskRef<Long> ref : refs) {
            assertThat(result(doge.submit(releasing.request(ref))))
                    .isEqualTo(result(doge.submit(keeping.request(ref))));
        }
    }

    @Test
    void a_run_that_keeps_going_after_a_failure_releases_too() throws Exception {
        TaskRef<Large> first = builder.add("large", () -> {
            Large value = new Large();
            large = new WeakReference<>(value);
            return value;
        });
        TaskRef<Integer> read = builder.add("read", first, value -> 1);
        builder.add("fails", first, value -> {
            throw new IllegalStateException("no");
        });
        AtomicReference<Boolean> collected = new AtomicReference<>();
        builder.add("last", read, value -> {
            while (!isCollected()) {
                Thread.onSpinWait(); // the other reader may not have failed yet
            }
            collected.set(true);
            return true;
        });
        builder.release();
        BuiltGraph graph = builder.build();

        assertThatThrownBy(() -> doge.run(graph.all(), RunOptions.defaults().keepGoing()))
                .isInstanceOf(TaskFailedException.class);
        assertThat(collected).hasValue(true);
    }

    @Test
    void a_session_keeps_all() throws Exception {
        TaskRef<Boolean> last = collects();
        builder.release();

        try (Session session = doge.openSession()) {
            assertThat(result(session.submit(builder.build().request(last)))).isFalse();
        }
    }
}
