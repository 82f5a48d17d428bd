package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.PlanBuilder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A worker keeps short tasks for itself. What it keeps reaches the other workers as soon as it does something that may take long: each test here hangs if
 * that is forgotten.
 */
@Tag("R14")
@Timeout(20)
class ShortTasksTest {
    private static final InputId<Integer> N = input("n");
    private static final InputId<Integer> M = input("m");
    private static final TaskId<Integer> WIDE = task("wide");
    private static final TaskId<Integer> ROOT = task("root");
    private static final TaskId<Integer> KEPT = task("kept");
    private static final TaskId<Integer> INLINE = task("inline");
    private static final TaskId<Integer> LONG = task("long");
    private static final TaskId<Integer> BOTH = task("both");
    private static final TaskId<Integer> ALL = task("all");
    private static final TaskId<Integer> OTHER = task("other");

    /** Beyond any warm-up: the request in which somebody waits. */
    private static final int LAST = 1_000_000;

    private static final int WARM_UPS = 2_000;

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(2).build();
    private final CountDownLatch keptHasRun = new CountDownLatch(1);
    private final CountDownLatch wideHasRun = new CountDownLatch(1);
    private CountDownLatch allAsked = new CountDownLatch(0);
    private volatile Runnable asks = () -> {};
    private volatile Runnable inKept = () -> {};

    private final TestGraph other =
            TestGraph.of(plan -> plan.value(OTHER, (it, in) -> waits(in.get(N))).key(N));

    private final TestGraph graph = TestGraph.of(plan -> {
        plan.value(ROOT, (it, in) -> {
                    if (in.get(N) == LAST) {
                        allAsked.await(10, TimeUnit.SECONDS);
                    }
                    return in.get(N);
                })
                .key(N);
        plan.value(WIDE, (it, in) -> {
                    if (in.get(N) == LAST) {
                        wideHasRun.countDown();
                    }
                    return in.get(INLINE) + in.get(M);
                })
                .key(N, M)
                .needs(INLINE);
        kept(plan);
        plan.value(INLINE, (it, in) -> {
                    if (in.get(N) == LAST) {
                        asks.run();
                    }
                    return in.get(ROOT);
                })
                .key(N)
                .needs(ROOT);
        plan.value(LONG, (it, in) -> waits(in.get(INLINE))).key(N).needs(INLINE);
        plan.value(BOTH, (it, in) -> in.get(KEPT) + in.get(INLINE)).key(N).needs(KEPT, INLINE);
        plan.value(ALL, (it, in) -> in.get(KEPT) + in.get(LONG)).key(N).needs(KEPT, LONG);
    });

    @AfterEach
    void close() {
        doge.close();
    }

    private void kept(PlanBuilder<TestGraph> plan) {
        plan.value(KEPT, (it, in) -> {
                    if (in.get(N) == LAST) {
                        keptHasRun.countDown();
                        inKept.run();
                    }
                    return in.get(ROOT);
                })
                .key(N)
                .needs(ROOT);
    }

    private int waits(int n) throws InterruptedException {
        if (n == LAST && !keptHasRun.await(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("what was kept has not run");
        }
        return n;
    }

    private int result(Request<Integer> request) throws Exception {
        return doge.submit(request).get(15, TimeUnit.SECONDS);
    }

    /** Lets the tasks be known as short. */
    private void warmUp() throws Exception {
        for (int i = 0; i < WARM_UPS; i++) {
            assertThat(result(graph.<Integer>request(BOTH, i))).isEqualTo(2 * i);
        }
    }

    @Test
    void what_is_kept_is_handed_on_before_a_task_that_is_not_short() throws Exception {
        warmUp();

        assertThat(result(graph.<Integer>request(ALL, LAST))).isEqualTo(2 * LAST);
    }

    @Test
    void what_is_kept_is_handed_on_when_a_body_runs_something() throws Exception {
        asks = () -> doge.run(other.<Integer>request(OTHER, LAST));
        warmUp();

        assertThat(result(graph.<Integer>request(BOTH, LAST))).isEqualTo(2 * LAST);
    }

    @Test
    void what_is_kept_is_handed_on_when_a_body_submits_something() throws Exception {
        asks = () -> doge.submit(graph.<Integer>request(KEPT, LAST)).join();
        warmUp();

        assertThat(result(graph.<Integer>request(BOTH, LAST))).isEqualTo(2 * LAST);
    }

    @Test
    void what_is_kept_is_handed_on_when_a_body_demands_something() throws Exception {
        TestGraph lazy = TestGraph.of(plan -> {
            plan.value(ROOT, (it, in) -> in.get(N)).key(N);
            plan.value(KEPT, (it, in) -> in.get(ROOT)).key(N).needs(ROOT);
            plan.value(LONG, (it, in) -> in.get(KEPT)).key(N).needs(KEPT);
            plan.value(
                            INLINE,
                            (it, in) -> in.get(N) == LAST
                                    ? in.lazy(LONG).get().toCompletableFuture().get(10, TimeUnit.SECONDS)
                                    : in.get(ROOT))
                    .key(N)
                    .needs(ROOT)
                    .lazy(LONG);
            plan.value(BOTH, (it, in) -> in.get(KEPT) + in.get(INLINE)).key(N).needs(KEPT, INLINE);
        });
        for (int i = 0; i < WARM_UPS; i++) {
            assertThat(doge.submit(lazy.<Integer>request(BOTH, i)).get(15, TimeUnit.SECONDS))
                    .isEqualTo(2 * i);
        }

        assertThat(doge.submit(lazy.<Integer>request(BOTH, LAST)).get(15, TimeUnit.SECONDS))
                .isEqualTo(2 * LAST);
    }

    @Test
    void what_is_kept_runs_when_the_other_has_failed() throws Exception {
        warmUp();
        asks = () -> {
            throw new IllegalStateException("no " + ThreadLocalRandom.current().nextInt());
        };

        assertThat(doge.submit(graph.<Integer>request(BOTH, LAST))
                        .handle((value, thrown) -> thrown)
                        .join())
                .isInstanceOf(TaskFailedException.class);
        assertThat(result(graph.<Integer>request(BOTH, LAST + 1))).isEqualTo(2 * (LAST + 1));
    }

    @Test
    void a_failure_is_told_before_what_is_kept_runs() throws Exception {
        warmUp();
        CountDownLatch isKnown = new CountDownLatch(1);
        CompletableFuture<Boolean> waited = new CompletableFuture<>();
        allAsked = new CountDownLatch(1);
        asks = () -> {
            throw new IllegalStateException("no");
        };
        inKept = () -> {
            try {
                waited.complete(isKnown.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) { // since it is known
                waited.complete(true);
            }
        };
        CompletableFuture<Integer> both = doge.submit(graph.<Integer>request(BOTH, LAST));
        CompletableFuture<Integer> kept =
                doge.submit(graph.<Integer>request(KEPT, LAST)); // wanted also when the other has failed
        CompletableFuture<?> told = both.whenComplete((value, thrown) -> isKnown.countDown());
        allAsked.countDown();

        assertThat(waited.get(15, TimeUnit.SECONDS)).isTrue();
        assertThat(told).isCompletedExceptionally();
        assertThat(kept.get(15, TimeUnit.SECONDS)).isEqualTo(LAST);
    }

    @Test
    void what_is_kept_is_handed_on_before_a_future_is_completed() throws Exception {
        warmUp();
        allAsked = new CountDownLatch(1);
        CompletableFuture<Integer> both = doge.submit(graph.<Integer>request(BOTH, LAST));
        CompletableFuture<Boolean> seen =
                doge.submit(graph.<Integer>request(INLINE, LAST)).thenApply(value -> opens(keptHasRun));
        allAsked.countDown();

        assertThat(seen.get(15, TimeUnit.SECONDS)).isTrue();
        assertThat(both.get(15, TimeUnit.SECONDS)).isEqualTo(2 * LAST);
    }

    @Test
    void what_is_kept_of_another_frame_is_handed_on_before_a_future_is_completed() throws Exception {
        warmUp();
        allAsked = new CountDownLatch(1);
        CompletableFuture<Integer> wide = doge.submit(graph.<Integer>request(WIDE, LAST, 1));
        CompletableFuture<Boolean> seen =
                doge.submit(graph.<Integer>request(INLINE, LAST)).thenApply(value -> opens(wideHasRun));
        allAsked.countDown();

        assertThat(seen.get(15, TimeUnit.SECONDS)).isTrue();
        assertThat(wide.get(15, TimeUnit.SECONDS)).isEqualTo(LAST + 1);
    }

    @Test
    void what_a_worker_goes_on_with_is_handed_on_before_a_future_is_completed() throws Exception {
        CountDownLatch nextHasRun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        TaskId<Integer> next = task("next");
        TestGraph chain = TestGraph.of(plan -> {
            plan.value(ROOT, (it, in) -> {
                        asked.await(10, TimeUnit.SECONDS);
                        return in.get(N);
                    })
                    .key(N);
            plan.value(INLINE, (it, in) -> in.get(ROOT)).key(N).needs(ROOT);
            plan.value(next, (it, in) -> {
                        nextHasRun.countDown();
                        return in.get(INLINE);
                    })
                    .key(N)
                    .needs(INLINE);
        });
        CompletableFuture<Integer> last = doge.submit(chain.<Integer>request(next, 1));
        CompletableFuture<Boolean> seen =
                doge.submit(chain.<Integer>request(INLINE, 1)).thenApply(value -> opens(nextHasRun));
        asked.countDown();

        assertThat(seen.get(15, TimeUnit.SECONDS)).isTrue();
        assertThat(last.get(15, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void what_is_kept_waits_for_few_tasks_only_however_short() throws Exception {
        TaskId<Integer> end = task("link40");
        TestGraph chain = TestGraph.of(plan -> {
            plan.value(ROOT, (it, in) -> in.get(N)).key(N);
            kept(plan);
            TaskId<Integer> before = ROOT;
            for (int i = 1; i <= 40; i++) {
                TaskId<Integer> link = task("link" + i);
                TaskId<Integer> needed = before;
                boolean last = i == 40;
                plan.value(link, (it, in) -> last ? waits(in.get(needed)) : in.get(needed))
                        .key(N)
                        .needs(needed);
                before = link;
            }
            plan.value(BOTH, (it, in) -> in.get(KEPT) + in.get(end)).key(N).needs(KEPT, end);
        });
        for (int i = 0; i < WARM_UPS; i++) {
            assertThat(result(chain.<Integer>request(BOTH, i))).isEqualTo(2 * i);
        }

        assertThat(result(chain.<Integer>request(BOTH, LAST))).isEqualTo(2 * LAST);
    }

    private static boolean opens(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
