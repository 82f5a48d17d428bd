package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.event.TaskEvent;
import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

// Long because all ways to meet such a frame are tried on one graph.
/** A request that has opened one frame for tasks of several keys, and others who ask for one of these keys. */
@Timeout(60)
class CombinedFrameTest {
    private static final InputId<Integer> N = input("n");
    private static final InputId<String> LOCALE = input("locale");
    private static final InputId<String> CURRENCY = input("currency");
    private static final TaskId<String> USER = task("user");
    private static final TaskId<String> ORDERS = task("orders");
    private static final TaskId<String> EXTRA = task("extra");
    private static final TaskId<String> PREFS = task("prefs");
    private static final TaskId<String> PAGE = task("page");
    private static final TaskId<String> FOOTER = task("footer");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(4).build();
    private final Map<String, BlockingQueue<CompletableFuture<String>>> begun = new ConcurrentHashMap<>();
    private final Map<String, Integer> times = new ConcurrentHashMap<>();
    private final TestGraph graph = TestGraph.of(plan -> {
        plan.stage(USER, (it, in) -> begin(USER)).key(N);
        plan.stage(ORDERS, (it, in) -> begin(ORDERS)).key(N).needs(USER);
        plan.stage(EXTRA, (it, in) -> begin(EXTRA)).key(N).needs(USER);
        plan.stage(PREFS, (it, in) -> begin(PREFS)).key(N, LOCALE).needs(USER);
        plan.stage(PAGE, (it, in) -> begin(PAGE)).key(N, LOCALE, CURRENCY).needs(USER, ORDERS, PREFS);
        plan.stage(FOOTER, (it, in) -> begin(FOOTER)).key(N, LOCALE, CURRENCY).needs(PREFS);
    });

    private final Request<String> user = graph.request(USER, 1);
    private final Request<String> orders = graph.request(ORDERS, 1);
    private final Request<String> prefs = graph.request(PREFS, 1, "de");
    private final Request<String> page = graph.request(PAGE, 1, "de", "EUR");

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    private BlockingQueue<CompletableFuture<String>> begun(TaskId<String> task) {
        return begun.computeIfAbsent(task.name(), name -> new LinkedBlockingQueue<>());
    }

    private int times(TaskId<String> task) {
        return times.getOrDefault(task.name(), 0);
    }

    private CompletableFuture<String> begin(TaskId<String> task) {
        times.merge(task.name(), 1, Integer::sum);
        CompletableFuture<String> stage = new CompletableFuture<>();
        begun(task).add(stage);
        return stage;
    }

    /** Waits until the body of a task has returned its stage. */
    private CompletableFuture<String> await(TaskId<String> task) throws InterruptedException {
        CompletableFuture<String> stage = begun(task).poll(15, TimeUnit.SECONDS);
        assertThat(stage).as(task.name()).isNotNull();
        return stage;
    }

    private void ends(TaskId<String> task) throws InterruptedException {
        await(task).complete(task.name());
    }

    private static String value(CompletableFuture<String> run) throws Exception {
        return run.get(15, TimeUnit.SECONDS);
    }

    private void endsWithPage() throws InterruptedException {
        ends(ORDERS);
        ends(PREFS);
        ends(PAGE);
    }

    @Test
    @Tag("R1")
    void what_is_under_way_is_joined_by_each_of_its_keys() throws Exception {
        CompletableFuture<String> wide = doge.submit(page);
        CompletableFuture<String> stage = await(USER);
        CompletableFuture<String> narrow = doge.submit(user);
        CompletableFuture<String> other = doge.submit(orders);
        CompletableFuture<String> middle = doge.submit(prefs);
        CompletableFuture<String> same = doge.submit(page);
        CompletableFuture<String> elsewhere = doge.submit(graph.request(PAGE, 1, "de", "USD"));
        stage.complete("user");
        ends(ORDERS);
        ends(PREFS);
        ends(PAGE);
        ends(PAGE);

        assertThat(value(narrow)).isEqualTo("user");
        assertThat(value(other)).isEqualTo("orders");
        assertThat(value(middle)).isEqualTo("prefs");
        assertThat(List.of(value(wide), value(same), value(elsewhere))).containsOnly("page");
        assertThat(List.of(times(USER), times(ORDERS), times(PREFS), times(PAGE)))
                .containsExactly(1, 1, 1, 2);
    }

    @Test
    @Tag("R1")
    void what_has_ended_is_read_as_long_as_the_run_that_holds_it_goes_on() throws Exception {
        CompletableFuture<String> wide = doge.submit(page);
        ends(USER);
        CompletableFuture<String> last = await(PREFS);
        ends(ORDERS);

        assertThat(value(doge.submit(user))).isEqualTo("user");
        assertThat(value(doge.submit(orders))).isEqualTo("orders");
        CompletableFuture<String> more = doge.submit(graph.request(EXTRA, 1)); // needs what has ended
        ends(EXTRA);
        assertThat(value(more)).isEqualTo("extra");
        last.complete("prefs");
        ends(PAGE);

        assertThat(value(wide)).isEqualTo("page");
        assertThat(List.of(times(USER), times(ORDERS), times(PREFS))).containsOnly(1);
    }

    @Test
    @Tag("R1")
    void what_has_ended_is_not_read_once_the_run_that_held_it_has_ended() throws Exception {
        CompletableFuture<String> wide = doge.submit(page);
        CompletableFuture<String> stage = await(USER);
        CompletableFuture<String> extra = doge.submit(graph.request(EXTRA, 1)); // outlives the page
        stage.complete("user");
        endsWithPage();
        assertThat(value(wide)).isEqualTo("page");

        CompletableFuture<String> again = doge.submit(user);
        ends(USER);
        assertThat(value(again)).isEqualTo("user");
        CompletableFuture<String> joins = doge.submit(graph.request(EXTRA, 1)); // live, whoever began it
        ends(EXTRA);
        assertThat(List.of(value(extra), value(joins))).containsOnly("extra");
        assertThat(List.of(times(USER), times(EXTRA))).containsExactly(2, 1);
    }

    @Test
    @Tag("R6")
    void who_stays_keeps_what_it_wants_when_the_opener_leaves() throws Exception {
        CompletableFuture<String> wide = doge.submit(page);
        CompletableFuture<String> stage = await(USER);
        CompletableFuture<String> narrow = doge.submit(user);
        wide.cancel(false);
        stage.complete("user");

        assertThat(value(narrow)).isEqualTo("user");
        assertThat(stage.isCancelled()).isFalse();
        assertThat(List.of(times(ORDERS), times(PREFS), times(PAGE))).containsOnly(0);
    }

    @Test
    @Tag("R6")
    void who_leaves_takes_nothing_from_the_opener_and_closes_nothing() throws Exception {
        CompletableFuture<String> wide = doge.submit(page);
        ends(USER);
        CompletableFuture<String> stage = await(ORDERS);
        CompletableFuture<String> keeper = doge.submit(graph.request(EXTRA, 1));
        CompletableFuture<String> leaver = doge.submit(orders);
        leaver.cancel(false);

        assertThat(value(doge.submit(user))).isEqualTo("user"); // still what the page has seen
        CompletableFuture<String> back = doge.submit(orders);
        stage.complete("orders");
        assertThat(value(back)).isEqualTo("orders");
        ends(EXTRA);
        ends(PREFS);
        ends(PAGE);
        assertThat(value(keeper)).isEqualTo("extra");
        assertThat(value(wide)).isEqualTo("page");
        assertThat(List.of(times(USER), times(ORDERS))).containsOnly(1);
    }

    @Test
    @Tag("R6")
    void the_last_one_to_leave_cancels_what_is_left() throws Exception {
        CompletableFuture<String> wide = doge.submit(page);
        CompletableFuture<String> stage = await(USER);
        CompletableFuture<String> narrow = doge.submit(user);
        wide.cancel(false);
        assertThat(stage.isCancelled()).isFalse();
        narrow.cancel(false);

        CompletableFuture<String> again = doge.submit(user);
        ends(USER);
        assertThat(value(again)).isEqualTo("user");
        assertThat(times(USER)).isEqualTo(2);
    }

    @Test
    @Tag("R4")
    @Tag("R5")
    void a_failure_reaches_all_who_need_it_and_is_named_by_its_own_key() throws Exception {
        CompletableFuture<String> wide = doge.submit(page);
        CompletableFuture<String> stage = await(USER);
        CompletableFuture<String> narrow = doge.submit(orders);
        CompletableFuture<String> same = doge.submit(page);
        stage.completeExceptionally(new IOException("503"));

        assertThat(failure(wide))
                .isEqualTo("user(n=1) failed: IOException: 503 / needed by page(n=1, locale=de, currency=EUR)");
        assertThat(failure(narrow)).isEqualTo("user(n=1) failed: IOException: 503 / needed by orders(n=1)");
        assertThat(failure(same)).isEqualTo(failure(wide));
        CompletableFuture<String> again = doge.submit(user);
        ends(USER);
        assertThat(value(again)).isEqualTo("user");
    }

    private static String failure(CompletableFuture<String> run) throws Exception {
        try {
            return value(run);
        } catch (ExecutionException e) {
            return String.valueOf(e.getCause()).replaceAll("\\s+", " ").replaceFirst("^.*TaskFailedException: ", "");
        }
    }

    @Test
    @Tag("R4")
    void a_failure_that_the_opener_does_not_need_closes_one_key_only() throws Exception {
        CompletableFuture<String> wide = doge.submit(page);
        ends(USER);
        CompletableFuture<String> ordering = await(ORDERS);
        CompletableFuture<String> preferring = await(PREFS);
        CompletableFuture<String> extra = doge.submit(graph.request(EXTRA, 1));
        await(EXTRA).completeExceptionally(new IOException("503"));
        assertThat(failure(extra)).startsWith("extra(n=1) failed");

        CompletableFuture<String> again = doge.submit(user); // what has failed takes no new runs
        ends(USER);
        assertThat(value(again)).isEqualTo("user");
        CompletableFuture<String> live = doge.submit(orders);
        CompletableFuture<String> middle = doge.submit(prefs);
        ordering.complete("orders");
        preferring.complete("prefs");
        assertThat(value(live)).isEqualTo("orders");
        assertThat(value(middle)).isEqualTo("prefs");
        ends(PAGE);
        assertThat(value(wide)).isEqualTo("page");
        assertThat(List.of(times(USER), times(ORDERS), times(PREFS))).containsExactly(2, 1, 1);
    }

    @Test
    @Tag("R4")
    void a_failure_beside_what_the_opener_wants_closes_only_the_keys_that_have_failed() throws Exception {
        CompletableFuture<String> wide = doge.submit(page);
        ends(USER);
        CompletableFuture<String> ordering = await(ORDERS);
        ends(PREFS);
        CompletableFuture<String> footer = doge.submit(graph.request(FOOTER, 1, "de", "EUR"));
        await(FOOTER).completeExceptionally(new IOException("503"));
        assertThat(failure(footer)).startsWith("footer(n=1, locale=de, currency=EUR) failed");

        assertThat(value(doge.submit(user))).isEqualTo("user");
        assertThat(value(doge.submit(prefs))).isEqualTo("prefs");
        ordering.complete("orders");
        ends(PAGE);
        assertThat(value(wide)).isEqualTo("page");
        assertThat(List.of(times(USER), times(PREFS), times(FOOTER))).containsOnly(1);
    }

    @Test
    @Tag("R7")
    void a_body_that_nobody_wants_is_waited_for_by_its_successor_by_any_key() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        TestGraph slow = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        started.countDown();
                        boolean interrupted = true;
                        while (interrupted) {
                            try {
                                release.await();
                                interrupted = false;
                            } catch (InterruptedException e) {
                                interrupted = true; // it does not care
                            }
                        }
                        running.decrementAndGet();
                        return "user";
                    })
                    .key(N);
            plan.value(PREFS, (it, in) -> in.get(USER)).key(N, LOCALE).needs(USER);
        });
        CompletableFuture<String> wide = doge.submit(slow.request(PREFS, 1, "de"));
        started.await();
        wide.cancel(false);
        TaskRun<String> again = doge.start(slow.request(USER, 1));
        CompletableFuture<String> other = doge.submit(slow.request(PREFS, 1, "fr"));

        assertThat(again.explain(slow.request(USER, 1)).toString())
                .contains("waits until an earlier execution returns")
                .contains("user(n=1)");
        release.countDown();
        assertThat(again.join(Duration.ofSeconds(15))).isEqualTo("user");
        assertThat(value(other)).isEqualTo("user");
        assertThat(most).hasValue(1);
    }

    @Test
    @Tag("R1")
    void callers_that_meet_while_a_frame_is_opened_share_it_all_the_same() throws Exception {
        AtomicInteger computations = new AtomicInteger();
        TestGraph quick = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> {
                        computations.incrementAndGet();
                        return "user";
                    })
                    .key(N);
            plan.value(PREFS, (it, in) -> in.get(USER)).key(N, LOCALE).needs(USER);
            plan.value(PAGE, (it, in) -> in.get(PREFS) + in.get(USER))
                    .key(N, LOCALE, CURRENCY)
                    .needs(PREFS, USER);
            plan.stage(EXTRA, (it, in) -> begin(EXTRA)).key(N).needs(USER);
        });
        for (int i = 0; i < 300; i++) {
            CompletableFuture<String> holds = doge.submit(quick.request(EXTRA, i)); // all others overlap it
            CompletableFuture<String> stage = await(EXTRA);
            List<CompletableFuture<String>> runs = new CopyOnWriteArrayList<>();
            List<Thread> callers = new CopyOnWriteArrayList<>();
            for (Request<String> request : List.<Request<String>>of(
                    quick.request(PAGE, i, "de", "EUR"), quick.request(PREFS, i, "de"), quick.request(USER, i))) {
                Thread caller = new Thread(() -> runs.add(doge.submit(request)));
                callers.add(caller);
                caller.start();
            }
            for (Thread caller : callers) {
                caller.join();
            }
            for (CompletableFuture<String> run : runs) {
                assertThat(value(run)).startsWith("user");
            }
            stage.complete("extra");
            assertThat(value(holds)).isEqualTo("extra");
        }
        assertThat(computations).hasValue(300);
    }

    @Test
    @Tag("R14")
    void callers_that_meet_by_different_keys_compute_what_they_share_once() throws Exception {
        for (int i = 0; i < 300; i++) {
            int n = i;
            List<CompletableFuture<String>> runs = new CopyOnWriteArrayList<>();
            List<Thread> callers = new CopyOnWriteArrayList<>();
            for (Request<String> request : List.<Request<String>>of(
                    graph.request(PAGE, n, "de", "EUR"),
                    graph.request(PAGE, n, "fr", "EUR"),
                    graph.request(PREFS, n, "de"),
                    graph.request(USER, n))) {
                Thread caller = new Thread(() -> runs.add(doge.submit(request)));
                callers.add(caller);
                caller.start();
            }
            CompletableFuture<String> stage = await(USER); // nobody ends before all have asked
            for (Thread caller : callers) {
                caller.join();
            }
            stage.complete("user");
            ends(ORDERS);
            ends(PREFS);
            ends(PREFS);
            ends(PAGE);
            ends(PAGE);
            for (CompletableFuture<String> run : runs) {
                value(run);
            }
        }
        assertThat(List.of(times(USER), times(ORDERS), times(PREFS), times(PAGE)))
                .containsExactly(300, 300, 600, 600);
    }

    /** An input that meets others in the table, and then does something. */
    private static final class Meeting {
        private final int hash;
        private final Runnable then;

        Meeting(int hash, Runnable then) {
            this.hash = hash;
            this.then = then;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            if (this != other) {
                then.run();
            }
            return this == other;
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    @Test
    @Tag("R1")
    void who_finds_a_frame_that_is_not_entered_by_all_its_keys_yet_does_not_wait_for_that() throws Exception {
        InputId<Meeting> who = input("who");
        TestGraph meeting = TestGraph.of(plan -> {
            plan.stage(USER, (it, in) -> begin(USER)).key(who);
            plan.value(PREFS, (it, in) -> in.get(USER)).key(who, LOCALE).needs(USER);
        });
        List<CompletableFuture<String>> found = new CopyOnWriteArrayList<>();
        Runnable nothing = () -> {};
        AtomicReference<Runnable> then = new AtomicReference<>(nothing);
        Meeting first = new Meeting(
                1, () -> Objects.requireNonNull(then.getAndSet(nothing)).run());
        Meeting second = new Meeting(
                32, () -> Objects.requireNonNull(then.getAndSet(nothing)).run());
        assertThat(1 + 31 * "A".hashCode()).isEqualTo(32 + 31 * "@".hashCode()); // as the hashes of their keys
        CompletableFuture<String> there = doge.submit(meeting.request(PREFS, first, "A"));
        CompletableFuture<String> stageOfFirst = await(USER);
        then.set(() -> {
            Thread finder = new Thread(() -> found.add(doge.submit(meeting.request(USER, second))));
            finder.start();
            try {
                finder.join();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        CompletableFuture<String> wide = doge.submit(meeting.request(PREFS, second, "@"));

        assertThat(found).hasSize(1);
        ends(USER);
        assertThat(List.of(value(found.get(0)), value(wide))).containsOnly("user");
        stageOfFirst.complete("user");
        assertThat(value(there)).isEqualTo("user");
        assertThat(times(USER)).isEqualTo(2);
        assertThat(doge.close(Duration.ofSeconds(15)).stillRunning()).isEmpty();
    }

    @Test
    @Timeout(30)
    void a_key_that_throws_when_it_is_compared_leaves_nothing_behind() throws Exception {
        InputId<Meeting> who = input("who");
        TestGraph meeting = TestGraph.of(plan -> {
            plan.stage(USER, (it, in) -> begin(USER)).key(who);
            plan.value(PREFS, (it, in) -> in.get(USER)).key(who, LOCALE).needs(USER);
        });
        Runnable nothing = () -> {};
        AtomicReference<Runnable> then = new AtomicReference<>(nothing);
        Meeting first = new Meeting(1, () -> Objects.requireNonNull(then.get()).run());
        Meeting second =
                new Meeting(32, () -> Objects.requireNonNull(then.get()).run());
        CompletableFuture<String> there = doge.submit(meeting.request(PREFS, first, "A"));
        then.set(() -> {
            throw new IllegalStateException("not comparable");
        });
        assertThatThrownBy(() -> doge.submit(meeting.request(PREFS, second, "@")))
                .hasMessage("not comparable");
        then.set(nothing);
        ends(USER);

        assertThat(value(there)).isEqualTo("user");
        doge.close(Duration.ofSeconds(60)); // waits for what is in the table
        assertThat(times(USER)).isEqualTo(1);
    }

    @Test
    void a_body_that_asks_by_a_wider_key_for_what_waits_for_it_is_told_of_the_ring() {
        TestGraph ring = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> doge.run(it.<String>request(PREFS, in.get(N), "de")))
                    .key(N);
            plan.value(PREFS, (it, in) -> in.get(USER)).key(N, LOCALE).needs(USER);
            plan.value(PAGE, (it, in) -> in.get(PREFS)).key(N, LOCALE, CURRENCY).needs(PREFS);
        });

        assertThatThrownBy(() -> value(doge.submit(ring.request(PAGE, 1, "de", "EUR"))))
                .rootCause()
                .isInstanceOf(TaskCycleException.class)
                .hasMessageContaining("user(n=1)")
                .hasMessageContaining("prefs(n=1, locale=de)");
    }

    @Test
    @Tag("R1")
    void what_a_run_has_seen_by_one_key_stays_for_it_when_the_opener_has_ended() throws Exception {
        TaskId<String> other = task("other");
        CountDownLatch seen = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        TestGraph later = TestGraph.of(plan -> {
            plan.stage(USER, (it, in) -> begin(USER)).key(N);
            plan.value(ORDERS, (it, in) -> "orders of " + in.get(USER)).key(N).needs(USER);
            plan.value(EXTRA, (it, in) -> "extra of " + in.get(USER)).key(N).needs(USER);
            plan.stage(PREFS, (it, in) -> begin(PREFS)).key(N, LOCALE).needs(ORDERS);
            plan.value(other, (it, in) -> {
                        String first = in.lazy(ORDERS).await();
                        seen.countDown();
                        goesOn.await();
                        return first + ", " + in.lazy(EXTRA).await();
                    })
                    .key(N, CURRENCY)
                    .lazy(ORDERS)
                    .lazy(EXTRA);
        });
        CompletableFuture<String> opener = doge.submit(later.request(PREFS, 1, "de"));
        await(USER).complete("user");
        CompletableFuture<String> last = await(PREFS);
        CompletableFuture<String> sees = doge.submit(later.request(other, 1, "EUR"));
        seen.await();
        last.complete("prefs");
        assertThat(value(opener)).isEqualTo("prefs");
        goesOn.countDown();

        assertThat(value(sees)).isEqualTo("orders of user, extra of user");
        assertThat(times(USER)).isEqualTo(1);
    }

    @Test
    void who_records_what_has_ended_by_one_key_finds_all_that_it_needed() throws Exception {
        CompletableFuture<String> wide = doge.submit(page);
        ends(USER);
        CompletableFuture<String> last = await(PREFS);
        ends(ORDERS);
        while (doge.running().size() > 1) {
            Thread.onSpinWait(); // until only the preferences are left
        }
        TaskRun<String> narrow = doge.start(orders, RunOptions.defaults().record());

        assertThat(narrow.join(Duration.ofSeconds(15))).isEqualTo("orders");
        assertThat(narrow.report().task(user).orElseThrow().origin()).isEqualTo(TaskReport.Origin.JOINED);
        assertThat(narrow.explain(user).toString()).contains("because orders(n=1) needs it");
        last.complete("prefs");
        ends(PAGE);
        assertThat(value(wide)).isEqualTo("page");
    }

    @Test
    void a_body_reads_no_input_that_is_not_in_its_own_key() {
        TestGraph wrong = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> in.get(LOCALE)).key(N);
            plan.value(PREFS, (it, in) -> in.get(USER)).key(N, LOCALE).needs(USER);
            plan.value(EXTRA, (it, in) -> in.get(LOCALE)).key();
            plan.value(FOOTER, (it, in) -> in.get(EXTRA)).key(LOCALE).needs(EXTRA);
        });

        assertThatThrownBy(() -> value(doge.submit(wrong.request(FOOTER, "de"))))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which is not in its key");

        assertThatThrownBy(() -> value(doge.submit(wrong.request(PREFS, 1, "de"))))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("which is not in its key");
    }

    @Test
    void who_looks_on_by_one_key_hears_of_what_that_needs_by_its_own_name() throws Exception {
        CompletableFuture<String> wide = doge.submit(page);
        CompletableFuture<String> stage = await(USER);
        List<TaskEvent> heard = new CopyOnWriteArrayList<>();
        TaskRun<String> narrow =
                doge.start(orders, RunOptions.defaults().listener(heard::add).record());
        Progress before = narrow.progress();
        stage.complete("user");
        endsWithPage();

        assertThat(value(wide)).isEqualTo("page");
        assertThat(narrow.join(Duration.ofSeconds(15))).isEqualTo("orders");
        assertThat(before.done()).isZero();
        assertThat(before.known()).isEqualTo(2);
        assertThat(heard).extracting(TaskEvent::request).contains(user, orders).doesNotContain(page, prefs);
        assertThat(heard)
                .filteredOn(TaskEvent.Finished.class::isInstance)
                .extracting(event -> event.request().toString())
                .containsExactlyInAnyOrder("user(n=1)", "orders(n=1)");
        assertThat(heard)
                .filteredOn(event -> event.request().equals(orders))
                .first()
                .isInstanceOf(TaskEvent.Joined.class);
        assertThat(narrow.report().task(user).orElseThrow().origin()).isEqualTo(TaskReport.Origin.JOINED);
        assertThat(narrow.report().task(orders).orElseThrow().origin()).isEqualTo(TaskReport.Origin.JOINED);
        assertThat(narrow.explain(user).toString()).contains("joined work").contains("because orders(n=1) needs it");
    }

    @Test
    void a_run_says_how_each_task_stands_by_its_own_key() throws Exception {
        TaskRun<String> wide = doge.start(page);
        ends(USER);
        assertThat(await(PREFS)).isNotDone();

        assertThat(wide.explain(prefs).toString())
                .matches("prefs\\(n=1, locale=de\\)\\s+(runs|has returned a stage.*)");
        assertThat(wide.explain(orders).toString())
                .matches("orders\\(n=1\\)\\s+(runs|has returned a stage.*|is ready.*)");
        assertThat(wide.explain(user).toString()).contains("has succeeded");
        assertThat(wide.explain(graph.request(PREFS, 1, "fr")).toString()).contains("does not need it");
        assertThat(wide.progress().done()).isEqualTo(1);
        assertThat(wide.progress().known()).isEqualTo(4);
        wide.cancel();
    }

    @Test
    @Tag("R9")
    void closing_cancels_a_run_once_however_many_keys_it_has() throws Exception {
        CompletableFuture<String> wide = doge.submit(page);
        assertThat(await(USER)).isNotDone();

        assertThat(doge.close(Duration.ofMillis(1)).cancelled()).containsExactly(page);
        assertThat(wide).isCompletedExceptionally();
    }
}
