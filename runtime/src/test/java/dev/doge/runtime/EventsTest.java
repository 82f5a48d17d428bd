package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.event.TaskEvent;
import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

// Long because events, records and explanations are told of the same runs.
/** What listeners hear, what is recorded, and what is explained. */
@Timeout(20)
@SuppressWarnings("NullAway") // a null where none may be fails the test
class EventsTest {
    private static final InputId<Integer> N = input("n");
    private static final InputId<Integer> ITEM = input("item");
    private static final TaskId<Integer> LEAF = task("leaf");
    private static final TaskId<List<Integer>> ITEMS = task("items");
    private static final TaskId<Integer> PRICE = task("price");
    private static final TaskId<Boolean> PREMIUM = task("premium");
    private static final TaskId<String> GIFT = task("gift");
    private static final TaskId<Integer> SUM = task("sum");

    private final List<TaskEvent> heard = Collections.synchronizedList(new ArrayList<>());
    private DogeExecutor doge = DogeExecutor.builder().parallelism(2).build();

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    private List<String> of(Request<?> request) {
        synchronized (heard) {
            return heard.stream()
                    .filter(event -> event.request().equals(request))
                    .map(EventsTest::word)
                    .toList();
        }
    }

    private static String word(TaskEvent event) {
        if (event instanceof TaskEvent.Requested requested) {
            return requested.by() == null ? "requested" : "requested by " + requested.by();
        }
        if (event instanceof TaskEvent.Joined joined) {
            return joined.by() == null ? "joined" : "joined by " + joined.by();
        }
        if (event instanceof TaskEvent.Finished finished) {
            return finished.end() + (finished.why().isEmpty() ? "" : ": " + finished.why());
        }
        if (event instanceof TaskEvent.Progress progress) {
            return progress.done() + "/" + progress.total() + " " + progress.message();
        }
        return event.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }

    private static TestGraph shop() {
        return TestGraph.of(plan -> {
            plan.value(LEAF, (it, in) -> in.get(N) + 1).key(N);
            plan.value(ITEMS, (it, in) -> List.of(in.get(LEAF), 7, in.get(LEAF)))
                    .key(N)
                    .needs(LEAF);
            plan.value(PRICE, (it, in) -> 10 * in.get(ITEM)).key(ITEM);
            plan.value(
                            SUM,
                            (it, in) -> in.<Integer>each(PRICE, ITEM, ITEMS).stream()
                                    .mapToInt(Integer::intValue)
                                    .sum())
                    .key(N)
                    .each(PRICE, ITEM, ITEMS);
        });
    }

    @Test
    @Tag("R16")
    void events_of_each_request_come_in_order_through_all_edges() {
        TestGraph graph = shop();
        assertThat(doge.run(graph.request(SUM, 1), RunOptions.defaults().listener(heard::add)))
                .isEqualTo(110);

        Request<?> sum = graph.request(SUM, 1);
        assertThat(of(sum)).containsExactly("requested", "ready", "started", "SUCCEEDED");
        assertThat(of(graph.request(ITEMS, 1))).containsExactly("requested by " + sum, "ready", "started", "SUCCEEDED");
        assertThat(of(graph.request(PRICE, 2))).containsExactly("requested by " + sum, "ready", "started", "SUCCEEDED");
        assertThat(of(graph.request(PRICE, 7))).containsExactly("requested by " + sum, "ready", "started", "SUCCEEDED");
        assertThat(heard).hasSize(20);
        assertThat(heard.stream().map(TaskEvent::generation)).allMatch(number -> number > 0);
    }

    @Test
    @Tag("R16")
    void a_listener_of_the_executor_hears_every_run_and_later_executions_have_greater_numbers() {
        doge.close();
        doge = DogeExecutor.builder().parallelism(1).listener(heard::add).build();
        TestGraph graph = shop();
        doge.run(graph.request(LEAF, 1));
        doge.runAll(List.of(graph.request(LEAF, 1)));

        assertThat(of(graph.request(LEAF, 1)))
                .containsExactly(
                        "requested", "ready", "started", "SUCCEEDED", "requested", "ready", "started", "SUCCEEDED");
        assertThat(heard.get(7).generation()).isGreaterThan(heard.get(0).generation());
    }

    @Test
    @Tag("R16")
    void a_late_joiner_hears_how_things_stand_and_then_the_rest() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(1);
        CompletableFuture<Integer> value = new CompletableFuture<>() {
            @Override
            public CompletableFuture<Integer> whenComplete(BiConsumer<? super Integer, ? super Throwable> action) {
                runs.countDown(); // the body has returned
                return super.whenComplete(action);
            }
        };
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(LEAF, (it, in) -> value).key(N);
            plan.value(PRICE, (it, in) -> 1).key(N);
            plan.value(SUM, (it, in) -> in.get(LEAF) + in.get(PRICE)).key(N).needs(LEAF, PRICE);
        });
        List<TaskEvent> first = Collections.synchronizedList(new ArrayList<>());
        try (TaskRun<Integer> early =
                        doge.start(graph.request(SUM, 1), RunOptions.defaults().listener(first::add));
                TaskRun<Integer> late = late(graph, runs)) {
            value.complete(4);
            assertThat(late.join()).isEqualTo(5);
            assertThat(early.join()).isEqualTo(5);
        }

        assertThat(of(graph.request(SUM, 1))).containsExactly("joined", "ready", "started", "SUCCEEDED");
        assertThat(of(graph.request(LEAF, 1)))
                .containsExactly("joined by " + graph.request(SUM, 1), "started", "SUCCEEDED");
        assertThat(first.stream().filter(event -> event instanceof TaskEvent.Joined))
                .singleElement()
                .extracting(TaskEvent::request)
                .isEqualTo(graph.request(SUM, 1));
    }

    private TaskRun<Integer> late(TestGraph graph, CountDownLatch runs) throws InterruptedException {
        runs.await();
        return doge.start(graph.request(SUM, 1), RunOptions.defaults().listener(heard::add));
    }

    @Test
    @Tag("R16")
    void failures_skips_fallbacks_and_what_was_cancelled_are_told_with_their_reason() {
        TaskId<Integer> failing = task("failing");
        TaskId<Integer> rescued = task("rescued");
        TaskId<Integer> doomed = task("doomed");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(PREMIUM, (it, in) -> false);
            plan.value(GIFT, (it, in) -> "gift").when(PREMIUM);
            plan.value(failing, (it, in) -> {
                throw new IOException("503");
            });
            plan.value(rescued, (it, in) -> {
                        throw new IOException("404");
                    })
                    .fallback((it, in) -> 3);
            plan.value(doomed, (it, in) -> in.get(failing)).needs(failing);
            plan.value(SUM, (it, in) -> {
                        in.optional(GIFT);
                        in.outcome(doomed);
                        return in.get(rescued);
                    })
                    .optional(GIFT)
                    .outcome(doomed)
                    .needs(rescued);
        });
        assertThat(doge.run(graph.request(SUM), RunOptions.defaults().listener(heard::add)))
                .isEqualTo(3);

        assertThat(of(graph.request(GIFT))).last().isEqualTo("SKIPPED: premium is false");
        assertThat(of(graph.request(failing))).last().isEqualTo("FAILED: IOException: 503");
        assertThat(of(graph.request(doomed)))
                .containsExactly("requested by sum()", "FAILED: needs failing(), which failed");
        assertThat(of(graph.request(rescued)))
                .containsExactly("requested by sum()", "ready", "started", "fallingback", "SUCCEEDED");
    }

    @Test
    @Tag("R16")
    @Tag("B9")
    void progress_is_heard_and_seen_while_the_body_runs() throws InterruptedException {
        CountDownLatch said = new CountDownLatch(1);
        CompletableFuture<Integer> value = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(LEAF, (it, in) -> {
                        in.context().progress(3, 10, "reading");
                        said.countDown();
                        return value;
                    })
                    .key(N)
                    .context();
            plan.value(SUM, (it, in) -> in.get(LEAF)).key(N).needs(LEAF);
        });
        try (TaskRun<Integer> run =
                doge.start(graph.request(SUM, 1), RunOptions.defaults().listener(heard::add))) {
            said.await();
            assertThat(run.progress())
                    .isEqualTo(new Progress(
                            0, 2, List.of(new Progress.Current(graph.request(LEAF, 1), 3, 10, "reading"))));
            value.complete(1);
            run.join();
        }
        assertThat(of(graph.request(LEAF, 1))).contains("3/10 reading");
    }

    @Test
    @Tag("R16")
    void a_listener_that_throws_is_counted_and_harms_nobody() {
        TestGraph graph = shop();
        RunOptions bad = RunOptions.defaults()
                .listener(event -> {
                    throw new IllegalStateException("of the listener");
                })
                .listener(heard::add);
        assertThat(doge.run(graph.request(LEAF, 1), bad)).isEqualTo(2);
        assertThat(doge.listenerFailures()).isEqualTo(4);
        assertThat(of(graph.request(LEAF, 1))).hasSize(4);
    }

    @Test
    @Tag("R16")
    void a_listener_may_cancel_the_run_that_it_hears_of() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(LEAF, (it, in) -> 1);
            plan.value(SUM, (it, in) -> in.get(LEAF)).needs(LEAF);
        });
        AtomicReference<CompletableFuture<Integer>> run = new AtomicReference<>();
        CountDownLatch known = new CountDownLatch(1);
        run.set(doge.submit(graph.request(SUM), RunOptions.defaults().listener(event -> {
            heard.add(event);
            if (event instanceof TaskEvent.Finished && event.request().task().equals(LEAF)) {
                try {
                    known.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                run.get().cancel(false);
            }
        })));
        known.countDown();
        assertThatThrownBy(run.get()::join).isInstanceOf(java.util.concurrent.CancellationException.class);
    }

    @Test
    @Tag("R23")
    void a_recorded_run_says_what_ran_from_where_and_what_decided_its_time() {
        TestGraph graph = shop();
        try (TaskRun<Integer> run =
                doge.start(graph.request(SUM, 1), RunOptions.defaults().record())) {
            run.join();
            RunReport report = run.report();
            assertThat(report.isRecorded()).isTrue();
            assertThat(report.count(TaskReport.Origin.EXECUTED)).isEqualTo(5);
            assertThat(report.count(TaskEvent.End.SUCCEEDED)).isEqualTo(5);
            assertThat(report.elapsed()).isPositive();
            assertThat(report.criticalPath())
                    .startsWith(graph.request(LEAF, 1), graph.request(ITEMS, 1))
                    .endsWith(graph.request(SUM, 1))
                    .hasSize(4);
            assertThat(report.toString())
                    .startsWith("sum(n=1): 5 executed, 0 joined; took ")
                    .contains("critical path: leaf(n=1) ", "price(item=7)");
            assertThat(run.progress()).isEqualTo(new Progress(5, 5, List.of()));
            assertThat(run.explain(graph.request(ITEMS, 1)).lines())
                    .first()
                    .isEqualTo("executed, because sum(n=1) needs it");
            assertThat(run.explain(graph.request(PRICE, 3)).lines()).containsExactly("sum(n=1) has not needed it");
        }
    }

    /** A key that, from some moment on, throws whenever somebody looks at it. */
    private static final class Spoilt {
        private final AtomicBoolean spoilt;

        Spoilt(AtomicBoolean spoilt) {
            this.spoilt = spoilt;
        }

        @Override
        public int hashCode() {
            if (spoilt.get()) {
                throw new IllegalStateException("spoilt");
            }
            return 1;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    @Test
    @Tag("R16")
    void what_a_key_throws_when_it_is_recorded_does_not_stop_the_work() throws Exception {
        InputId<Spoilt> key = input("key");
        TaskId<List<Spoilt>> keys = task("keys");
        TaskId<Integer> one = task("one");
        TaskId<Integer> all = task("all");
        AtomicBoolean spoilt = new AtomicBoolean();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(keys, (it, in) -> List.of(new Spoilt(spoilt))).key(N);
            plan.value(one, (it, in) -> 5).key(key);
            plan.value(all, (it, in) -> {
                        spoilt.set(true); // what it has needed is noted when it has returned
                        return in.<Integer>each(one, key, keys).get(0);
                    })
                    .key(N)
                    .each(one, key, keys);
        });
        assertThat(doge.submit(graph.request(all, 1), RunOptions.defaults().record())
                        .get(20, TimeUnit.SECONDS))
                .isEqualTo(5);
        assertThat(doge.listenerFailures()).isPositive();
        spoilt.set(false);
    }

    @Test
    @Tag("R23")
    void the_dependencies_of_a_finished_run_are_the_same_text_each_time() {
        TestGraph graph = shop();
        for (int i = 0; i < 20; i++) {
            try (TaskRun<Integer> run =
                    doge.start(graph.request(SUM, 1), RunOptions.defaults().record())) {
                run.join();
                assertThat(run.report().dependencies()).isEqualTo("""
                                items(n=1) <- leaf(n=1)
                                leaf(n=1)
                                price(item=2)
                                price(item=7)
                                sum(n=1) <- items(n=1), price(item=2), price(item=7)""");
            }
        }
    }

    @Test
    @Tag("R23")
    void a_record_keeps_what_a_failed_task_needed_also_where_that_was_never_known() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(LEAF, (it, in) -> {
                throw new IOException("gone");
            });
            plan.value(PRICE, (it, in) -> 10 * in.get(ITEM)).key(ITEM);
            plan.value(SUM, (it, in) -> in.<Integer>with(PRICE, ITEM, LEAF)).with(PRICE, Bind.of(ITEM, LEAF));
        });
        try (TaskRun<Integer> run =
                doge.start(graph.request(SUM), RunOptions.defaults().record())) {
            assertThatThrownBy(run::join).isInstanceOf(TaskFailedException.class);
            assertThat(run.report().dependencies()).isEqualTo("leaf()\nsum() <- leaf()");
            assertThat(doge.listenerFailures()).isZero();
        }
    }

    @Test
    @Tag("R16")
    void a_message_that_cannot_be_read_does_not_stop_the_work() {
        class Unreadable extends IOException {
            private static final long serialVersionUID = 1L;

            @Override
            public String getMessage() {
                throw new IllegalStateException("no message");
            }
        }
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(LEAF, (it, in) -> {
                throw new Unreadable();
            });
            plan.value(SUM, (it, in) -> in.get(LEAF)).needs(LEAF);
        });
        assertThatThrownBy(() -> doge.run(
                        graph.request(SUM),
                        RunOptions.defaults().listener(heard::add).record()))
                .isInstanceOf(TaskFailedException.class)
                .hasRootCauseInstanceOf(Unreadable.class);
        assertThat(of(graph.request(LEAF))).endsWith("FAILED: Unreadable");
    }

    @Test
    void a_task_that_runs_is_said_to_run_whoever_was_the_last_that_it_waited_for() throws InterruptedException {
        TaskId<Integer> first = task("first");
        TaskId<Integer> second = task("second");
        CountDownLatch bothRun = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(LEAF, (it, in) -> 1).key(N);
            plan.value(first, (it, in) -> waits(bothRun, release)).key(N).needs(LEAF);
            plan.value(second, (it, in) -> waits(bothRun, release)).key(N).needs(LEAF);
            plan.value(SUM, (it, in) -> in.get(first) + in.get(second)).key(N).needs(first, second);
        });
        TaskRun<Integer> run = doge.start(graph.request(SUM, 1));
        bothRun.await();

        assertThat(run.explain(graph.request(first, 1)).lines()).containsExactly("runs");
        assertThat(run.explain(graph.request(second, 1)).lines()).containsExactly("runs");
        release.countDown();
        assertThat(run.join()).isEqualTo(2);
    }

    @Test
    void tasks_that_await_a_stage_are_among_those_that_run() throws InterruptedException {
        TaskId<Integer> first = task("first");
        TaskId<Integer> second = task("second");
        CountDownLatch bothAwaited = new CountDownLatch(2);
        CompletableFuture<Integer> value = new CompletableFuture<>() {
            @Override
            public CompletableFuture<Integer> whenComplete(BiConsumer<? super Integer, ? super Throwable> action) {
                CompletableFuture<Integer> awaited = super.whenComplete(action);
                bothAwaited.countDown();
                return awaited;
            }
        };
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(LEAF, (it, in) -> 1).key(N);
            plan.stage(first, (it, in) -> value).key(N).needs(LEAF);
            plan.stage(second, (it, in) -> value).key(N).needs(LEAF);
            plan.value(SUM, (it, in) -> in.get(first) + in.get(second)).key(N).needs(first, second);
        });
        TaskRun<Integer> run = doge.start(graph.request(SUM, 1));
        bothAwaited.await();

        assertThat(doge.running())
                .extracting(Running::request)
                .containsExactlyInAnyOrder(graph.request(first, 1), graph.request(second, 1));
        value.complete(1);
        assertThat(run.join()).isEqualTo(2);
    }

    private static int waits(CountDownLatch runs, CountDownLatch release) {
        runs.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return 1;
    }

    @Test
    @Tag("R23")
    void joined_work_is_reported_as_joined_and_explained_while_it_waits() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(1);
        CompletableFuture<Integer> value = new CompletableFuture<>() {
            @Override
            public CompletableFuture<Integer> whenComplete(BiConsumer<? super Integer, ? super Throwable> action) {
                runs.countDown(); // the body has returned
                return super.whenComplete(action);
            }
        };
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(LEAF, (it, in) -> value).key(N);
            plan.value(SUM, (it, in) -> in.get(LEAF)).key(N).needs(LEAF);
        });
        CompletableFuture<Integer> other = doge.submit(graph.request(LEAF, 1));
        runs.await();
        try (TaskRun<Integer> run =
                doge.start(graph.request(SUM, 1), RunOptions.defaults().record())) {
            assertThat(run.explain(graph.request(SUM, 1)).lines()).contains("waits for leaf(n=1)");
            assertThat(run.explain(graph.request(LEAF, 1)).lines())
                    .contains(
                            "joined work that was under way or still held, because sum(n=1) needs it",
                            "has returned a stage, and waits for that");
            value.complete(3);
            assertThat(run.join()).isEqualTo(3);
            assertThat(run.report().task(graph.request(LEAF, 1)).orElseThrow().origin())
                    .isEqualTo(TaskReport.Origin.JOINED);
        }
        assertThat(other.join()).isEqualTo(3);
    }

    @Test
    @Tag("R23")
    void what_still_waits_is_not_said_to_have_waited_longest_for_what_came_first() throws InterruptedException {
        CountDownLatch itemsAreThere = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(ITEMS, (it, in) -> List.of());
            plan.value(LEAF, (it, in) -> {
                release.await();
                return 2;
            });
            plan.value(SUM, (it, in) -> in.get(LEAF)).needs(LEAF, ITEMS);
        });
        RunOptions options = RunOptions.defaults().record().listener(event -> {
            if (event instanceof TaskEvent.Finished) {
                itemsAreThere.countDown();
            }
        });
        try (TaskRun<Integer> run = doge.start(graph.request(SUM), options)) {
            itemsAreThere.await();
            assertThat(run.explain(graph.request(SUM)).lines())
                    .contains("waits for leaf()")
                    .noneMatch(line -> line.startsWith("waited longest"));
            release.countDown();
            assertThat(run.join()).isEqualTo(2);
            assertThat(run.explain(graph.request(SUM)).lines()).contains("waited longest for leaf()");
        }
    }

    @Test
    @Tag("R23")
    void a_failed_run_keeps_the_way_to_its_failure_though_nothing_was_recorded() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(LEAF, (it, in) -> {
                throw new IOException("503");
            });
            plan.value(ITEMS, (it, in) -> List.of());
            plan.value(SUM, (it, in) -> in.get(LEAF)).needs(LEAF, ITEMS);
        });
        try (TaskRun<Integer> run = doge.start(graph.request(SUM))) {
            assertThat(run.outcome()).isInstanceOf(Outcome.Failure.class);
            assertThat(run.report().toString()).isEqualTo("""
                            sum(): not recorded
                              sum()   executed, failed: needs leaf(), which failed
                              leaf()  executed, failed: IOException: 503""");
            assertThat(run.explain(graph.request(LEAF)).lines())
                    .containsExactly("failed: IOException: 503, because sum() needs it");
            assertThat(run.explain(graph.request(SUM)).lines())
                    .containsExactly("failed: needs leaf(), which failed", "the run failed: IOException: 503");
            assertThat(run.explain(graph.request(ITEMS)).lines())
                    .containsExactly(
                            "the run has ended and was not recorded: RunOptions.record() keeps what became of each task");
        }
    }

    @Test
    @Tag("R23")
    @Tag("R9")
    void a_run_that_took_too_long_says_so_recorded_or_not() {
        TestGraph graph = TestGraph.of(plan -> plan.stage(LEAF, (it, in) -> new CompletableFuture<Integer>()));
        RunOptions soon = RunOptions.defaults().deadline(Duration.ofMillis(10));
        for (RunOptions options : List.of(soon, soon.record())) {
            try (TaskRun<Integer> run = doge.start(graph.request(LEAF), options)) {
                assertThat(run.outcome()).isInstanceOf(Outcome.Failure.class);
                assertThat(run.explain(graph.request(LEAF)).lines())
                        .as(options.toString())
                        .contains("the run failed: TimeoutException: the run's deadline of PT0.01S has passed");
            }
        }
    }
}
