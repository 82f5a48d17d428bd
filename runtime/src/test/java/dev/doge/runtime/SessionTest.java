package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.doge.runtime.event.TaskEvent;
import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a session keeps, what it forgets, and what it executes again. */
// Long because each promise of a session has its test, over one set of tasks that all of them need.
@Timeout(20)
@SuppressWarnings("NullAway") // a null where none may be fails the test
class SessionTest {
    private static final InputId<Integer> N = input("n");
    private static final InputId<String> FILE = input("file");
    private static final TaskId<String> SOURCE = task("source");
    private static final TaskId<String> COMPILED = task("compiled");
    private static final TaskId<String> LINKED = task("linked");
    private static final TaskId<List<String>> FILES = task("files");
    private static final TaskId<Integer> FIB = task("fib");
    private static final TaskId<String> SIDE = task("side");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(2).build();
    private final Session session = doge.openSession();
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> disk = new ConcurrentHashMap<>();

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    private <T> T ran(String what, T value) {
        ran.add(what);
        return value;
    }

    /** Sources are read from the disk; a comment is no difference to what is compiled. */
    private TestGraph build() {
        return TestGraph.of(plan -> {
            plan.value(SOURCE, (it, in) -> ran("source " + in.get(FILE), disk.get(in.get(FILE))))
                    .key(FILE);
            plan.value(
                            COMPILED,
                            (it, in) -> ran(
                                    "compiled " + in.get(FILE), in.get(SOURCE).replace("#", "")))
                    .key(FILE)
                    .needs(SOURCE);
            plan.value(FILES, (it, in) -> ran("files", List.of("a", "b")));
            plan.value(LINKED, (it, in) -> ran("linked", String.join("+", in.each(COMPILED, FILE, FILES))))
                    .each(COMPILED, FILE, FILES);
        });
    }

    @Test
    @Tag("R1")
    void what_was_executed_is_not_executed_again() {
        disk.putAll(Map.of("a", "A", "b", "B"));
        TestGraph graph = build();

        assertThat(session.<String>run(graph.request(LINKED))).isEqualTo("A+B");
        assertThat(session.<String>run(graph.request(LINKED))).isEqualTo("A+B");
        assertThat(session.<String>run(graph.request(COMPILED, "a"))).isEqualTo("A");
        assertThat(session.runAll(List.<Request<String>>of(graph.request(SOURCE, "b"), graph.request(LINKED))))
                .containsExactly("B", "A+B");

        assertThat(ran)
                .containsExactlyInAnyOrder("files", "source a", "source b", "compiled a", "compiled b", "linked");
    }

    @Test
    @Tag("R1")
    void sixteen_callers_and_then_three_make_one_execution() throws InterruptedException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CountDownLatch began = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> plan.stage(SOURCE, (it, in) -> {
            began.countDown();
            return ran("source", answer);
        }));
        List<CompletableFuture<String>> callers = IntStream.range(0, 16)
                .mapToObj(i -> session.<String>submit(graph.request(SOURCE)))
                .toList();
        began.await();
        answer.complete("S");

        assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).isEqualTo("S"));
        for (int i = 0; i < 3; i++) {
            assertThat(session.<String>run(graph.request(SOURCE))).isEqualTo("S");
        }
        assertThat(ran).containsExactly("source");
    }

    @Test
    @Tag("R1")
    void work_is_not_shared_over_the_border_of_a_session() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(3);
        CompletableFuture<String> answer = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> plan.stage(SOURCE, (it, in) -> {
            began.countDown();
            return answer;
        }));
        Session other = doge.openSession();
        List<CompletableFuture<String>> all = List.of(
                doge.submit(graph.request(SOURCE)),
                session.submit(graph.request(SOURCE)),
                other.submit(graph.request(SOURCE)));

        began.await(); // all three execute it
        answer.complete("S");
        assertThat(all).allSatisfy(caller -> assertThat(caller.join()).isEqualTo("S"));
    }

    @Test
    void only_what_reads_something_else_is_executed_again() {
        disk.putAll(Map.of("a", "A", "b", "B"));
        TestGraph graph = build();
        session.run(graph.request(LINKED));
        ran.clear();

        disk.put("a", "AA");
        assertThat(session.<String>run(graph.request(LINKED))).isEqualTo("A+B");
        assertThat(session.invalidate(graph.request(SOURCE, "a"))).isTrue();
        assertThat(session.<String>run(graph.request(LINKED))).isEqualTo("AA+B");

        assertThat(ran).containsExactly("source a", "compiled a", "linked");
    }

    @Test
    void a_change_that_makes_no_difference_goes_no_further() {
        disk.putAll(Map.of("a", "A", "b", "B"));
        TestGraph graph = build();
        session.run(graph.request(LINKED));
        ran.clear();

        disk.put("a", "#A");
        session.invalidate(graph.request(SOURCE, "a"));
        assertThat(session.<String>run(graph.request(LINKED))).isEqualTo("A+B");
        assertThat(ran).containsExactly("source a", "compiled a");

        session.invalidate(graph.request(FILES));
        assertThat(session.<String>run(graph.request(LINKED))).isEqualTo("A+B");
        assertThat(ran).containsExactly("source a", "compiled a", "files");
    }

    @Test
    void invalidating_starts_nothing_and_says_whether_something_was_known() {
        disk.putAll(Map.of("a", "A", "b", "B"));
        TestGraph graph = build();

        assertThat(session.invalidate(graph.request(SOURCE, "a"))).isFalse();
        assertThat(session.invalidateAll(SOURCE)).isZero();
        session.run(graph.request(LINKED));
        ran.clear();
        assertThat(session.invalidateAll(SOURCE)).isEqualTo(2);
        assertThat(session.invalidate(graph.request(SOURCE, "a"))).isFalse(); // it is known to be invalid

        assertThat(ran).isEmpty();
        session.run(graph.request(SOURCE, "a"));
        assertThat(ran).containsExactly("source a");
        assertThat(session.invalidateAll(SOURCE)).isEqualTo(1);
    }

    @Test
    void what_is_known_can_be_looked_at() {
        disk.putAll(Map.of("a", "A", "b", "B"));
        TestGraph graph = build();

        assertThat(session.peek(graph.<String>request(COMPILED, "a"))).isEmpty();
        session.run(graph.request(COMPILED, "a"));
        assertThat(session.peek(graph.<String>request(COMPILED, "a"))).contains(new Outcome.Success<>("A"));
        assertThat(session.peek(graph.<String>request(SOURCE, "a"))).contains(new Outcome.Success<>("A"));
        assertThat(session.peek(graph.<String>request(SOURCE, "b"))).isEmpty();

        session.invalidate(graph.request(SOURCE, "a"));
        assertThat(session.peek(graph.<String>request(COMPILED, "a"))).isEmpty();
        session.run(graph.request(COMPILED, "a"));
        assertThat(session.peek(graph.<String>request(COMPILED, "a"))).contains(new Outcome.Success<>("A"));
        assertThat(ran).containsExactly("source a", "compiled a", "source a");
    }

    @Test
    void a_conditional_task_is_kept_as_it_was_requested() {
        TaskId<Boolean> on = task("on");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(on, (it, in) -> ran("on", disk.containsKey("on")));
            plan.value(SOURCE, (it, in) -> ran("source", "S")).when(on);
        });
        Request<Optional<String>> request = optional(graph.request(SOURCE));

        assertThat(session.run(request)).isEmpty();
        assertThat(session.run(request)).isEmpty();
        assertThat(session.peek(request)).contains(new Outcome.Success<>(Optional.empty()));
        disk.put("on", "");
        session.invalidate(graph.request(on));
        assertThat(session.run(request)).contains("S");
        session.invalidate(graph.request(on));
        assertThat(session.run(request)).contains("S");
        assertThat(session.peek(request)).contains(new Outcome.Success<>(Optional.of("S")));
        assertThat(ran).containsExactly("on", "on", "source", "on");
    }

    @SuppressWarnings("unchecked") // what PlanBuilder.requestOptional says of a conditional task
    private static Request<Optional<String>> optional(Request<?> request) {
        return (Request<Optional<String>>) request;
    }

    @Test
    @Tag("R5")
    @Tag("R22")
    void a_failure_is_kept_like_a_value_and_each_caller_gets_its_own() {
        IOException thrown = new IOException("disk");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SOURCE, (it, in) -> {
                ran.add("source");
                throw thrown;
            });
            plan.value(COMPILED, (it, in) -> in.get(SOURCE)).needs(SOURCE);
        });

        TaskFailedException first =
                catchThrowableOfType(TaskFailedException.class, () -> session.run(graph.request(COMPILED)));
        TaskFailedException second =
                catchThrowableOfType(TaskFailedException.class, () -> session.run(graph.request(COMPILED)));
        assertThat(second).isNotSameAs(first).hasMessage(first.getMessage()).hasCause(thrown);
        assertThat(second.path()).containsExactly(graph.request(COMPILED), graph.request(SOURCE));
        assertThat(session.peek(graph.<String>request(COMPILED)).orElseThrow())
                .isInstanceOfSatisfying(
                        Outcome.Failure.class,
                        failure -> assertThat(failure.cause()).hasCause(thrown));
        assertThat(ran).containsExactly("source");
    }

    @Test
    void failures_can_be_retried_and_values_stay() {
        TaskId<String> good = task("good");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(good, (it, in) -> ran("good", "G"));
            plan.value(SOURCE, (it, in) -> Objects.requireNonNull(ran("source", disk.get("a")), "nothing there"));
            plan.value(COMPILED, (it, in) -> ran("compiled", in.get(SOURCE) + in.get(good)))
                    .needs(SOURCE, good);
        });
        session.run(graph.request(good)); // first, since the failure of the other would cancel it
        assertThatThrownBy(() -> session.run(graph.request(COMPILED))).hasMessageContaining("nothing there");
        disk.put("a", "A");
        assertThatThrownBy(() -> session.run(graph.request(COMPILED))).hasMessageContaining("nothing there");

        session.retryFailures();
        assertThat(session.peek(graph.<String>request(good))).isPresent();
        assertThat(session.<String>run(graph.request(COMPILED))).isEqualTo("AG");
        session.retryFailures();
        session.run(graph.request(COMPILED));
        assertThat(ran).containsExactlyInAnyOrder("good", "source", "source", "compiled");
    }

    @Test
    void the_same_failure_again_goes_no_further() {
        IOException thrown = new IOException("disk");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SOURCE, (it, in) -> {
                ran.add("source");
                throw thrown;
            });
            plan.value(COMPILED, (it, in) -> ran("compiled", in.outcome(SOURCE).isSuccess() + ""))
                    .outcome(SOURCE);
        });
        session.run(graph.request(COMPILED));
        session.invalidate(graph.request(SOURCE));
        session.run(graph.request(COMPILED));

        assertThat(ran).containsExactly("source", "compiled", "source");
    }

    @Test
    @Tag("R7")
    void what_was_cancelled_is_not_kept() throws InterruptedException {
        CompletableFuture<String> never = new CompletableFuture<>();
        CountDownLatch began = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> plan.stage(SOURCE, (it, in) -> {
            boolean first = ran.isEmpty();
            ran.add("source");
            began.countDown();
            return first ? never : CompletableFuture.completedFuture("S");
        }));
        TaskRun<String> run = session.start(graph.request(SOURCE));
        began.await();
        run.cancel();

        assertThat(session.peek(graph.<String>request(SOURCE))).isEmpty();
        never.complete("late");
        assertThat(session.peek(graph.<String>request(SOURCE))).isEmpty();
        assertThat(session.<String>run(graph.request(SOURCE))).isEqualTo("S");
        assertThat(ran).hasSize(2);
    }

    @Test
    void a_cancellation_that_a_body_throws_is_not_kept() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SOURCE, (it, in) -> {
                if (ran("source", ran.size()) == 0) {
                    throw new CancellationException("not now");
                }
                return "S";
            });
            plan.value(COMPILED, (it, in) -> in.get(SOURCE)).needs(SOURCE);
        });
        assertThatThrownBy(() -> session.run(graph.request(COMPILED))).hasMessageContaining("not now");

        assertThat(session.peek(graph.<String>request(COMPILED))).isEmpty();
        assertThat(session.<String>run(graph.request(COMPILED))).isEqualTo("S");
    }

    @Test
    void what_has_seen_a_cancellation_as_an_outcome_can_be_invalidated() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SOURCE, (it, in) -> {
                if (ran("source", ran.size()) == 0) {
                    throw new CancellationException("not now");
                }
                return "S";
            });
            plan.value(COMPILED, (it, in) -> {
                        Outcome<String> source = in.outcome(SOURCE);
                        return source.isSuccess() ? source.orElseThrow() : "none";
                    })
                    .outcome(SOURCE);
        });
        assertThat(session.<String>run(graph.request(COMPILED))).isEqualTo("none");

        assertThat(session.invalidate(graph.request(SOURCE))).isTrue();
        assertThat(session.<String>run(graph.request(COMPILED))).isEqualTo("S");
    }

    @Test
    void a_run_keeps_the_revision_that_it_began_with() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TaskId<Integer> slow = task("slow");
        TaskId<String> both = task("both");
        disk.put("a", "1");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SOURCE, (it, in) -> ran("source", disk.get("a")));
            plan.value(slow, (it, in) -> {
                        if (!ran("slow", in.get(SOURCE)).equals("1")) {
                            return 2;
                        }
                        began.countDown();
                        go.await();
                        return 1;
                    })
                    .needs(SOURCE);
            plan.value(both, (it, in) -> in.get(slow) + in.lazy(SOURCE).await())
                    .needs(slow)
                    .lazy(SOURCE);
        });
        CompletableFuture<String> early = session.submit(graph.request(both));
        began.await();
        disk.put("a", "2");
        session.invalidate(graph.request(SOURCE));
        assertThat(session.<String>run(graph.request(both))).isEqualTo("22");
        assertThat(session.peek(graph.<String>request(SOURCE))).contains(new Outcome.Success<>("2"));
        go.countDown();

        assertThat(early.join()).isEqualTo("11");
        assertThat(session.<String>run(graph.request(both))).isEqualTo("22"); // the late one has changed nothing
        assertThat(ran).containsExactly("source", "slow", "source", "slow");
    }

    @Test
    @Tag("R1")
    void what_an_earlier_revision_executes_is_executed_once_if_nothing_of_it_was_invalidated()
            throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CompletableFuture<String> answer = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(SOURCE, (it, in) -> {
                began.countDown();
                return ran("source", answer);
            });
            plan.value(SIDE, (it, in) -> ran("side", "s"));
            plan.value(COMPILED, (it, in) -> ran("compiled", in.get(SOURCE) + in.get(SIDE)))
                    .needs(SOURCE, SIDE);
        });
        session.run(graph.request(SIDE));
        CompletableFuture<String> early = session.submit(graph.request(COMPILED));
        began.await();
        session.invalidate(graph.request(SIDE));
        CompletableFuture<String> late = session.submit(graph.request(COMPILED));
        answer.complete("S");

        assertThat(early.join()).isEqualTo("Ss");
        assertThat(late.join()).isEqualTo("Ss");
        assertThat(Collections.frequency(ran, "source")).isEqualTo(1);
        assertThat(Collections.frequency(ran, "side")).isEqualTo(2);
        assertThat(Collections.frequency(ran, "compiled")).isLessThanOrEqualTo(2);
    }

    @Test
    void what_an_earlier_revision_reads_too_early_is_executed_again() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        disk.put("a", "1");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SOURCE, (it, in) -> ran("source", disk.get("a")));
            plan.value(COMPILED, (it, in) -> {
                        if (ran("compiled", Collections.frequency(ran, "compiled")) == 0) {
                            began.countDown();
                            go.await();
                        }
                        return in.lazy(SOURCE).await(); // only now does it depend on it
                    })
                    .lazy(SOURCE);
        });
        session.run(graph.request(SOURCE));
        CompletableFuture<String> early = session.submit(graph.request(COMPILED));
        began.await();
        disk.put("a", "2");
        session.invalidate(graph.request(SOURCE));
        CompletableFuture<String> late = session.submit(graph.request(COMPILED));
        go.countDown();

        assertThat(early.join()).isEqualTo("1");
        assertThat(late.join()).isEqualTo("2");
    }

    @Test
    @Tag("R12")
    void a_recursion_computes_each_key_once() {
        TestGraph graph = fib();

        assertThat(session.<Integer>run(graph.request(FIB, 8))).isEqualTo(21);
        assertThat(session.<Integer>run(graph.request(FIB, 8))).isEqualTo(21);
        assertThat(ran).hasSize(9).doesNotHaveDuplicates();
        assertThat(session.<Integer>run(graph.request(FIB, 10))).isEqualTo(55);
        assertThat(ran).hasSize(11).doesNotHaveDuplicates();
    }

    private TestGraph fib() {
        return TestGraph.of(plan -> plan.value(FIB, (it, in) -> {
                    int n = in.get(N);
                    ran.add("fib " + n);
                    if (n < 2) {
                        return n;
                    }
                    return in.onDemand(FIB, N).await(n - 1)
                            + in.onDemand(FIB, N).await(n - 2);
                })
                .key(N)
                .onDemand(FIB, N));
    }

    @Test
    void what_a_body_has_demanded_is_verified_before_it_runs_again() {
        TestGraph graph = fib();
        session.run(graph.request(FIB, 8));
        ran.clear();
        session.invalidate(graph.request(FIB, 1));

        assertThat(session.<Integer>run(graph.request(FIB, 8))).isEqualTo(21);
        assertThat(ran).containsExactly("fib 1");
    }

    @Test
    void demands_are_verified_in_order_up_to_the_first_that_has_changed() {
        TaskId<String> first = task("first");
        TaskId<String> second = task("second");
        disk.put("first", "second");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(first, (it, in) -> ran("first", disk.get("first")));
            plan.value(second, (it, in) -> ran("second", "2"));
            plan.value(COMPILED, (it, in) -> {
                        ran.add("compiled");
                        return in.lazy(first).await().equals("second")
                                ? in.lazy(second).await()
                                : "1";
                    })
                    .lazy(first)
                    .lazy(second);
        });
        assertThat(session.<String>run(graph.request(COMPILED))).isEqualTo("2");
        ran.clear();
        disk.put("first", "nothing else");
        session.invalidate(graph.request(first));
        session.invalidate(graph.request(second));

        assertThat(session.<String>run(graph.request(COMPILED))).isEqualTo("1");
        assertThat(ran).containsExactly("first", "compiled"); // second would not be demanded any more
    }

    @Test
    void a_nested_run_belongs_to_the_session_and_is_verified() {
        disk.put("a", "1");
        TestGraph graph = TestGraph.of(plan -> plan.value(SOURCE, (it, in) -> ran("source", disk.get("a"))));
        TestGraph outer = TestGraph.of(plan ->
                plan.value(COMPILED, (it, in) -> ran("compiled", doge.<String>run(graph.request(SOURCE)))));

        assertThat(session.<String>run(outer.request(COMPILED))).isEqualTo("1");
        assertThat(session.<String>run(graph.request(SOURCE))).isEqualTo("1");
        assertThat(ran).containsExactly("source", "compiled");
        session.invalidate(graph.request(SOURCE));
        assertThat(session.<String>run(outer.request(COMPILED))).isEqualTo("1");
        assertThat(ran).containsExactly("source", "compiled", "source");
        disk.put("a", "2");
        session.invalidate(graph.request(SOURCE));
        assertThat(session.<String>run(outer.request(COMPILED))).isEqualTo("2");
    }

    @Test
    void a_task_may_ask_another_session() {
        Session other = doge.openSession();
        disk.put("a", "1");
        TestGraph graph = TestGraph.of(plan -> plan.value(SOURCE, (it, in) -> ran("source", disk.get("a"))));
        TestGraph outer = TestGraph.of(plan ->
                plan.value(COMPILED, (it, in) -> ran("compiled", other.<String>run(graph.request(SOURCE)))));

        assertThat(doge.<String>run(outer.request(COMPILED))).isEqualTo("1");
        assertThat(doge.<String>run(outer.request(COMPILED))).isEqualTo("1");
        assertThat(session.<String>run(outer.request(COMPILED))).isEqualTo("1");
        assertThat(ran).containsExactly("source", "compiled", "compiled", "compiled");
        assertThat(session.peek(graph.<String>request(SOURCE))).isEmpty();
        assertThat(other.peek(graph.<String>request(SOURCE))).isPresent();
    }

    @Test
    @Tag("B13")
    void a_task_of_a_run_is_executed_for_each_run() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SOURCE, (it, in) -> ran("source", "S"));
            plan.value(SIDE, (it, in) -> ran("side", in.get(SOURCE)))
                    .needs(SOURCE)
                    .perRun();
        });

        session.run(graph.request(SIDE));
        session.run(graph.request(SIDE));
        assertThat(ran).containsExactly("source", "side", "side");
        assertThat(session.peek(graph.<String>request(SIDE))).isEmpty();
    }

    @Test
    @Tag("R12")
    @Tag("B11")
    void the_recovery_of_a_cycle_is_kept() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(
                            COMPILED,
                            (it, in) -> ran("compiled", in.onDemand(LINKED, N).await(1)))
                    .key(N)
                    .onDemand(LINKED, N)
                    .fallback(TaskCycleException.class, (it, in) -> ran("recovered", "R"));
            plan.value(LINKED, (it, in) -> in.onDemand(COMPILED, N).await(1))
                    .key(N)
                    .onDemand(COMPILED, N);
        });

        assertThat(session.<String>run(graph.request(COMPILED, 1))).isEqualTo("R");
        int before = ran.size();
        assertThat(session.<String>run(graph.request(COMPILED, 1))).isEqualTo("R");
        assertThat(ran).hasSize(before).contains("recovered");
        assertThat(session.peek(graph.<String>request(COMPILED, 1))).contains(new Outcome.Success<>("R"));
    }

    @Test
    void a_fallback_is_not_called_again_if_nothing_has_changed() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SIDE, (it, in) -> ran("side", "s"));
            plan.value(SOURCE, (it, in) -> {
                        ran.add("source");
                        throw new IOException(in.get(SIDE));
                    })
                    .needs(SIDE)
                    .fallback((it, in) -> ran("fallback", in.failure().getMessage()));
        });
        assertThat(session.<String>run(graph.request(SOURCE))).isEqualTo("s");
        session.retryFailures();
        session.invalidate(graph.request(SIDE));
        assertThat(session.<String>run(graph.request(SOURCE))).isEqualTo("s");

        assertThat(ran).containsExactly("side", "source", "fallback", "side");
    }

    @Test
    void inputs_that_are_bound_anew_are_followed() {
        InputId<String> name = input("name");
        TaskId<String> greeting = task("greeting");
        disk.put("a", "x");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(SOURCE, (it, in) -> ran("source", disk.get("a")));
            plan.value(greeting, (it, in) -> ran("greeting " + in.get(name), "hello " + in.get(name)))
                    .key(name);
            plan.value(LINKED, (it, in) -> ran("linked", in.with(greeting, Bind.of(name, SOURCE))))
                    .with(greeting, Bind.of(name, SOURCE));
        });
        assertThat(session.<String>run(graph.request(LINKED))).isEqualTo("hello x");
        disk.put("a", "y");
        session.invalidate(graph.request(SOURCE));
        assertThat(session.<String>run(graph.request(LINKED))).isEqualTo("hello y");
        disk.put("a", "x");
        session.invalidate(graph.request(SOURCE));
        assertThat(session.<String>run(graph.request(LINKED))).isEqualTo("hello x");
        assertThat(ran)
                .containsExactly(
                        "source", "greeting x", "linked", "source", "greeting y", "linked", "source", "linked");
    }

    @Test
    void a_bounded_session_forgets_what_was_used_least_recently() {
        Session bounded = doge.openSession(SessionOptions.defaults().maximumSize(3));
        disk.putAll(Map.of("a", "A", "b", "B", "c", "C", "d", "D"));
        TestGraph graph = TestGraph.of(plan -> plan.value(
                        SOURCE, (it, in) -> ran("source " + in.get(FILE), disk.get(in.get(FILE))))
                .key(FILE));
        for (String file : List.of("a", "b", "c", "a", "d")) {
            bounded.run(graph.request(SOURCE, file));
        }
        ran.clear();

        for (String file : List.of("a", "c", "d")) {
            bounded.run(graph.request(SOURCE, file));
        }
        assertThat(ran).isEmpty();
        bounded.run(graph.request(SOURCE, "b"));
        assertThat(ran).containsExactly("source b");
    }

    @Test
    void a_call_whose_key_throws_is_over_for_its_session_too() {
        Session bounded = doge.openSession(SessionOptions.defaults().maximumSize(1));
        TestGraph graph = TestGraph.of(
                plan -> plan.value(SOURCE, (it, in) -> ran("source", "S")).key(FILE));
        Object key = new Object() {
            @Override
            public int hashCode() {
                throw new IllegalStateException("no hash");
            }
        };
        Request<String> bad = graph.request(SOURCE, key);
        Request<String> good = graph.request(SOURCE, "a");
        assertThatThrownBy(() -> bounded.submit(bad)).hasMessage("no hash");
        assertThatThrownBy(() -> bounded.run(bad)).hasMessage("no hash");
        assertThatThrownBy(() -> bounded.startAll(List.of(bad, good))).hasMessage("no hash");
        assertThatThrownBy(() -> bounded.runAll(List.of(bad, good))).hasMessage("no hash");
        TestGraph nesting = TestGraph.of(plan -> plan.value(LINKED, (it, in) -> {
            assertThatThrownBy(() -> bounded.runAll(List.of(bad, good))).hasMessage("no hash");
            return "nested";
        }));
        assertThat(doge.<String>run(nesting.request(LINKED))).isEqualTo("nested");

        bounded.run(good);
        bounded.run(graph.request(SOURCE, "b"));
        ran.clear();
        bounded.run(good);

        assertThat(ran)
                .as("nobody who came before b is under way: a was forgotten")
                .containsExactly("source");
    }

    @Test
    void a_bounded_session_knows_what_depends_on_what_it_has_forgotten() {
        Session bounded = doge.openSession(SessionOptions.defaults().maximumSize(1));
        disk.putAll(Map.of("a", "A", "b", "B"));
        TestGraph graph = build();
        assertThat(bounded.<String>run(graph.request(LINKED))).isEqualTo("A+B");
        assertThat(bounded.peek(graph.<String>request(SOURCE, "a"))).isEmpty();
        disk.put("a", "AA");
        bounded.invalidateAll(SOURCE);
        bounded.run(graph.request(SOURCE, "a"));
        bounded.invalidate(graph.request(SOURCE, "a"));

        assertThat(bounded.<String>run(graph.request(LINKED))).isEqualTo("AA+B");
    }

    @Test
    @Tag("R17")
    void a_closed_session_refuses_and_its_runs_are_cancelled() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> plan.stage(SOURCE, (it, in) -> {
            began.countDown();
            return new CompletableFuture<>();
        }));
        CompletableFuture<String> run = session.submit(graph.request(SOURCE));
        CompletableFuture<String> outside = doge.submit(graph.request(SOURCE));
        began.await();
        session.close();

        assertThat(run).isCancelled();
        assertThat(outside).isNotDone();
        assertThatThrownBy(() -> session.run(graph.request(SOURCE)))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("the session is closed: source()");
        assertThatThrownBy(() -> session.startAll(List.of(graph.request(SOURCE))))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(session.peek(graph.<String>request(SOURCE))).isEmpty();
        assertThat(session.invalidate(graph.request(SOURCE))).isFalse();
        session.close();
        doge.close(Duration.ZERO);
        assertThatThrownBy(doge::openSession).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void a_closed_session_hands_out_nothing_that_it_knew() {
        disk.put("a", "A");
        TestGraph graph = build();
        session.run(graph.request(SOURCE, "a"));
        session.close();

        assertThatThrownBy(() -> session.run(graph.request(SOURCE, "a")))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    @Tag("R16")
    @Tag("R23")
    void who_looks_on_sees_what_was_kept() {
        disk.putAll(Map.of("a", "A", "b", "B"));
        TestGraph graph = build();
        session.run(graph.request(LINKED));
        session.invalidate(graph.request(SOURCE, "a"));
        List<TaskEvent> events = Collections.synchronizedList(new ArrayList<>());
        TaskRun<String> run = session.start(
                graph.request(LINKED), RunOptions.defaults().record().listener(events::add));

        assertThat(run.join()).isEqualTo("A+B");
        assertThat(events)
                .filteredOn(TaskEvent.Started.class::isInstance)
                .extracting(event -> event.request().toString())
                .containsExactly("source(file=a)");
        assertThat(events)
                .filteredOn(event ->
                        event instanceof TaskEvent.Finished finished && finished.end() == TaskEvent.End.CACHE_HIT)
                .extracting(event -> event.request().toString())
                .containsExactlyInAnyOrder("files()", "compiled(file=a)", "compiled(file=b)", "linked()");
        assertThat(run.explain(graph.request(LINKED)).toString()).contains("cache hit: the session has kept it");
        assertThat(run.report().tasks())
                .filteredOn(report -> report.origin() == TaskReport.Origin.EXECUTED)
                .extracting(report -> report.request().toString())
                .containsExactly("source(file=a)");
    }

    @Test
    void a_session_says_what_runs_in_it() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(2);
        CompletableFuture<String> answer = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> plan.stage(SOURCE, (it, in) -> {
            began.countDown();
            return answer;
        }));
        CompletableFuture<String> inside = session.submit(graph.request(SOURCE));
        CompletableFuture<String> outside = doge.submit(graph.request(SOURCE));
        began.await();

        assertThat(session.running()).hasSize(1);
        assertThat(doge.running()).hasSize(2);
        answer.complete("S");
        assertThat(inside.join() + outside.join()).isEqualTo("SS");
    }

    @Test
    @Tag("R21")
    void what_only_a_revision_knew_that_nobody_sees_any_more_is_let_go_of_though_an_older_call_goes_on()
            throws Exception {
        TaskId<Object> config = task("config");
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(config, (it, in) -> new Object());
            plan.value(SIDE, (it, in) -> {
                        began.countDown();
                        release.await();
                        return in.get(config).toString();
                    })
                    .needs(config);
        });
        CompletableFuture<String> longCall = session.submit(graph.request(SIDE));
        began.await();
        List<WeakReference<Object>> between = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            session.invalidate(graph.request(config));
            between.add(new WeakReference<>(session.<Object>run(graph.request(config))));
        }
        between.remove(between.size() - 1); // the last is known
        for (int i = 0; i < 100 && between.stream().anyMatch(value -> value.get() != null); i++) {
            System.gc();
        }

        assertThat(between).allMatch(value -> value.get() == null);
        release.countDown();
        assertThat(longCall.join()).startsWith("java.lang.Object");
    }

    @Test
    @Tag("R4")
    @Tag("R18")
    void a_long_way_of_doomed_tasks_is_not_walked_for_each_of_them() {
        TaskGraphBuilder builder = TaskGraphBuilder.create();
        TaskRef<Integer> last = builder.add(0, () -> {
            throw new IOException("503");
        });
        for (int i = 1; i < 300_000; i++) {
            last = builder.add(i, last, value -> value);
        }
        Request<Integer> all = builder.build().request(last);

        assertThatThrownBy(() -> session.run(all)).hasRootCauseMessage("503");
        assertThatThrownBy(() -> session.run(all)).hasRootCauseMessage("503");
    }
}
