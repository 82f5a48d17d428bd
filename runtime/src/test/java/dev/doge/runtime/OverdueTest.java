package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.event.TaskEvent;
import dev.doge.runtime.generated.InputId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Bodies that have always been short, as of a cache that hits, and for once take long. */
class OverdueTest {
    private static final InputId<Integer> N = input("n");
    private static final TaskId<Integer> USER = task("user");
    private static final TaskId<Integer> HEADER = task("header");
    private static final TaskId<Integer> ADVICE = task("advice");
    private static final TaskId<Integer> PAGE = task("page");

    /** How many requests make tasks short for certain. */
    private static final int SHORT = 5_000;

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(4).build();
    private volatile int slow = -1;
    private volatile CountDownLatch missed = new CountDownLatch(1);
    private final CountDownLatch loaded = new CountDownLatch(1);
    private volatile Thread by = Thread.currentThread();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    @AfterEach
    void close() {
        loaded.countDown();
        doge.close();
    }

    private int lookUp(int n) throws InterruptedException {
        if (n == slow) {
            by = Thread.currentThread();
            missed.countDown();
            try {
                end.complete(loaded.await(30, SECONDS) ? "loaded" : "never");
            } catch (InterruptedException e) {
                end.complete("interrupted");
                throw e;
            }
        }
        return n;
    }

    private TestGraph graph() {
        return TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> in.get(N)).key(N);
            plan.value(HEADER, (it, in) -> in.get(USER)).key(N).needs(USER);
            plan.value(ADVICE, (it, in) -> lookUp(in.get(N))).key(N).needs(USER);
            plan.value(PAGE, (it, in) -> in.get(HEADER) + in.get(ADVICE)).key(N).needs(HEADER, ADVICE);
        });
    }

    private void headerIsThereBefore(CompletableFuture<Integer> page, TestGraph graph) throws Exception {
        assertThat(doge.<Integer>submit(graph.request(HEADER, SHORT)).get(15, SECONDS))
                .isEqualTo(SHORT);
        assertThat(page).isNotDone();
        loaded.countDown();
        assertThat(page.get(15, SECONDS)).isEqualTo(2 * SHORT);
    }

    @Test
    @Tag("R14")
    @Tag("R9")
    @DisplayName(
            "The deadline of a caller who runs the body is answered: the body is interrupted, and the caller is not")
    void deadline() throws Exception {
        TestGraph graph = graph();
        for (int n = 0; n < SHORT; n++) {
            doge.run(graph.request(ADVICE, n));
        }
        slow = SHORT;

        assertThatThrownBy(() -> doge.run(
                        graph.request(ADVICE, slow), RunOptions.defaults().deadline(Duration.ofMillis(30))))
                .isInstanceOfSatisfying(
                        TaskFailedException.class,
                        late -> assertThat(late.rootCauses()).singleElement().isInstanceOf(TimeoutException.class));

        assertThat(end.get(15, SECONDS)).isEqualTo("interrupted");
        assertThat(by).as("who runs what was short").isSameAs(Thread.currentThread());
        assertThat(Thread.interrupted()).isFalse();
        slow = -1;
        assertThat(doge.<Integer>run(graph.request(ADVICE, SHORT))).isEqualTo(SHORT);
    }

    @Test
    @Tag("R14")
    @DisplayName("What a worker keeps for itself is handed on when the body that it runs takes long")
    void keptByWorker() throws Exception {
        TestGraph graph = graph();
        for (int n = 0; n < SHORT; n++) {
            doge.<Integer>submit(graph.request(PAGE, n)).get(15, SECONDS);
        }
        slow = SHORT;
        CompletableFuture<Integer> page = doge.submit(graph.request(PAGE, SHORT));
        assertThat(missed.await(15, SECONDS)).isTrue();

        headerIsThereBefore(page, graph);
    }

    @Test
    @Tag("R14")
    @DisplayName("What a caller keeps for itself is, too")
    void keptByCaller() throws Exception {
        TestGraph graph = graph();
        for (int n = 0; n < SHORT; n++) {
            doge.run(graph.request(PAGE, n));
        }
        slow = SHORT;
        CompletableFuture<Integer> page = new CompletableFuture<>();
        Thread caller = new Thread(() -> page.complete(doge.run(graph.request(PAGE, SHORT))));
        caller.start();
        assertThat(missed.await(15, SECONDS)).isTrue();

        assertThat(by).as("who runs what was short").isSameAs(caller);
        headerIsThereBefore(page, graph);
    }

    @Test
    @Tag("R14")
    @DisplayName("It is handed on again and again, whoever is slow, and after nothing has happened for a while")
    void again() throws Exception {
        AtomicInteger turn = new AtomicInteger(-1);
        CompletableFuture<?>[] gates = new CompletableFuture<?>[20];
        CountDownLatch[] entered = new CountDownLatch[gates.length];
        for (int i = 0; i < gates.length; i++) {
            gates[i] = new CompletableFuture<>();
            entered[i] = new CountDownLatch(1);
        }
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(USER, (it, in) -> in.get(N)).key(N);
            plan.value(HEADER, (it, in) -> in.get(USER)).key(N).needs(USER);
            plan.value(ADVICE, (it, in) -> {
                        int i = turn.get();
                        if (i >= 0 && in.get(N) == -i) {
                            entered[i].countDown();
                            gates[i].get(30, SECONDS);
                        }
                        return in.get(USER);
                    })
                    .key(N)
                    .needs(USER);
            plan.value(PAGE, (it, in) -> in.get(HEADER) + in.get(ADVICE)).key(N).needs(HEADER, ADVICE);
        });
        for (int i = 1; i < gates.length; i++) {
            for (int n = 1; n < SHORT / 4; n++) {
                doge.<Integer>submit(graph.request(PAGE, n)).get(15, SECONDS);
            }
            turn.set(i);
            CompletableFuture<Integer> page = doge.submit(graph.request(PAGE, -i));
            assertThat(entered[i].await(15, SECONDS)).isTrue();
            assertThat(doge.<Integer>submit(graph.request(HEADER, -i)).get(15, SECONDS))
                    .isEqualTo(-i);
            gates[i].complete(null);
            assertThat(page.get(15, SECONDS)).isEqualTo(-2 * i);
        }
    }

    @Test
    @Tag("R8")
    @DisplayName(
            "A body that was about to start when nobody wanted it any more does not start, and who asks again gets it executed")
    void aboutToStart() throws Exception {
        AtomicInteger bodies = new AtomicInteger();
        CompletableFuture<Integer> user = new CompletableFuture<>();
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(USER, (it, in) -> user);
            plan.value(HEADER, (it, in) -> bodies.incrementAndGet()).needs(USER);
        });
        CompletableFuture<TaskRun<Integer>> run = new CompletableFuture<>();
        TaskRun<Integer> cancelled =
                doge.start(graph.request(HEADER), RunOptions.defaults().listener(event -> {
                    if (event instanceof TaskEvent.Started
                            && event.request().task().equals(HEADER)) {
                        run.join().cancel();
                    }
                }));
        run.complete(cancelled);
        user.complete(1);

        assertThatThrownBy(() -> cancelled.join(Duration.ofSeconds(15)))
                .isInstanceOf(java.util.concurrent.CancellationException.class);
        assertThat(doge.<Integer>submit(graph.request(HEADER)).get(15, SECONDS))
                .as("the first body that runs")
                .isEqualTo(1);
        assertThat(bodies).hasValue(1);
    }
}
