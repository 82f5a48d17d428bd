package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What consumers see of tasks that they do not take bare: optional, as an outcome, with inputs bound anew; of conditions and fallbacks. */
@Timeout(20)
@SuppressWarnings("NullAway") // a null where none may be fails the test
class SoftEdgesTest {
    private static final InputId<Long> ID = input("id");
    private static final InputId<String> BASE = input("base");
    private static final InputId<Integer> SKU = input("sku");
    private static final TaskId<String> USER = task("user");
    private static final TaskId<Boolean> PREMIUM = task("premium");
    private static final TaskId<String> GIFT = task("gift");
    private static final TaskId<String> STOCK = task("stock");
    private static final TaskId<String> PAGE = task("page");
    private static final TaskId<String> OTHER = task("other");
    private static final TaskId<String> CURRENCY = task("currency");
    private static final TaskId<String> RATE = task("rate");
    private static final TaskId<String> SOURCE = task("source");
    private static final TaskId<List<Integer>> SKUS = task("skus");

    private final DogeExecutor doge = DogeExecutor.create();
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    private String ran(String task) {
        ran.add(task);
        return task;
    }

    /** A page shows a gift that needs stock, if the user is premium. */
    private TestGraph shop(boolean premium) {
        return TestGraph.of(plan -> {
            plan.value(PREMIUM, (graph, in) -> {
                        ran("premium");
                        return premium;
                    })
                    .key(ID);
            plan.value(STOCK, (graph, in) -> ran("stock")).key(ID);
            plan.value(GIFT, (graph, in) -> ran("gift") + " of " + in.get(STOCK))
                    .key(ID)
                    .needs(STOCK)
                    .when(PREMIUM);
            plan.value(PAGE, (graph, in) -> in.optional(GIFT).orElse("none"))
                    .key(ID)
                    .optional(GIFT);
            plan.value(OTHER, (graph, in) -> in.outcome(GIFT).toString())
                    .key(ID)
                    .outcome(GIFT);
            plan.value(SOURCE, (graph, in) -> ran("after")).key(ID).after(GIFT);
        });
    }

    @Test
    @Tag("B10")
    void a_task_whose_conditions_hold_runs() {
        TestGraph graph = shop(true);

        assertThat(doge.<String>run(graph.request(PAGE, 1L))).isEqualTo("gift of stock");
        assertThat(ran).containsExactly("premium", "stock", "gift");
        assertThat((Object) doge.run(graph.request(GIFT, 1L))).isEqualTo(Optional.of("gift of stock"));
        assertThat(doge.<String>run(graph.request(SOURCE, 1L))).isEqualTo("after");
    }

    @Test
    @Tag("B10")
    @Tag("R3")
    void until_the_conditions_hold_nothing_else_is_demanded_and_if_they_do_not_the_task_is_skipped() {
        TestGraph graph = shop(false);

        assertThat(doge.<String>run(graph.request(PAGE, 1L))).isEqualTo("none");
        assertThat(ran).containsExactly("premium");
        assertThat((Object) doge.run(graph.request(GIFT, 1L))).isEqualTo(Optional.empty());
        assertThat(doge.<String>run(graph.request(OTHER, 1L)))
                .contains("Skipped")
                .contains("premium is false");
        assertThat(doge.<String>run(graph.request(SOURCE, 1L)))
                .isEqualTo("after"); // as a predecessor a skip counts as done
    }

    @Test
    @Tag("B10")
    void a_condition_may_be_an_input_and_negated_and_all_must_hold() {
        InputId<Boolean> blocked = input("blocked");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(PREMIUM, (in, it) -> true);
            plan.value(GIFT, (it, in) -> "gift").key(blocked).when(PREMIUM).whenNot(blocked);
        });

        assertThat((Object) doge.run(graph.request(GIFT, false))).isEqualTo(Optional.of("gift"));
        assertThat((Object) doge.run(graph.request(GIFT, true))).isEqualTo(Optional.empty());
    }

    @Test
    @Tag("B10")
    void a_condition_that_fails_fails_the_task_and_no_fallback_is_for_that() {
        IOException thrown = new IOException("who knows");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(PREMIUM, (it, in) -> {
                throw thrown;
            });
            plan.value(GIFT, (it, in) -> "gift").when(PREMIUM).fallback((it, in) -> "fallback");
        });

        assertThatThrownBy(() -> doge.run(graph.request(GIFT)))
                .isInstanceOf(TaskFailedException.class)
                .hasCause(thrown)
                .hasMessage("premium() failed: IOException: who knows / needed by gift()");
    }

    @Test
    @Tag("B10")
    void a_fan_out_over_a_conditional_task_has_optionals_and_outcomes() {
        TaskId<Integer> odd = task("odd");
        TaskId<Boolean> isOdd = task("isOdd");
        TaskId<List<Optional<Integer>>> list = task("list");
        TaskId<Map<Integer, Optional<Integer>>> map = task("map");
        TaskId<List<Outcome<Integer>>> outcomes = task("outcomes");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SKUS, (it, in) -> List.of(1, 2, 3, 1));
            plan.value(isOdd, (it, in) -> in.get(SKU) % 2 == 1).key(SKU);
            plan.value(odd, (it, in) -> in.get(SKU) * 10).key(SKU).when(isOdd);
            plan.value(list, (it, in) -> in.eachOptional(odd, SKU, SKUS)).eachOptional(odd, SKU, SKUS);
            plan.value(map, (it, in) -> in.<Integer, Integer>eachOptionalByKey(odd, SKU, SKUS))
                    .eachOptional(odd, SKU, SKUS);
            plan.value(outcomes, (it, in) -> in.<Integer>eachOutcome(odd, SKU, SKUS))
                    .eachOutcome(odd, SKU, SKUS);
        });

        assertThat(doge.run(graph.request(list)))
                .containsExactly(Optional.of(10), Optional.empty(), Optional.of(30), Optional.of(10));
        assertThat(doge.run(graph.request(map)))
                .isEqualTo(Map.of(1, Optional.of(10), 2, Optional.empty(), 3, Optional.of(30)));
        assertThat(doge.run(graph.request(outcomes)))
                .map(outcome -> outcome.getClass().getSimpleName())
                .containsExactly("Success", "Skipped", "Success", "Success");
    }

    @Test
    @Tag("R4")
    void an_outcome_stops_a_failure_and_an_optional_does_not() {
        IOException thrown = new IOException("503");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> {
                throw thrown;
            });
            plan.value(
                            PAGE,
                            (it, in) -> in.outcome(USER) instanceof Outcome.Failure<String> failure
                                    ? failure.cause().getMessage()
                                    : "?")
                    .outcome(USER);
            plan.value(OTHER, (it, in) -> in.optional(USER).orElse("?")).optional(USER);
        });

        assertThat(doge.<String>run(graph.request(PAGE))).isEqualTo("user() failed: IOException: 503");
        assertThatThrownBy(() -> doge.run(graph.request(OTHER)))
                .hasMessage("user() failed: IOException: 503 / needed by other()")
                .hasCause(thrown);
    }

    @Test
    @Tag("R4")
    void a_task_that_takes_an_outcome_waits_for_the_others_that_it_needs() {
        CompletableFuture<String> late = new CompletableFuture<>();
        CountDownLatch failed = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> {
                failed.countDown();
                throw new IOException();
            });
            plan.stage(STOCK, (it, in) -> late);
            plan.value(PAGE, (it, in) -> in.get(STOCK) + in.outcome(USER).isSuccess())
                    .needs(STOCK)
                    .outcome(USER);
        });

        CompletableFuture<String> page = doge.submit(graph.request(PAGE));
        assertThat(failed).satisfies(CountDownLatch::await);
        late.complete("stock ");
        assertThat(page.join()).isEqualTo("stock false");
    }

    @Test
    @Tag("B4")
    void a_cancellation_that_a_task_throws_is_seen_as_one() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> {
                        throw new CancellationException("by hand");
                    })
                    .fallback((it, in) -> "never");
            plan.value(PAGE, (it, in) -> in.outcome(USER).toString()).outcome(USER);
        });

        assertThat(doge.<String>run(graph.request(PAGE))).contains("Cancelled");
        assertThatThrownBy(() -> doge.run(graph.request(USER)))
                .isInstanceOf(TaskFailedException.class)
                .hasRootCauseInstanceOf(CancellationException.class);
    }

    /** Rates by currency; a page wants the rate of the user's currency, and perhaps its own. */
    private TestGraph exchange() {
        TaskId<String> deep = task("deep");
        return TestGraph.of(plan -> {
            plan.value(CURRENCY, (it, in) -> in.get(ID) == 1 ? "EUR" : "USD").key(ID);
            plan.value(deep, (it, in) -> ran("deep " + in.get(BASE))).key(BASE);
            plan.value(RATE, (it, in) -> in.get(deep) + '/' + in.get(BASE))
                    .key(BASE)
                    .needs(deep);
            plan.value(PAGE, (it, in) -> in.with(RATE, BASE, CURRENCY)).key(ID).with(RATE, BASE, CURRENCY);
            plan.value(OTHER, (it, in) -> in.with(RATE, BASE, CURRENCY) + " and " + in.get(RATE))
                    .key(ID, BASE)
                    .with(RATE, BASE, CURRENCY)
                    .needs(RATE);
        });
    }

    @Test
    @Tag("B6")
    void an_input_bound_anew_is_seen_by_the_target_and_all_that_it_needs() {
        TestGraph graph = exchange();

        assertThat(doge.<String>run(graph.request(PAGE, 1L))).isEqualTo("deep EUR/EUR");
        assertThat(ran).containsExactly("deep EUR");
    }

    @Test
    @Tag("B6")
    void both_values_of_an_input_that_is_also_free_coexist() {
        TestGraph graph = exchange();

        assertThat(doge.<String>run(graph.request(OTHER, 1L, "GBP"))).isEqualTo("deep EUR/EUR and deep GBP/GBP");
        assertThat(doge.<String>run(graph.request(OTHER, 1L, "EUR"))).isEqualTo("deep EUR/EUR and deep EUR/EUR");
        assertThat(ran).containsExactlyInAnyOrder("deep EUR", "deep GBP", "deep EUR"); // one key, one execution
    }

    @Test
    @Tag("B6")
    void a_source_that_is_null_fails_the_edge_and_one_that_is_skipped_skips_it() {
        TaskId<String> soft = task("soft");
        TaskId<String> hard = task("hard");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(CURRENCY, (it, in) -> null).key(ID).nullable();
            plan.value(SOURCE, (it, in) -> "never").whenNot(PREMIUM);
            plan.value(PREMIUM, (it, in) -> true);
            plan.value(RATE, (it, in) -> in.get(BASE)).key(BASE);
            plan.value(hard, (it, in) -> in.with(RATE, BASE, CURRENCY)).key(ID).with(RATE, BASE, CURRENCY);
            Bind bind = Bind.of(BASE, SOURCE);
            plan.value(soft, (it, in) -> in.optional(RATE, bind).orElse("none")).optional(RATE, bind);
        });

        assertThat(doge.<String>run(graph.request(soft))).isEqualTo("none");
        assertThatThrownBy(() -> doge.run(graph.request(hard, 1L)))
                .hasMessageContaining("currency is null, so input base of rate has no value");
    }

    @Test
    @Tag("B6")
    void a_fan_out_may_bind_further_inputs_anew() {
        TaskId<String> price = task("price");
        TaskId<List<String>> prices = task("prices");
        Bind bind = Bind.of(BASE, CURRENCY);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SKUS, (it, in) -> Arrays.asList(3, 1));
            plan.value(CURRENCY, (it, in) -> "EUR");
            plan.value(price, (it, in) -> in.get(SKU) + in.get(BASE)).key(SKU, BASE);
            plan.value(prices, (it, in) -> in.<String>each(price, SKU, SKUS, bind))
                    .each(price, SKU, SKUS, bind);
        });

        assertThat(doge.run(graph.request(prices))).containsExactly("3EUR", "1EUR");
    }

    @Test
    @Tag("B11")
    void a_fallback_supplies_the_value_and_knows_why() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> "user");
            plan.value(GIFT, (it, in) -> {
                        throw new IOException("empty");
                    })
                    .needs(USER)
                    .fallback((it, in) -> in.failure().getMessage() + ' ' + in.get(USER), USER);
            plan.value(PAGE, (it, in) -> in.get(GIFT)).needs(GIFT);
        });

        assertThat(doge.<String>run(graph.request(PAGE))).isEqualTo("empty user");
    }

    @Test
    @Tag("B11")
    @Tag("R4")
    void a_fallback_is_also_for_what_the_task_needs_and_waits_only_for_what_it_reads() {
        CompletableFuture<String> never = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> {
                throw new IOException("no user");
            });
            plan.stage(STOCK, (it, in) -> never);
            plan.value(GIFT, (it, in) -> in.get(USER) + in.get(STOCK))
                    .needs(USER, STOCK)
                    .fallback((it, in) -> in.failure().getMessage());
        });

        assertThat(doge.<String>run(graph.request(GIFT))).isEqualTo("no user");
    }

    @Test
    @Tag("B11")
    void a_narrow_fallback_takes_only_its_type_and_a_stage_is_awaited() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> {
                        throw in.get(ID) == 1 ? new IOException("io") : new IllegalStateException("state");
                    })
                    .key(ID)
                    .fallbackStage(
                            IOException.class,
                            (it, in) -> CompletableFuture.supplyAsync(
                                    () -> in.failure(IOException.class).getMessage()));
        });

        assertThat(doge.<String>run(graph.request(USER, 1L))).isEqualTo("io");
        assertThatThrownBy(() -> doge.run(graph.request(USER, 2L))).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("B11")
    @Tag("R3")
    void a_task_as_a_fallback_is_demanded_only_then() {
        AtomicInteger calls = new AtomicInteger();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(OTHER, (it, in) -> "other " + calls.incrementAndGet());
            plan.value(USER, (it, in) -> {
                        if (in.get(ID) == 1) {
                            throw new IOException();
                        }
                        return "user";
                    })
                    .key(ID)
                    .fallback(OTHER);
        });

        assertThat(doge.<String>run(graph.request(USER, 2L))).isEqualTo("user");
        assertThat(calls).hasValue(0);
        assertThat(doge.<String>run(graph.request(USER, 1L))).isEqualTo("other 1");
    }

    @Test
    @Tag("B11")
    @Tag("R5")
    void a_fallback_that_fails_adds_its_cause_to_the_first() {
        IOException first = new IOException("first");
        IOException second = new IOException("second");
        TestGraph graph = TestGraph.of(plan -> plan.value(USER, (it, in) -> {
                    throw first;
                })
                .fallback((it, in) -> {
                    throw second;
                }));

        assertThatThrownBy(() -> doge.run(graph.request(USER)))
                .isInstanceOfSatisfying(TaskFailedException.class, failed -> {
                    assertThat(failed.rootCauses()).containsExactly(first, second);
                    assertThat(failed)
                            .hasMessage("user() failed: IOException: first\n  and user() failed: IOException: second");
                });
    }
}
