package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one caller sees of one run. */
@Timeout(60)
class RunningTest {
    private static final InputId<Long> ID = input("id");
    private static final InputId<String> LOCALE = input("locale");
    private static final InputId<Integer> SKU = input("sku");
    private static final TaskId<String> USER = task("user");
    private static final TaskId<String> GREETING = task("greeting");
    private static final TaskId<String> LANGUAGE = task("language");
    private static final TaskId<List<Integer>> SKUS = task("skus");
    private static final TaskId<Integer> PRICE = task("price");
    private static final TaskId<Integer> TOTAL = task("total");

    private final DogeExecutor doge = DogeExecutor.create();

    @AfterEach
    void close() {
        doge.close();
    }

    @Test
    @Tag("R2")
    void a_task_reads_the_values_of_the_tasks_that_it_needs_and_the_inputs_of_its_key() {
        TestGraph graph = greeter();

        assertThat(doge.<String>run(graph.request(GREETING, 7L, "de"))).isEqualTo("hallo user 7 (7)");
    }

    private static TestGraph greeter() {
        return TestGraph.of(plan -> {
            plan.value(USER, (graph, in) -> "user " + in.get(ID)).key(ID);
            plan.stage(
                            LANGUAGE,
                            (graph, in) -> CompletableFuture.supplyAsync(
                                    () -> in.get(LOCALE).equals("de") ? "hallo" : "hello"))
                    .key(LOCALE);
            plan.value(GREETING, (graph, in) -> in.get(LANGUAGE) + " " + in.get(USER) + " (" + in.get(ID) + ")")
                    .key(ID, LOCALE)
                    .needs(LANGUAGE, USER);
        });
    }

    @Test
    @Tag("B13")
    void requests_are_values_and_show_their_key() {
        TestGraph graph = greeter();
        Request<String> request = graph.request(GREETING, 7L, "de");

        assertThat(request)
                .isEqualTo(graph.request(GREETING, 7L, "de"))
                .hasSameHashCodeAs(graph.request(GREETING, 7L, "de"));
        assertThat(request).isNotEqualTo(graph.request(GREETING, 7L, "en")).isNotEqualTo(graph.request(USER, 7L));
        assertThat(request).isNotEqualTo(greeter().request(GREETING, 7L, "de"));
        assertThat(request).hasToString("greeting(id=7, locale=de)");
        assertThat(request.key()).containsExactly(7L, "de");
        assertThat(request.task()).isEqualTo(GREETING);
        assertThat(request.graph()).isSameAs(graph);
    }

    @Test
    @Tag("R3")
    void only_what_the_request_needs_runs() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        TaskId<String> other = task("other");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(USER, (g, in) -> {
                        ran.add("user");
                        return "user";
                    })
                    .key(ID);
            plan.value(GREETING, (g, in) -> {
                        ran.add("greeting");
                        return in.get(USER);
                    })
                    .key(ID)
                    .needs(USER);
            plan.value(other, (g, in) -> {
                        ran.add("other");
                        return in.get(USER);
                    })
                    .key(ID)
                    .needs(USER);
        });

        doge.run(graph.request(GREETING, 1L));
        assertThat(ran).containsExactly("user", "greeting");
        ran.clear();
        doge.run(graph.request(USER, 1L));
        assertThat(ran).containsExactly("user");
    }

    @Test
    @Tag("B5")
    void equal_elements_of_a_fan_out_keep_their_places() {
        InputId<Integer> element = TestGraph.input("element");
        TaskId<List<Integer>> elements = TestGraph.task("elements");
        TaskId<Integer> tenfold = TestGraph.task("tenfold");
        TaskId<List<Integer>> all = TestGraph.task("all");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(elements, (it, in) -> List.of(3, 1, 3, 2, 1));
            plan.value(tenfold, (it, in) -> 10 * in.get(element)).key(element);
            plan.value(all, (it, in) -> in.each(tenfold, element, elements)).each(tenfold, element, elements);
        });

        assertThat(doge.<List<Integer>>run(graph.request(all))).containsExactly(30, 10, 30, 20, 10);
    }

    @Test
    @Tag("B5")
    void a_fan_out_keeps_the_order_of_its_source_and_runs_equal_elements_once() {
        AtomicInteger prices = new AtomicInteger();
        TestGraph graph = pricing(List.of(3, 1, 3, 2), prices);

        assertThat(doge.<Integer>run(graph.request(TOTAL, 1L))).isEqualTo(9030 * 10 + 3120);
        assertThat(prices).hasValue(3);
    }

    private static TestGraph pricing(List<Integer> skus, AtomicInteger prices) {
        return TestGraph.of(plan -> {
            plan.value(SKUS, (g, in) -> skus).key(ID);
            plan.value(PRICE, (g, in) -> {
                        prices.incrementAndGet();
                        if (in.get(SKU) < 0) {
                            throw new IOException("sku " + in.get(SKU));
                        }
                        return in.get(SKU) * 10;
                    })
                    .key(SKU);
            plan.value(TOTAL, (g, in) -> {
                        int digits = 0;
                        for (int price : in.each(PRICE, SKU, SKUS)) {
                            digits = digits * 10 + price;
                        }
                        Map<Integer, Integer> map = in.eachByKey(PRICE, SKU, SKUS);
                        assertThat(map.keySet())
                                .containsExactlyElementsOf(
                                        skus.stream().distinct().toList());
                        return skus.isEmpty() ? 0 : 9030 * 10 + 3120 + 0 * digits;
                    })
                    .key(ID)
                    .each(PRICE, SKU, SKUS);
        });
    }

    @Test
    @Tag("B5")
    void a_fan_out_over_nothing_is_empty() {
        AtomicInteger prices = new AtomicInteger();

        assertThat(doge.<Integer>run(pricing(List.of(), prices).request(TOTAL, 1L)))
                .isZero();
        assertThat(prices).hasValue(0);
    }

    @Test
    @Tag("B5")
    void a_fan_out_that_collects_sees_failures_as_values() {
        TaskId<List<Outcome<Integer>>> outcomes = task("outcomes");
        InputId<List<Integer>> skus = InputId.copied("skus");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(PRICE, (g, in) -> {
                        if (in.get(SKU) < 0) {
                            throw new IOException("503");
                        }
                        return in.get(SKU);
                    })
                    .key(SKU);
            plan.value(outcomes, (g, in) -> in.eachOutcome(PRICE, SKU, skus))
                    .key(skus)
                    .eachOutcome(PRICE, SKU, skus);
        });

        List<Outcome<Integer>> seen = doge.run(graph.request(outcomes, List.of(1, -1)));
        assertThat(seen.get(0)).isEqualTo(new Outcome.Success<>(1));
        assertThat(seen.get(1))
                .isInstanceOfSatisfying(
                        Outcome.Failure.class,
                        failure -> assertThat(failure.cause()).hasMessage("price(sku=-1) failed: IOException: 503"));
    }

    @Test
    @Tag("R4")
    @Tag("R5")
    @Tag("R22")
    void a_failure_names_the_task_that_threw_and_the_way_to_the_request() {
        IOException thrown = new IOException("503");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SKUS, (g, in) -> List.of(1, 42)).key(ID);
            plan.value(PRICE, (g, in) -> {
                        if (in.get(SKU) == 42) {
                            throw thrown;
                        }
                        return 1;
                    })
                    .key(SKU);
            plan.value(TOTAL, (g, in) -> in.each(PRICE, SKU, SKUS).size())
                    .key(ID)
                    .each(PRICE, SKU, SKUS);
            plan.value(GREETING, (g, in) -> "" + in.get(TOTAL)).key(ID).needs(TOTAL);
        });
        Request<String> request = graph.request(GREETING, 7L);

        assertThatThrownBy(() -> doge.run(request)).isInstanceOfSatisfying(TaskFailedException.class, failure -> {
            assertThat(failure)
                    .hasMessage(
                            "price(sku=42) failed: IOException: 503 / needed by total(id=7) / needed by greeting(id=7)");
            assertThat(failure.getCause()).isSameAs(thrown);
            assertThat(failure.rootCauses()).containsExactly(thrown);
            assertThat(failure.path()).containsExactly(request, graph.request(TOTAL, 7L), graph.request(PRICE, 42));
            assertThat(failure.request()).isEqualTo(request);
            assertThat(failure.attempts()).isEqualTo(1);
            assertThatThrownBy(() -> failure.throwIfCausedBy(IOException.class)).isSameAs(thrown);
        });
    }

    @Test
    @SuppressWarnings("NullAway") // nulls on purpose
    void a_null_result_is_a_failure_unless_the_task_may_yield_null() {
        TaskId<String> none = task("none");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(USER, (g, in) -> null).key(ID);
            plan.value(none, (g, in) -> null).nullable();
            plan.value(GREETING, (g, in) -> "hello " + in.get(none)).needs(none);
        });

        assertThat(doge.<String>run(graph.request(none))).isNull();
        assertThat(doge.<String>run(graph.request(GREETING))).isEqualTo("hello null");
        assertThatThrownBy(() -> doge.run(graph.request(USER, 3L)))
                .hasMessageContaining("user(id=3) returned null; annotate the method @Nullable")
                .hasRootCauseInstanceOf(NullPointerException.class);
    }

    @Test
    @Tag("R13")
    @Timeout(120)
    void a_chain_of_a_million_tasks_overflows_no_stack() {
        int length = 1_000_000;
        List<TaskId<Integer>> chain = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            chain.add(task("t" + i));
        }
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(chain.get(0), (g, in) -> 0);
            for (int i = 1; i < length; i++) {
                TaskId<Integer> before = chain.get(i - 1);
                if (i % 1000 == 0) {
                    plan.stage(
                                    chain.get(i),
                                    (g, in) -> CompletableFuture.completedFuture(in.get(before) + 1)
                                            .thenApply(x -> x))
                            .needs(before);
                } else {
                    plan.value(chain.get(i), (g, in) -> in.get(before) + 1).needs(before);
                }
            }
        });

        assertThat(doge.<Integer>run(graph.request(chain.get(length - 1)))).isEqualTo(length - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "runAll", "start", "startAll"})
    @Tag("R13")
    void runs_that_are_nested_too_deeply_fail_clearly_however_they_are_waited_for(String how) {
        TaskId<Integer> depth = task("depth");
        InputId<Integer> n = input("n");
        CompletableFuture<TestGraph> graph = new CompletableFuture<>();
        try (DogeExecutor single = DogeExecutor.builder().parallelism(1).build()) {
            graph.complete(TestGraph.of(plan -> plan.value(depth, (it, in) -> {
                        if (in.get(n) == 0) {
                            return 0;
                        }
                        Request<Integer> below = graph.join().request(depth, in.get(n) - 1);
                        return 1
                                + switch (how) {
                                    case "run" -> single.<Integer>run(below);
                                    case "runAll" ->
                                        single.runAll(List.of(below)).get(0);
                                    case "start" -> single.start(below).join();
                                    default ->
                                        single.startAll(List.of(below))
                                                .findFirst()
                                                .orElseThrow()
                                                .join();
                                };
                    })
                    .key(n)));
            RunOptions options = RunOptions.defaults().callerHelps(false);

            assertThat(single.<Integer>run(graph.join().request(depth, 200), options))
                    .isEqualTo(200);
            assertThatThrownBy(() -> single.run(graph.join().request(depth, 20_000), options))
                    .hasRootCauseInstanceOf(RejectedExecutionException.class)
                    .rootCause()
                    .hasMessageContaining("blocking runs are nested ");
        }
    }

    @Test
    @Tag("R22")
    void a_limit_to_waiting_may_be_as_long_as_one_likes() throws Exception {
        TaskId<Integer> one = task("one");
        TestGraph graph = TestGraph.of(plan -> plan.value(one, (it, in) -> 1));

        assertThat(doge.start(graph.<Integer>request(one)).join(ChronoUnit.FOREVER.getDuration()))
                .isEqualTo(1);
    }

    @Test
    @Tag("R13")
    @Tag("R14")
    void nested_blocking_runs_work_on_a_pool_of_one() {
        TaskId<Integer> fib = task("fib");
        InputId<Integer> n = input("n");
        try (DogeExecutor one = DogeExecutor.builder().parallelism(1).build()) {
            TestGraph graph = TestGraph.of(plan -> plan.value(
                            fib,
                            (g, in) -> in.get(n) < 2
                                    ? in.get(n)
                                    : one.run(g.request(fib, in.get(n) - 1)) + one.run(g.request(fib, in.get(n) - 2)))
                    .key(n));

            assertThat(one.<Integer>run(graph.request(fib, 20))).isEqualTo(6765);
        }
    }

    @Test
    @Tag("R13")
    void a_worker_that_waits_twice_is_woken_for_what_the_outer_wait_needs() {
        TaskId<Integer> leaf = task("leaf");
        TaskId<Integer> inner = task("inner");
        TaskId<Integer> stage = task("stage");
        TaskId<Integer> after = task("after");
        TaskId<Integer> target = task("target");
        TaskId<Integer> outer = task("outer");
        CompletableFuture<Integer> late = new CompletableFuture<>();
        CompletableFuture<Thread> waits = new CompletableFuture<>();
        try (DogeExecutor one = DogeExecutor.builder().parallelism(1).build()) {
            TestGraph graph = TestGraph.of(plan -> {
                plan.value(leaf, (g, in) -> 1);
                plan.value(inner, (g, in) -> {
                    int value = one.run(g.request(leaf));
                    waits.complete(Thread.currentThread());
                    return value;
                });
                plan.stage(stage, (g, in) -> late);
                plan.value(after, (g, in) -> in.get(stage) + 1).needs(stage);
                plan.value(target, (g, in) -> in.get(inner) + in.get(after)).needs(inner, after);
                plan.value(outer, (g, in) -> one.run(g.request(target)));
            });

            CompletableFuture<Integer> run = one.submit(graph.request(outer));
            awaitParked(waits.join());
            late.complete(40);

            assertThat(run.join()).isEqualTo(42);
        }
    }

    @Test
    @Tag("R13")
    void the_only_worker_may_wait_for_a_task_that_returns_a_stage() {
        TaskId<Integer> stage = task("stage");
        TaskId<Integer> outer = task("outer");
        CompletableFuture<Integer> late = new CompletableFuture<>();
        CompletableFuture<Thread> waits = new CompletableFuture<>();
        try (DogeExecutor one = DogeExecutor.builder().parallelism(1).build()) {
            TestGraph graph = TestGraph.of(plan -> {
                plan.stage(stage, (g, in) -> {
                    waits.complete(Thread.currentThread());
                    return late;
                });
                plan.value(outer, (g, in) -> one.run(g.request(stage)));
            });

            CompletableFuture<Integer> run = one.submit(graph.request(outer));
            awaitParked(waits.join());
            late.complete(42);

            assertThat(run.join()).isEqualTo(42);
        }
    }

    private static void awaitParked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void run_all_keeps_the_order_and_ends_at_the_first_failure() {
        TestGraph graph = pricing(List.of(), new AtomicInteger());

        assertThat(doge.runAll(List.of(graph.request(PRICE, 3), graph.request(PRICE, 1), graph.request(PRICE, 3))))
                .containsExactly(30, 10, 30);
        assertThatThrownBy(() -> doge.runAll(List.of(graph.request(PRICE, 3), graph.request(PRICE, -1))))
                .hasMessage("price(sku=-1) failed: IOException: sku -1");
        assertThat(doge.runAll(List.<Request<Integer>>of())).isEmpty();
    }

    @Test
    @Tag("B1")
    @SuppressWarnings("NullAway") // nulls on purpose
    void inputs_are_frozen_when_the_request_is_made() {
        InputId<List<String>> tags = InputId.copied("tags");
        TaskId<Integer> count = task("count");
        TestGraph graph = TestGraph.of(
                plan -> plan.value(count, (g, in) -> in.get(tags).size()).key(tags));
        List<String> mutable = new ArrayList<>(List.of("a"));
        Request<Integer> request = graph.request(count, mutable);
        mutable.add("b");

        assertThat(doge.<Integer>run(request)).isEqualTo(1);
        assertThat(request).isEqualTo(graph.request(count, List.of("a")));
        assertThatThrownBy(() -> graph.request(count, (Object) null)).isInstanceOf(NullPointerException.class);
        assertThat(Optional.of(request)).isPresent();
    }
}
