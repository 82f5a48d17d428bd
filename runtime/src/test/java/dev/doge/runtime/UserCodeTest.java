package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Code of the user's where it may wait, throw what it does not declare, or have no name: callbacks of futures, hooks, listeners, keys. */
class UserCodeTest {
    private static final InputId<Integer> N = input("n");
    private static final InputId<Object> KEY = input("key");
    private static final TaskId<Integer> USER = task("user");
    private static final TaskId<Integer> HEADER = task("header");
    private static final TaskId<Integer> PAGE = task("page");
    private static final TaskId<Integer> OTHER = task("other");
    private static final TaskId<Integer> COMPLETES = task("completes");

    private DogeExecutor doge = DogeExecutor.builder().parallelism(1).build();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        doge.close();
    }

    /** Throws what the compiler does not know of, as other languages do. */
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> RuntimeException sneaky(Throwable thrown) throws X {
        throw (X) thrown;
    }

    // ---- callbacks that wait ----

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    @Tag("R14")
    @DisplayName("A callback of a future may run something and wait for it, on whatever thread it is called")
    void callback(int parallelism) throws Exception {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> {
                release.await();
                return 1;
            });
            plan.value(HEADER, (it, in) -> in.get(USER) + 1).needs(USER);
            plan.value(PAGE, (it, in) -> in.get(HEADER) + 1).needs(HEADER);
            plan.value(OTHER, (it, in) -> 10);
        });
        try (DogeExecutor some = DogeExecutor.builder().parallelism(parallelism).build()) {
            CompletableFuture<Integer> page = some.<Integer>submit(graph.request(PAGE));
            CompletableFuture<Integer> then = some.<Integer>submit(graph.request(USER))
                    .thenApply(user -> some.<Integer>run(graph.request(OTHER)) + user);
            CompletableFuture<Integer> own = some.<Integer>submit(graph.request(USER))
                    .thenApply(user -> some.<Integer>run(graph.request(PAGE)) + user);
            CompletableFuture<List<Integer>> all = some.<Integer>submit(graph.request(USER))
                    .thenApply(
                            user -> some.runAll(List.of(graph.<Integer>request(OTHER), graph.<Integer>request(PAGE))));
            release.countDown();

            assertThat(then.get(15, SECONDS)).isEqualTo(11);
            assertThat(own.get(15, SECONDS)).isEqualTo(4);
            assertThat(all.get(15, SECONDS)).containsExactly(10, 3);
            assertThat(page.get(15, SECONDS)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "join", "dependent"})
    @Tag("R14")
    @DisplayName(
            "So may one that is called where a caller makes ready itself what comes next, in whatever way it waits")
    void callbackBeforeSuccessor(String how) throws Exception {
        CompletableFuture<CompletableFuture<Integer>> then = new CompletableFuture<>();
        CompletableFuture<TestGraph> graph = new CompletableFuture<>();
        graph.complete(TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> {
                        if (in.get(N) == -1) {
                            then.complete(doge.<Integer>submit(graph.join().request(USER, -1))
                                    .thenApply(user -> page(graph.join().request(PAGE, -1), how)));
                        }
                        return in.get(N);
                    })
                    .key(N);
            plan.value(HEADER, (it, in) -> in.get(USER)).key(N).needs(USER);
            plan.value(PAGE, (it, in) -> in.get(HEADER)).key(N).needs(HEADER);
        }));
        for (int n = 0; n < 5_000; n++) {
            doge.run(graph.join().request(PAGE, n)); // now they are known as short, and the caller runs them
        }
        CompletableFuture<Integer> page =
                CompletableFuture.supplyAsync(() -> doge.run(graph.join().request(PAGE, -1)));

        assertThat(page.get(15, SECONDS)).isEqualTo(-1);
        assertThat(then.join().get(15, SECONDS)).isEqualTo(-1);
    }

    private Integer page(Request<Integer> page, String how) {
        return switch (how) {
            case "run" -> doge.run(page);
            case "join" -> doge.submit(page).join();
            default -> doge.submit(page).thenApply(value -> value).join();
        };
    }

    @Test
    @Tag("R14")
    @DisplayName("So may one that runs something again because it failed")
    void callbackAfterFailure() throws Exception {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> {
                release.await();
                throw new IOException("503");
            });
            plan.value(OTHER, (it, in) -> 10);
        });
        CompletableFuture<Integer> then =
                doge.<Integer>submit(graph.request(USER)).exceptionally(thrown -> doge.run(graph.request(OTHER)));
        release.countDown();

        assertThat(then.get(15, SECONDS)).isEqualTo(10);
    }

    @Test
    @Tag("R9")
    @DisplayName("A callback of a run that took too long may wait for another that will")
    void callbackAfterDeadline() {
        TestGraph graph = TestGraph.of(plan -> plan.stage(USER, (it, in) -> new CompletableFuture<Integer>()));
        RunOptions soon = RunOptions.defaults().deadline(Duration.ofMillis(20));
        CompletableFuture<Integer> then = doge.<Integer>submit(graph.request(USER), soon)
                .exceptionally(late -> doge.run(graph.request(USER), soon));

        assertThatThrownBy(() -> then.get(15, SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(TimeoutException.class)
                .rootCause()
                .hasMessageContaining("deadline");
    }

    @Test
    @Tag("R13")
    @DisplayName(
            "A callback that is called where a stage is completed may wait for a task whose stage is complete already")
    void callbackOfStage() throws Exception {
        CompletableFuture<Integer> stage = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(USER, (it, in) -> stage);
            plan.stage(OTHER, (it, in) -> CompletableFuture.completedStage(10));
            plan.value(PAGE, (it, in) -> stage.complete(1) ? 1 : 0);
        });
        CompletableFuture<Integer> then = doge.<Integer>submit(graph.request(USER))
                .thenApply(user -> doge.<Integer>run(graph.request(OTHER)) + user);
        CompletableFuture<Integer> completed = doge.submit(graph.request(PAGE));

        assertThat(then.get(15, SECONDS)).isEqualTo(11);
        assertThat(completed.get(15, SECONDS)).isEqualTo(1);
    }

    @Test
    @Tag("R13")
    @DisplayName(
            "A callback that is called where a body completes a stage may wait for a task that completes another there")
    void callbackOfStageInBody() throws Exception {
        CompletableFuture<Integer> one = new CompletableFuture<>();
        CompletableFuture<Integer> two = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(USER, (it, in) -> one);
            plan.stage(HEADER, (it, in) -> two);
            plan.value(OTHER, (it, in) -> {
                two.complete(10);
                return 1;
            });
            plan.value(PAGE, (it, in) -> in.get(HEADER) + in.get(OTHER)).needs(HEADER, OTHER);
            plan.value(COMPLETES, (it, in) -> one.complete(100) ? 1 : 0);
        });
        CompletableFuture<Integer> header = doge.submit(graph.request(HEADER));
        CompletableFuture<Integer> then = doge.<Integer>submit(graph.request(USER))
                .thenApply(user -> doge.<Integer>run(graph.request(PAGE)) + user);
        CompletableFuture<Integer> completed = doge.submit(graph.request(COMPLETES));

        assertThat(then.get(15, SECONDS)).isEqualTo(111);
        assertThat(header.get(15, SECONDS)).isEqualTo(10);
        assertThat(completed.get(15, SECONDS)).isEqualTo(1);
    }

    @Test
    @Tag("R12")
    @DisplayName("A callback of what fails because of a ring may wait for what fails because of another")
    void callbackOfRing() throws Exception {
        TaskId<Integer> node = task("node");
        CountDownLatch lastBegan = new CountDownLatch(1);
        CompletableFuture<TestGraph> graph = new CompletableFuture<>();
        try (DogeExecutor two = DogeExecutor.builder().parallelism(2).build()) {
            // 1 -> 2 -> 1 and 3 -> 4 -> 3
            graph.complete(TestGraph.of(plan -> plan.<Integer>stage(node, (it, in) -> {
                        OnDemand<Integer, Integer> nodes = in.onDemand(node, N);
                        return switch (in.get(N)) {
                            case 1 ->
                                nodes.of(2)
                                        .exceptionally(ring ->
                                                two.<Integer>run(graph.join().request(node, 3)));
                            case 2 -> nodes.of(1);
                            case 3 -> {
                                CompletionStage<Integer> fourth = nodes.of(4);
                                lastBegan.await(15, SECONDS);
                                yield fourth;
                            }
                            default -> {
                                lastBegan.countDown();
                                yield nodes.of(3);
                            }
                        };
                    })
                    .key(N)
                    .onDemand(node, N)));
            CompletableFuture<Integer> first = two.submit(graph.join().request(node, 1));

            assertThatThrownBy(() -> first.get(15, SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(TaskCycleException.class);
        }
    }

    // ---- what has no text ----

    private record Nameless(int n) {
        @Override
        @SuppressWarnings({"NullAway", "ToStringReturnsNull"}) // a fault of the user's
        public String toString() {
            return null;
        }
    }

    private record Endless(int n) {
        @Override
        public String toString() {
            return "endless " + this;
        }
    }

    @Test
    @Tag("R5")
    @DisplayName("A failure under a key that cannot be written is told all the same")
    void keysWithoutText() {
        TestGraph graph = TestGraph.of(plan -> plan.value(USER, (it, in) -> {
                    throw new IOException("503");
                })
                .key(KEY));
        for (Object key : List.of(new Nameless(1), new Endless(1))) {
            for (RunOptions options : List.of(
                    RunOptions.defaults(),
                    RunOptions.defaults().record(),
                    RunOptions.defaults().keepGoing(),
                    RunOptions.defaults().listener(event -> {}))) {
                CompletableFuture<Integer> failed = doge.submit(graph.request(USER, key), options);
                assertThatThrownBy(() -> failed.get(15, SECONDS))
                        .as(key.getClass() + " with " + options)
                        .isInstanceOf(ExecutionException.class)
                        .hasRootCauseInstanceOf(IOException.class);
            }
        }
    }

    // ---- what throws what it does not declare ----

    @Test
    @Tag("R16")
    @DisplayName("A listener that throws what the compiler does not know of disturbs nobody")
    void listener() throws Exception {
        TestGraph graph =
                TestGraph.of(plan -> plan.value(USER, (it, in) -> in.get(N)).key(N));
        try (DogeExecutor heard = DogeExecutor.builder()
                .parallelism(1)
                .listener(event -> sneaky(new IOException("disk full")))
                .build()) {
            for (int n = 0; n < 3; n++) {
                assertThat(heard.<Integer>submit(graph.request(USER, n)).get(15, SECONDS))
                        .isEqualTo(n);
            }
        }
    }

    @Test
    @Tag("R8")
    @Tag("R9")
    @DisplayName("A hook that throws what the compiler does not know of keeps nobody from being cancelled")
    void hook() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.<Integer>stage(USER, (it, in) -> {
                        in.context().onCancel(() -> sneaky(new IOException("closed")));
                        return new CompletableFuture<>();
                    })
                    .context();
            plan.value(PAGE, (it, in) -> in.get(USER)).needs(USER);
        });
        CompletableFuture<Integer> late =
                doge.submit(graph.request(PAGE), RunOptions.defaults().deadline(Duration.ofMillis(20)));

        assertThatThrownBy(() -> late.get(15, SECONDS)).hasRootCauseInstanceOf(TimeoutException.class);
        try (TaskRun<Integer> run = doge.start(graph.request(PAGE))) {
            assertThat(run.cancel()).isTrue();
            assertThat(run.outcome()).isInstanceOf(Outcome.Cancelled.class);
        }
    }

    // ---- interrupts ----

    @Test
    @Tag("R8")
    @DisplayName("A body is interrupted that helped with another when it was cancelled, once it is back")
    void interruptedBeneath() throws Exception {
        CountDownLatch slowRuns = new CountDownLatch(1);
        CompletableFuture<String> end = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> {
                slowRuns.countDown();
                for (boolean waits = true; waits; ) {
                    try {
                        release.await();
                        waits = false;
                    } catch (InterruptedException e) {
                        // it does not hear
                    }
                }
                return 1;
            });
            plan.stage(HEADER, (it, in) -> new CompletableFuture<Integer>());
            plan.value(PAGE, (it, in) -> in.get(USER) + in.get(HEADER)).needs(USER, HEADER);
        });
        TaskId<Integer> outer = task("outer");
        TestGraph asking = TestGraph.of(plan -> {
            plan.value(outer, (it, in) -> {
                try {
                    return doge.start(graph.<Integer>request(PAGE)).join();
                } catch (RuntimeException e) {
                    end.complete("interrupted");
                    throw e;
                }
            });
            plan.value(OTHER, (it, in) -> 10);
        });
        CompletableFuture<Integer> out = doge.submit(asking.request(outer));
        assertThat(slowRuns.await(15, SECONDS)).isTrue();
        assertThat(out.cancel(false)).isTrue();
        release.countDown();

        assertThat(end.get(15, SECONDS)).isEqualTo("interrupted");
        assertThat(doge.<Integer>submit(asking.request(OTHER)).get(15, SECONDS)).isEqualTo(10);
    }

    // ---- rings ----

    @Test
    @Tag("R12")
    @DisplayName("A ring that a condition closes when it turns out to hold is found")
    void ringByGate() {
        InputId<Integer> j = input("j");
        TaskId<Boolean> condition = task("condition");
        TaskId<Integer> asks = task("asks");
        TaskId<Integer> joins = task("joins");
        TaskId<Integer> guarded = task("guarded");
        CountDownLatch joined = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(condition, (it, in) -> joined.await(15, SECONDS)).key(N);
            plan.<Integer>stage(
                            asks,
                            (it, in) -> in.<Integer, Integer>onDemand(joins, j).of(in.get(N)))
                    .key(N)
                    .onDemand(joins, j);
            plan.<Integer>stage(joins, (it, in) -> {
                        CompletionStage<Integer> value = in.<Integer, Integer>onDemandOptional(guarded, N)
                                .of(in.get(j))
                                .thenApply(found -> found.orElse(0));
                        joined.countDown();
                        return value;
                    })
                    .key(j)
                    .onDemand(guarded, N);
            plan.value(guarded, (it, in) -> in.get(asks)).key(N).when(condition).needs(asks);
            plan.value(PAGE, (it, in) -> in.get(asks)).key(N).needs(asks).after(guarded);
        });
        try (DogeExecutor four = DogeExecutor.builder().parallelism(4).build()) {
            CompletableFuture<Integer> page = four.submit(graph.request(PAGE, 5));

            assertThatThrownBy(() -> page.get(15, SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(TaskCycleException.class);
        }
    }

    @Test
    @Tag("R12")
    @DisplayName("So is one that a fallback closes when it begins")
    void ringByFallback() {
        InputId<Integer> j = input("j");
        TaskId<Integer> asks = task("asks");
        TaskId<Integer> joins = task("joins");
        TaskId<Integer> rescued = task("rescued");
        CountDownLatch joined = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.<Integer>stage(
                            asks,
                            (it, in) -> in.<Integer, Integer>onDemand(joins, j).of(in.get(N)))
                    .key(N)
                    .onDemand(joins, j);
            plan.<Integer>stage(joins, (it, in) -> {
                        CompletionStage<Integer> value =
                                in.<Integer, Integer>onDemand(rescued, N).of(in.get(j));
                        joined.countDown();
                        return value;
                    })
                    .key(j)
                    .onDemand(rescued, N);
            plan.<Integer>value(rescued, (it, in) -> {
                        joined.await(15, SECONDS);
                        throw new IOException("503");
                    })
                    .key(N)
                    .fallback(asks);
            plan.value(PAGE, (it, in) -> in.get(asks) + in.get(rescued)).key(N).needs(asks, rescued);
        });
        try (DogeExecutor four = DogeExecutor.builder().parallelism(4).build()) {
            CompletableFuture<Integer> page = four.submit(graph.request(PAGE, 5));

            assertThatThrownBy(() -> page.get(15, SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(TaskCycleException.class);
        }
    }
}
