package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What bodies demand while they run: lazily, by keys, recursively, and in rings. */
@Timeout(20)
@SuppressWarnings("NullAway") // a null where none may be fails the test
class DynamicDemandsTest {
    private static final InputId<Integer> N = input("n");
    private static final InputId<String> NAME = input("name");
    private static final TaskId<String> AUDIT = task("audit");
    private static final TaskId<String> PAGE = task("page");
    private static final TaskId<Integer> FIB = task("fib");
    private static final TaskId<Integer> SQUARE = task("square");
    private static final TaskId<List<Integer>> SQUARES = task("squares");
    private static final TaskId<Integer> DEPTH = task("depth");
    private static final TaskId<String> WALK = task("walk");

    private final AtomicReference<DogeExecutor> doge = new AtomicReference<>(DogeExecutor.create());

    private DogeExecutor doge(int parallelism) {
        DogeExecutor executor = DogeExecutor.builder().parallelism(parallelism).build();
        doge.getAndSet(executor).close(Duration.ofSeconds(1));
        return executor;
    }

    @AfterEach
    void close() {
        doge.get().close(Duration.ofSeconds(1));
    }

    @Test
    @Tag("B4")
    @Tag("R3")
    void a_lazy_task_runs_when_asked_for_and_once() {
        AtomicInteger audits = new AtomicInteger();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(AUDIT, (it, in) -> "audit " + audits.incrementAndGet());
            plan.value(PAGE, (it, in) -> {
                        Lazy<String> audit = in.lazy(AUDIT);
                        return in.get(N) == 0 ? "none" : audit.await() + audit.await();
                    })
                    .key(N)
                    .lazy(AUDIT);
            plan.stage(WALK, (it, in) -> {
                        Lazy<String> audit = in.lazy(AUDIT);
                        return audit.get().thenCombine(audit.get(), String::concat);
                    })
                    .lazy(AUDIT);
        });

        assertThat(doge.get().<String>run(graph.request(PAGE, 0))).isEqualTo("none");
        assertThat(audits).hasValue(0);
        assertThat(doge.get().<String>run(graph.request(PAGE, 1))).isEqualTo("audit 1audit 1");
        assertThat(doge.get().<String>run(graph.request(WALK))).isEqualTo("audit 2audit 2");
    }

    @Test
    @Tag("B4")
    void a_lazy_task_may_be_taken_as_optional_and_as_outcome() {
        TaskId<Boolean> no = task("no");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(no, (it, in) -> false);
            plan.value(AUDIT, (it, in) -> "never").when(no);
            plan.value(WALK, (it, in) -> {
                throw new IOException("walked");
            });
            plan.value(
                            PAGE,
                            (it, in) -> in.lazyOptional(AUDIT).await().isPresent()
                                    + " "
                                    + in.lazyOutcome(WALK).await().isSuccess())
                    .lazy(AUDIT)
                    .lazy(WALK);
        });

        assertThat(doge.get().<String>run(graph.request(PAGE))).isEqualTo("false false");
    }

    @Test
    @Tag("B4")
    void a_demand_ends_with_its_task_and_says_so() {
        AtomicReference<Lazy<String>> kept = new AtomicReference<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(AUDIT, (it, in) -> "audit");
            plan.value(PAGE, (it, in) -> {
                        kept.set(in.lazy(AUDIT));
                        return "page";
                    })
                    .key(N)
                    .lazy(AUDIT);
        });
        doge.get().run(graph.request(PAGE, 7));

        assertThatThrownBy(() -> kept.get().await())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("page(n=7)")
                .hasMessageContaining("audit");
    }

    @Test
    @Tag("R6")
    void what_a_task_has_demanded_and_nobody_awaits_is_cancelled_when_it_ends() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(AUDIT, (it, in) -> {
                        in.context().onCancel(cancelled::countDown);
                        started.countDown();
                        return new CompletableFuture<>();
                    })
                    .context();
            plan.value(PAGE, (it, in) -> {
                        in.lazy(AUDIT).get();
                        started.await();
                        return "page";
                    })
                    .lazy(AUDIT);
        });

        assertThat(doge.get().<String>run(graph.request(PAGE))).isEqualTo("page");
        cancelled.await();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Tag("R13")
    void keys_that_a_body_names_are_demanded_once_each(int parallelism) {
        Map<Integer, Integer> calls = new ConcurrentHashMap<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SQUARE, (it, in) -> {
                        calls.merge(in.get(N), 1, Integer::sum);
                        return in.get(N) * in.get(N);
                    })
                    .key(N);
            plan.value(SQUARES, (it, in) -> {
                        OnDemand<Integer, Integer> squares = in.onDemand(SQUARE, N);
                        return List.of(
                                squares.await(2),
                                squares.awaitAll(List.of(3, 2, 3)).get(2));
                    })
                    .onDemand(SQUARE, N);
            plan.stage(
                            task("all"),
                            (it, in) -> in.<Integer, Integer>onDemand(SQUARE, N).all(List.of(5, 4, 5)))
                    .onDemand(SQUARE, N);
        });

        assertThat(doge(parallelism).run(graph.request(SQUARES))).containsExactly(4, 9);
        assertThat(calls).isEqualTo(Map.of(2, 1, 3, 1));
        assertThat(doge.get().<List<Integer>>run(graph.request(task("all")))).containsExactly(25, 16, 25);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Tag("B14")
    @Tag("R13")
    void a_recursion_on_demand_computes_each_key_once(int parallelism) {
        AtomicInteger calls = new AtomicInteger();
        TestGraph blocking = fibonacci(calls, true);
        TestGraph staged = fibonacci(calls, false);

        assertThat(doge(parallelism).<Integer>run(blocking.request(FIB, 8))).isEqualTo(21);
        assertThat(calls).hasValue(9);
        assertThat(doge.get().<Integer>run(staged.request(FIB, 30))).isEqualTo(832_040);
        assertThat(calls).hasValue(9 + 31);
    }

    private static TestGraph fibonacci(AtomicInteger calls, boolean blocking) {
        return TestGraph.of(plan -> plan.stage(FIB, (it, in) -> {
                    calls.incrementAndGet();
                    int n = in.get(N);
                    OnDemand<Integer, Integer> fib = in.onDemand(FIB, N);
                    if (n < 2) {
                        return CompletableFuture.completedFuture(n);
                    }
                    return blocking
                            ? CompletableFuture.completedFuture(fib.await(n - 1) + fib.await(n - 2))
                            : fib.of(n - 1).thenCombine(fib.of(n - 2), Integer::sum);
                })
                .key(N)
                .onDemand(FIB, N));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ends", "fails", "is cancelled", "has a deadline"})
    @Tag("R6")
    @Tag("R9")
    @Tag("R13")
    @SuppressWarnings("FutureReturnValueIgnored") // the same future
    void a_deep_recursion_on_demand_is_let_go_of_level_by_level(String how) throws Exception {
        int levels = 50_000;
        CountDownLatch bottom = new CountDownLatch(1);
        CompletableFuture<Integer> last = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> plan.stage(DEPTH, (it, in) -> {
                    int n = in.get(N);
                    if (n == 0) {
                        bottom.countDown();
                        return last;
                    }
                    return in.onDemand(DEPTH, N).of(n - 1).thenApply(depth -> depth + 1);
                })
                .key(N)
                .onDemand(DEPTH, N));
        RunOptions options = how.equals("has a deadline")
                ? RunOptions.defaults().deadline(Duration.ofSeconds(2))
                : RunOptions.defaults();
        CompletableFuture<Integer> depth = doge.get().submit(graph.request(DEPTH, levels), options);
        if (!how.equals("has a deadline")) {
            bottom.await();
        }

        switch (how) {
            case "ends" -> {
                last.complete(0);
                assertThat(depth.get(15, SECONDS)).isEqualTo(levels);
            }
            case "fails" -> {
                last.completeExceptionally(new IOException("at the bottom"));
                assertThatThrownBy(() -> depth.get(15, SECONDS)).hasRootCauseMessage("at the bottom");
            }
            case "is cancelled" -> assertThat(depth.cancel(true)).isTrue();
            default -> assertThatThrownBy(() -> depth.get(15, SECONDS)).hasRootCauseInstanceOf(TimeoutException.class);
        }
        assertThat(doge.get().close(Duration.ofSeconds(5)).cancelled()).isEmpty();
        assertThat(doge.get().running()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Tag("B14")
    void a_recursive_fan_out_runs_each_key_once(int parallelism) {
        TaskId<List<Integer>> parts = task("parts");
        TaskId<Integer> size = task("size");
        AtomicInteger calls = new AtomicInteger();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(parts, (it, in) -> in.get(N) < 2 ? List.of() : List.of(in.get(N) - 1, in.get(N) - 2))
                    .key(N);
            plan.value(size, (it, in) -> {
                        calls.incrementAndGet();
                        return 1
                                + in.<Integer>each(size, N, parts).stream()
                                        .mapToInt(Integer::intValue)
                                        .sum();
                    })
                    .key(N)
                    .each(size, N, parts)
                    .recursive(size);
        });

        assertThat(doge(parallelism).<Integer>run(graph.request(size, 10))).isEqualTo(177);
        assertThat(calls).hasValue(11);
    }

    /** Walks from a name to the next, by recursion. */
    private static TestGraph walk(Map<String, String> next, boolean blocking, String... recovering) {
        TaskId<String> root = task("root");
        return TestGraph.of(plan -> {
            var walk = plan.stage(WALK, (it, in) -> {
                        OnDemand<String, String> walks = in.onDemand(WALK, NAME);
                        String following = next.get(in.get(NAME));
                        if (following == null) {
                            return CompletableFuture.completedFuture(in.get(NAME));
                        }
                        return blocking
                                ? CompletableFuture.completedFuture(in.get(NAME) + walks.await(following))
                                : walks.of(following).thenApply(in.get(NAME)::concat);
                    })
                    .key(NAME)
                    .onDemand(WALK, NAME);
            if (recovering.length > 0) {
                walk.fallback(TaskCycleException.class, (it, in) -> {
                    if (!List.of(recovering).contains(in.get(NAME))) {
                        throw in.failure(TaskCycleException.class);
                    }
                    return in.get(NAME) + '!';
                });
            }
            plan.value(root, (it, in) -> in.get(WALK)).key(NAME).needs(WALK);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("R12")
    void a_task_that_demands_itself_fails_and_does_not_hang(boolean blocking) {
        TestGraph graph = walk(Map.of("a", "a"), blocking);

        TaskFailedException failed =
                catchThrowableOfType(TaskFailedException.class, () -> doge.get().run(graph.request(WALK, "a")));
        assertThat(failed.rootCauses()).hasSize(1);
        assertThat(failed.rootCauses().get(0))
                .isInstanceOf(TaskCycleException.class)
                .hasMessage("requests wait for each other: walk(name=a) -> walk(name=a)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("R12")
    void a_ring_fails_as_a_whole_by_one_exception_that_shows_all_of_it(boolean blocking) {
        TestGraph graph = walk(Map.of("a", "c", "c", "b", "b", "d", "d", "c"), blocking);

        TaskFailedException failed =
                catchThrowableOfType(TaskFailedException.class, () -> doge.get().run(graph.request(task("root"), "a")));
        assertThat(failed.rootCauses()).hasSize(1);
        assertThat(failed.rootCauses().get(0))
                .hasMessage(
                        "requests wait for each other: walk(name=b) -> walk(name=d) -> walk(name=c) -> walk(name=b)");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Tag("R12")
    @Tag("B11")
    void a_fallback_on_the_ring_recovers_and_one_beside_it_does_not_catch_it(boolean blocking) {
        Map<String, String> ring = Map.of("a", "b", "b", "c", "c", "b");

        TestGraph onRing = walk(ring, blocking, "b");
        assertThat(doge.get().<String>run(onRing.request(WALK, "a"))).isEqualTo("ab!");
        TestGraph beside = walk(ring, blocking, "x");
        assertThatThrownBy(() -> doge.get().run(beside.request(WALK, "a")))
                .hasRootCauseInstanceOf(TaskCycleException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Tag("R12")
    void a_ring_that_two_roots_close_together_reaches_both(int parallelism) {
        doge(parallelism);
        for (int i = 0; i < 300; i++) {
            TestGraph graph = walk(Map.of("a", "b", "b", "a"), false);
            CompletableFuture<String> one = doge.get().submit(graph.request(WALK, "a"));
            CompletableFuture<String> other = doge.get().submit(graph.request(WALK, "b"));

            Throwable first = catchThrowableOfType(Exception.class, one::get);
            Throwable second = catchThrowableOfType(Exception.class, other::get);
            assertThat(first).hasRootCauseInstanceOf(TaskCycleException.class);
            assertThat(second).hasRootCauseInstanceOf(TaskCycleException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    @Tag("R12")
    void nested_runs_that_wait_for_each_other_fail(int parallelism) {
        doge(parallelism);
        AtomicReference<TestGraph> graph = new AtomicReference<>();
        graph.set(TestGraph.of(plan -> plan.value(
                        WALK,
                        (it, in) -> doge.get()
                                .run(graph.get().request(WALK, in.get(NAME).equals("a") ? "b" : "a")))
                .key(NAME)));

        assertThatThrownBy(() -> doge.get().run(graph.get().request(WALK, "a")))
                .isInstanceOf(TaskFailedException.class)
                .hasRootCauseInstanceOf(TaskCycleException.class);
    }

    @Test
    @Tag("R23")
    void the_critical_path_goes_from_a_demand_on_to_what_its_body_had_waited_for() {
        TaskId<Integer> whole = task("whole");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SQUARE, (it, in) -> 1).key(N);
            plan.value(FIB, (it, in) -> {
                        OnDemand<Integer, Integer> fib = in.onDemand(FIB, N);
                        int n = in.get(N);
                        return n < 2 ? n : fib.await(n - 1) + fib.await(n - 2);
                    })
                    .key(N)
                    .onDemand(FIB, N);
            plan.value(whole, (it, in) -> in.<Integer, Integer>onDemand(FIB, N).await(7) + in.get(SQUARE))
                    .key(N)
                    .needs(SQUARE)
                    .onDemand(FIB, N);
        });
        try (TaskRun<Integer> run =
                doge.get().start(graph.request(whole, 1), RunOptions.defaults().record())) {
            run.join();

            assertThat(run.report().criticalPath())
                    .startsWith(graph.request(SQUARE, 1))
                    .endsWith(graph.request(FIB, 7), graph.request(whole, 1))
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    @Tag("R12")
    void a_ring_of_a_recursive_fan_out_fails() {
        TaskId<List<Integer>> parts = task("parts");
        TaskId<Integer> size = task("size");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(parts, (it, in) -> in.get(N) == 10 ? List.of() : List.of((in.get(N) + 1) % 3, 10))
                    .key(N);
            plan.value(size, (it, in) -> in.<Integer>each(size, N, parts).size())
                    .key(N)
                    .each(size, N, parts)
                    .recursive(size);
        });

        assertThatThrownBy(() -> doge.get().run(graph.request(size, 0)))
                .hasRootCauseInstanceOf(TaskCycleException.class)
                .hasStackTraceContaining("size(n=0) -> size(n=1) -> size(n=2) -> size(n=0)");
    }

    @Test
    @Tag("R12")
    void a_sibling_of_a_branch_that_ends_in_a_ring_is_undisturbed() {
        TaskId<String> ringed = task("ringed");
        TaskId<String> quiet = task("quiet");
        TaskId<String> both = task("both");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(WALK, (it, in) -> in.<Integer, String>onDemand(ringed, N).await(1))
                    .key(N)
                    .onDemand(ringed, N);
            plan.value(ringed, (it, in) -> in.<Integer, String>onDemand(WALK, N).await(1))
                    .key(N)
                    .onDemand(WALK, N);
            plan.value(quiet, (it, in) -> "quiet");
            plan.value(both, (it, in) -> in.<String>outcome(WALK).isSuccess() + " " + in.get(quiet))
                    .key(N)
                    .outcome(WALK)
                    .needs(quiet);
        });

        assertThat(doge.get().<String>run(graph.request(both, 1))).isEqualTo("false quiet");
    }
}
