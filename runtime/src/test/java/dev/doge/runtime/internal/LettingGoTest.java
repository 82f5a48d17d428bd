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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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

    /** How it is decided that something is not needed after all. */
    enum Decision {
        /** The condition of a task that needs it does not hold. */
        SKIPPED,
        /** The task whose fallback it is has succeeded. */
        SUCCEEDED,
        /** That task has been cancelled, for which there is no fallback. */
        CANCELLED
    }

    /** What may be needed is kept when somebody leaves, and let go of when it is known that it is not. */
    @ParameterizedTest
    @Tag("R6")
    @EnumSource
    void what_was_kept_for_a_choice_is_not_done_once_the_choice_is_made(Decision decision) throws Exception {
        TaskId<String> slow = TestGraph.task("slow");
        TaskId<Boolean> condition = TestGraph.task("undecided");
        TaskId<String> chosen = TestGraph.task("chosen");
        TaskId<String> longer = TestGraph.task("longer");
        TaskId<String> both = TestGraph.task("both");
        CountDownLatch cancelled = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch deciding = new CountDownLatch(1);
        CompletableFuture<Boolean> decides = new CompletableFuture<>();
        CompletableFuture<String> end = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(slow, (it, in) -> {
                        in.context().onCancel(cancelled::countDown);
                        started.countDown();
                        return new CompletableFuture<>();
                    })
                    .key(N)
                    .context();
            if (decision == Decision.SKIPPED) {
                plan.stage(condition, (it, in) -> {
                            deciding.countDown();
                            return decides;
                        })
                        .key(N);
                plan.value(chosen, (it, in) -> in.get(slow)).key(N).needs(slow).when(condition);
            } else {
                plan.stage(chosen, (it, in) -> {
                            deciding.countDown();
                            return decides.thenApply(String::valueOf);
                        })
                        .key(N)
                        .fallback(slow);
            }
            plan.stage(longer, (it, in) -> end).key(N);
            plan.value(both, (it, in) -> in.get(longer) + in.outcome(chosen).isSuccess())
                    .key(N)
                    .needs(longer)
                    .outcome(chosen);
        });
        Run<String> first = engine.submit(graph.<String>request(both, 1), RunOptions.defaults());
        assertThat(deciding.await(15, TimeUnit.SECONDS)).isTrue();
        Run<String> second = engine.submit(graph.<String>request(slow, 1), RunOptions.defaults());
        assertThat(started.await(15, TimeUnit.SECONDS)).isTrue();
        second.cancel(true);
        assertThatThrownBy(second::join).isInstanceOf(CancellationException.class);
        assertThat(cancelled.getCount()).as("it may be needed yet").isEqualTo(1);

        if (decision == Decision.CANCELLED) {
            decides.completeExceptionally(new CancellationException("never replaced"));
        } else {
            decides.complete(false);
        }

        assertThat(cancelled.await(15, TimeUnit.SECONDS)).as("slow is told").isTrue();
        assertThat(first.isDone()).isFalse();
        end.complete("end ");
        assertThat(first.get(15, TimeUnit.SECONDS)).isEqualTo("end " + (decision == Decision.SUCCEEDED));
        nothingIsLeft();
    }

    /** All who wanted the frames of a ring have left before it is known that they do not need each other. */
    @ParameterizedTest
    @Tag("R9")
    @ValueSource(ints = {1, 2, 3})
    void frames_that_might_have_needed_each_other_do_not_hold_each_other(int ring) throws Exception {
        TaskId<Boolean> condition = TestGraph.task("undecided");
        TaskId<List<Integer>> peers = TestGraph.task("peers");
        TaskId<Integer> share = TestGraph.task("share");
        TaskId<Integer> total = TestGraph.task("total");
        CountDownLatch deciding = new CountDownLatch(ring);
        CompletableFuture<Boolean> decides = new CompletableFuture<>();
        CompletableFuture<String> all = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(condition, (it, in) -> {
                        deciding.countDown();
                        return decides;
                    })
                    .key(N);
            plan.stage(peers, (it, in) -> {
                        List<Integer> next = List.of(in.get(N) % ring + 1);
                        return all.thenApply(there -> next);
                    })
                    .key(N);
            plan.value(share, (it, in) -> in.get(total) + 1).key(N).needs(total).when(condition);
            plan.value(total, (it, in) -> in.eachOptional(share, N, peers).size())
                    .key(N)
                    .eachOptional(share, N, peers)
                    .recursive(share);
        });
        List<Run<Integer>> runs = IntStream.rangeClosed(1, ring)
                .mapToObj(n -> engine.submit(graph.<Integer>request(total, n), RunOptions.defaults()))
                .toList();
        all.complete("there");
        assertThat(deciding.await(15, TimeUnit.SECONDS)).isTrue();
        runs.forEach(run -> run.cancel(true));
        decides.complete(false);
        nothingIsLeft();
    }

    /** A task has failed before what it waits for is found to wait for it. */
    @ParameterizedTest
    @Tag("R9")
    @CsvSource({"1, false", "2, false", "3, false", "1, true", "2, true", "3, true"})
    void frames_do_not_hold_each_other_by_tasks_that_failed_before_the_ring_was_closed(int ring, boolean asOutcome)
            throws Exception {
        TaskId<List<Integer>> peers = TestGraph.task("peers");
        TaskId<String> fails = TestGraph.task("fails");
        TaskId<String> share = TestGraph.task("share");
        TaskId<String> total = TestGraph.task("total");
        TaskId<String> how = TestGraph.task("how");
        CompletableFuture<String> early = new CompletableFuture<>();
        CompletableFuture<String> known = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(peers, (it, in) -> {
                        List<Integer> next = List.of(in.get(N) % ring + 1);
                        return known.thenApply(there -> next);
                    })
                    .key(N);
            plan.stage(fails, (it, in) -> early).key(N);
            plan.value(share, (it, in) -> in.get(total)).key(N).needs(total);
            plan.value(total, (it, in) -> in.each(share, N, peers) + in.get(fails))
                    .key(N)
                    .needs(fails)
                    .each(share, N, peers)
                    .recursive(share);
            plan.value(how, (it, in) -> in.outcome(total).toString()).key(N).outcome(total);
        });
        List<Run<String>> runs = IntStream.rangeClosed(1, ring)
                .mapToObj(n -> engine.submit(
                        graph.<String>request(asOutcome ? how : total, n),
                        RunOptions.defaults().keepGoing()))
                .toList();
        early.completeExceptionally(new IllegalStateException("early"));
        known.complete("there");
        for (Run<String> run : runs) {
            if (asOutcome) {
                assertThat(run.get(15, TimeUnit.SECONDS)).contains("early");
            } else {
                assertThatThrownBy(() -> run.get(15, TimeUnit.SECONDS)).hasMessageContaining("early");
            }
        }
        nothingIsLeft();
    }

    /** Only one frame of the ring has failed, and neither that which is left nor who holds it. */
    @Test
    @Tag("R9")
    void frames_do_not_hold_each_other_when_one_far_from_who_leaves_has_failed() throws Exception {
        TaskId<List<Integer>> peers = TestGraph.task("peers");
        TaskId<String> fails = TestGraph.task("fails");
        TaskId<String> share = TestGraph.task("share");
        TaskId<String> total = TestGraph.task("total");
        TaskId<String> longer = TestGraph.task("longer");
        TaskId<String> both = TestGraph.task("both");
        CompletableFuture<String> known = new CompletableFuture<>();
        CompletableFuture<String> end = new CompletableFuture<>();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch third = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(peers, (it, in) -> {
                        List<Integer> next = List.of(in.get(N) % 3 + 1);
                        return in.get(N) == 2 ? known.thenApply(there -> next) : CompletableFuture.completedStage(next);
                    })
                    .key(N);
            plan.value(fails, (it, in) -> {
                        if (in.get(N) == 2) {
                            throw new IllegalStateException("early");
                        }
                        return "not";
                    })
                    .key(N);
            plan.value(share, (it, in) -> in.get(total)).key(N).needs(total);
            plan.value(total, (it, in) -> {
                        (in.get(N) == 1 ? first : third).countDown();
                        return in.eachOutcome(share, N, peers).size() + in.get(fails);
                    })
                    .key(N)
                    .needs(fails)
                    .eachOutcome(share, N, peers)
                    .recursive(share);
            plan.stage(longer, (it, in) -> end).key(N);
            plan.value(both, (it, in) -> in.get(total) + in.get(longer)).key(N).needs(total, longer);
        });
        Run<String> run = engine.submit(graph.<String>request(both, 1), RunOptions.defaults());
        assertThat(first.await(15, TimeUnit.SECONDS)).isTrue();
        known.complete("there");
        assertThat(third.await(15, TimeUnit.SECONDS)).as("the ring is closed").isTrue();
        end.complete(" end");
        assertThat(run.get(15, TimeUnit.SECONDS)).isEqualTo("1not end");
        nothingIsLeft();
    }

    /** A task has taken its fallback before what it waited for is found to wait for it. */
    @Test
    @Tag("R9")
    void a_frame_does_not_hold_itself_by_a_task_that_took_its_fallback() throws Exception {
        TaskId<List<Integer>> peers = TestGraph.task("peers");
        TaskId<String> fails = TestGraph.task("fails");
        TaskId<String> share = TestGraph.task("share");
        TaskId<String> total = TestGraph.task("total");
        TaskId<String> seen = TestGraph.task("seen");
        TaskId<String> longer = TestGraph.task("longer");
        TaskId<String> both = TestGraph.task("both");
        CompletableFuture<List<Integer>> known = new CompletableFuture<>();
        CompletableFuture<String> end = new CompletableFuture<>();
        CountDownLatch instead = new CountDownLatch(1);
        CountDownLatch shared = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(peers, (it, in) -> known).key(N);
            plan.value(fails, (it, in) -> {
                        throw new IllegalStateException("early");
                    })
                    .key(N);
            plan.value(share, (it, in) -> {
                        shared.countDown();
                        return in.get(total);
                    })
                    .key(N)
                    .needs(total);
            plan.value(total, (it, in) -> in.each(share, N, peers) + in.get(fails))
                    .key(N)
                    .needs(fails)
                    .each(share, N, peers)
                    .recursive(share)
                    .fallback((it, in) -> "instead");
            plan.value(seen, (it, in) -> {
                        instead.countDown();
                        return in.get(total);
                    })
                    .key(N)
                    .needs(total);
            plan.stage(longer, (it, in) -> end).key(N);
            plan.value(both, (it, in) -> in.get(seen) + in.get(longer)).key(N).needs(seen, longer);
        });
        Run<String> run = engine.submit(graph.<String>request(both, 1), RunOptions.defaults());
        assertThat(instead.await(15, TimeUnit.SECONDS)).isTrue();
        known.complete(List.of(1));
        assertThat(shared.await(15, TimeUnit.SECONDS)).as("the ring is closed").isTrue();
        end.complete(" end");
        assertThat(run.get(15, TimeUnit.SECONDS)).isEqualTo("instead end");
        nothingIsLeft();
    }

    /** All have left when a task fails, and then it is found that it would have waited for itself. */
    @Test
    @Tag("R9")
    void a_frame_does_not_hold_itself_by_a_task_that_failed_after_all_had_left() throws Exception {
        TaskId<Boolean> condition = TestGraph.task("undecided");
        TaskId<String> fails = TestGraph.task("fails");
        TaskId<List<Integer>> peers = TestGraph.task("peers");
        TaskId<Integer> share = TestGraph.task("share");
        TaskId<Integer> total = TestGraph.task("total");
        CountDownLatch deciding = new CountDownLatch(1);
        CompletableFuture<Boolean> decides = new CompletableFuture<>();
        CompletableFuture<String> early = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(condition, (it, in) -> {
                        deciding.countDown();
                        return decides;
                    })
                    .key(N);
            plan.stage(fails, (it, in) -> early).key(N);
            plan.value(peers, (it, in) -> List.of(in.get(N))).key(N);
            plan.value(share, (it, in) -> in.get(total) + 1).key(N).needs(total).when(condition);
            plan.value(total, (it, in) -> in.eachOptional(share, N, peers).size())
                    .key(N)
                    .needs(fails)
                    .eachOptional(share, N, peers)
                    .recursive(share);
        });
        Run<Integer> run = engine.submit(graph.<Integer>request(total, 1), RunOptions.defaults());
        assertThat(deciding.await(15, TimeUnit.SECONDS)).isTrue();
        run.cancel(true);
        early.completeExceptionally(new IllegalStateException("early"));
        decides.complete(true);
        nothingIsLeft();
    }
}
