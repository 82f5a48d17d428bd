package dev.doge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.RunOptions;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.TestGraph;
import dev.doge.runtime.generated.InputId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That who leaves lets go of all that was held for it. */
@Timeout(60)
class LettingGoTest {
    private static final InputId<Integer> N = InputId.of("n");
    private static final TaskId<Boolean> CONDITION = TestGraph.task("condition");

    private final Engine engine = new Engine(2, null, List.of());

    @AfterEach
    void close() {
        engine.close(Duration.ofSeconds(1));
    }

    private void nothingIsLeft() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (!engine.table().isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(engine.table().isEmpty()).as("no frame is left").isTrue();
    }

    /** By keys, each frame needs one that would need it if a condition held, or a fallback were needed. */
    @ParameterizedTest
    @Tag("R9")
    @ValueSource(ints = {1, 2, 3})
    void frames_that_would_need_each_other_do_not_hold_each_other(int ring) throws Exception {
        TaskId<List<Integer>> peers = TestGraph.task("peers");
        TaskId<Integer> share = TestGraph.task("share");
        TaskId<Integer> total = TestGraph.task("total");
        CompletableFuture<String> all = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(CONDITION, (it, in) -> false).key(N);
            plan.stage(peers, (it, in) -> {
                        List<Integer> next = List.of(in.get(N) % ring + 1);
                        return all.thenApply(there -> next);
                    })
                    .key(N);
            plan.value(share, (it, in) -> in.get(total) + 1).key(N).needs(total).when(CONDITION);
            plan.value(total, (it, in) -> in.eachOptional(share, N, peers).size())
                    .key(N)
                    .eachOptional(share, N, peers)
                    .recursive(share);
        });
        List<Run<Integer>> runs = IntStream.rangeClosed(1, ring)
                .mapToObj(n -> engine.submit(graph.<Integer>request(total, n), RunOptions.defaults()))
                .toList();
        all.complete("there");
        for (Run<Integer> run : runs) {
            assertThat(run.get(15, TimeUnit.SECONDS)).isEqualTo(1);
        }
        nothingIsLeft();
    }

    /** An element that needs its own fan-out has failed before it is demanded, and so has never demanded that. */
    @Test
    @Tag("R9")
    void a_frame_does_not_hold_itself_by_a_task_that_failed_before_it_was_wanted() throws Exception {
        TaskId<List<Integer>> peers = TestGraph.task("peers");
        TaskId<String> fails = TestGraph.task("fails");
        TaskId<String> share = TestGraph.task("share");
        TaskId<String> total = TestGraph.task("total");
        CompletableFuture<List<Integer>> known = new CompletableFuture<>();
        CountDownLatch started = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(peers, (it, in) -> {
                        started.countDown();
                        return known;
                    })
                    .key(N);
            plan.value(fails, (it, in) -> {
                        throw new IllegalStateException("early");
                    })
                    .key(N);
            plan.value(share, (it, in) -> in.get(total) + in.get(fails)).key(N).needs(total, fails);
            plan.value(total, (it, in) -> in.each(share, N, peers) + "" + in.outcome(fails))
                    .key(N)
                    .outcome(fails)
                    .each(share, N, peers)
                    .recursive(share);
        });
        Run<String> first = engine.submit(graph.<String>request(total, 1), RunOptions.defaults());
        assertThat(started.await(15, TimeUnit.SECONDS)).isTrue();
        Run<String> early = engine.submit(graph.<String>request(fails, 1), RunOptions.defaults());
        assertThatThrownBy(() -> early.get(15, TimeUnit.SECONDS)).hasMessageContaining("early");
        known.complete(List.of(1));

        assertThatThrownBy(() -> first.get(15, TimeUnit.SECONDS)).hasMessageContaining("early");
        nothingIsLeft();
    }

    /** Who wants a task whose condition did not hold does not want what it would have needed. */
    @Test
    @Tag("R3")
    @Tag("R6")
    void what_a_skipped_task_would_have_needed_is_not_done_for_who_waits_for_that() throws Exception {
        TaskId<String> slow = TestGraph.task("slow");
        TaskId<String> skipped = TestGraph.task("skipped");
        TaskId<String> longer = TestGraph.task("longer");
        TaskId<String> both = TestGraph.task("both");
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch awaiting = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<String> end = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(CONDITION, (it, in) -> false).key(N);
            plan.stage(slow, (it, in) -> {
                        in.context().onCancel(cancelled::countDown);
                        awaiting.countDown();
                        return new CompletableFuture<>();
                    })
                    .key(N)
                    .context();
            plan.value(skipped, (it, in) -> in.get(slow)).key(N).needs(slow).when(CONDITION);
            plan.stage(longer, (it, in) -> {
                        Optional<String> none = in.optional(skipped);
                        started.countDown();
                        return end.thenApply(value -> value + none);
                    })
                    .key(N)
                    .optional(skipped);
            plan.value(both, (it, in) -> in.get(longer)).key(N).needs(longer);
        });
        Run<String> first = engine.submit(graph.<String>request(both, 1), RunOptions.defaults());
        assertThat(started.await(15, TimeUnit.SECONDS)).isTrue();
        Run<String> second = engine.submit(graph.<String>request(slow, 1), RunOptions.defaults());
        assertThat(awaiting.await(15, TimeUnit.SECONDS)).isTrue();
        second.cancel(true);
        assertThatThrownBy(second::join).isInstanceOf(CancellationException.class);

        assertThat(cancelled.await(15, TimeUnit.SECONDS)).as("slow is told").isTrue();
        assertThat(first.isDone()).isFalse();
        end.complete("end ");
        assertThat(first.get(15, TimeUnit.SECONDS)).isEqualTo("end Optional.empty");
        nothingIsLeft();
    }
}
