package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.event.TaskEvent;
import dev.doge.runtime.generated.InputId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A call of several runs is one: it ends with the last of them. */
@Timeout(20)
class CallsTest {
    private static final InputId<Integer> N = input("n");
    private static final TaskId<Integer> FAST = task("fast");
    private static final TaskId<Integer> GATE = task("gate");
    private static final TaskId<Boolean> OPENS = task("opens");
    private static final TaskId<Integer> SLOW = task("slow");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(1).build();
    private final CompletableFuture<Integer> gate = new CompletableFuture<>();
    private final AtomicInteger computed = new AtomicInteger();

    /** The slow one needs the fast one's value again, long after that was told. */
    private final TestGraph graph = TestGraph.of(plan -> {
        plan.value(FAST, (it, in) -> computed.incrementAndGet()).key(N);
        plan.value(OPENS, (it, in) -> gate.complete(0));
        plan.stage(GATE, (it, in) -> gate).key(N);
        plan.value(SLOW, (it, in) -> in.onDemand(FAST, N).await(1))
                .key(N)
                .needs(GATE)
                .onDemand(FAST, N);
    });

    @AfterEach
    void close() {
        gate.complete(0);
        doge.close();
    }

    private List<Integer> runAll(RunOptions options) {
        List<Request<Integer>> both = List.of(graph.request(FAST, 1), graph.request(SLOW, 2));
        return doge.runAll(both, options);
    }

    /** Opens the gate once the run of the fast one has ended. */
    @SuppressWarnings("FutureReturnValueIgnored") // the gate says it
    private RunOptions opening(List<TaskEvent> heard) {
        return RunOptions.defaults().callerHelps(false).listener(event -> {
            heard.add(event);
            if (event instanceof TaskEvent.Finished && event.request().equals(graph.request(FAST, 1))) {
                doge.submit(graph.request(OPENS)); // the one worker comes to that when it is done with this
            }
        });
    }

    @Test
    @Tag("R16")
    void a_listener_hears_all_runs_of_a_call_to_their_end() {
        List<TaskEvent> heard = Collections.synchronizedList(new ArrayList<>());

        runAll(opening(heard));

        assertThat(heard)
                .filteredOn(event -> event.request().equals(graph.request(SLOW, 2)))
                .last()
                .isInstanceOf(TaskEvent.Finished.class);
    }

    @Test
    @Tag("R1")
    void a_key_executes_once_within_a_call() {
        assertThat(runAll(opening(Collections.synchronizedList(new ArrayList<>()))))
                .containsExactly(1, 1);
        assertThat(computed).hasValue(1);
    }

    @Test
    @Tag("R1")
    @SuppressWarnings("FutureReturnValueIgnored") // the gate says it
    void so_does_one_that_fails_if_the_call_goes_on() {
        AtomicInteger tried = new AtomicInteger();
        TestGraph flaky = TestGraph.of(plan -> {
            plan.value(FAST, (it, in) -> {
                        if (tried.incrementAndGet() == 1) {
                            throw new IllegalStateException("once");
                        }
                        return 1;
                    })
                    .key(N);
            plan.value(OPENS, (it, in) -> gate.complete(0));
            plan.stage(GATE, (it, in) -> gate).key(N);
            plan.value(SLOW, (it, in) -> {
                        try {
                            return in.onDemand(FAST, N).await(1);
                        } catch (TaskFailedException e) {
                            return -1;
                        }
                    })
                    .key(N)
                    .needs(GATE)
                    .onDemand(FAST, N);
        });
        List<Request<Integer>> both = List.of(flaky.request(FAST, 1), flaky.request(SLOW, 2));
        RunOptions options = RunOptions.defaults()
                .keepGoing()
                .callerHelps(false)
                .listener(event -> {
                    if (event instanceof TaskEvent.Finished && event.request().equals(flaky.request(FAST, 1))) {
                        doge.submit(flaky.request(OPENS));
                    }
                });

        assertThatThrownBy(() -> doge.runAll(both, options))
                .isInstanceOf(TaskFailedException.class)
                .hasRootCauseMessage("once");
        assertThat(tried).hasValue(1);
    }

    @Test
    @Tag("R16")
    void a_listener_of_runs_that_were_started_together_is_never_called_by_two_threads_at_once() throws Exception {
        AtomicBoolean busy = new AtomicBoolean();
        AtomicInteger met = new AtomicInteger();
        List<Request<Integer>> all = new ArrayList<>();
        for (int n = 0; n < 2_000; n++) {
            all.add(graph.request(FAST, n));
        }
        RunOptions options = RunOptions.defaults().listener(event -> {
            if (!busy.compareAndSet(false, true)) {
                met.incrementAndGet();
            }
            Thread.onSpinWait();
            busy.set(false);
        });

        try (DogeExecutor wide = DogeExecutor.builder().parallelism(4).build()) {
            CompletableFuture.runAsync(
                            () -> assertThat(wide.startAll(all, options)).hasSize(2_000))
                    .get(15, SECONDS);
        }

        assertThat(met).hasValue(0);
    }

    @Test
    void to_count_the_runs_is_to_wait_for_them() {
        AtomicInteger seen = new AtomicInteger();
        TaskId<Integer> ends = task("ends");
        InputId<Integer> id = input("id");
        TestGraph graph =
                TestGraph.of(plan -> plan.value(ends, (g, in) -> in.get(id)).key(id));
        List<Request<Integer>> all = IntStream.range(0, 10)
                .mapToObj(n -> graph.<Integer>request(ends, n))
                .toList();

        try (DogeExecutor doge = DogeExecutor.create();
                Stream<TaskRun<Integer>> runs = doge.startAll(all)) {
            assertThat(runs.peek(run -> seen.incrementAndGet()).count()).isEqualTo(10);
        }
        assertThat(seen).hasValue(10);
    }
}
