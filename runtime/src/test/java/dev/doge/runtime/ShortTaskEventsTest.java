package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.event.TaskEvent;
import dev.doge.runtime.event.TaskListener;
import dev.doge.runtime.generated.InputId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That a short task has begun is said behind its body, together with its end. What a listener hears does not hang on that. */
@Tag("R16")
@Timeout(30)
class ShortTaskEventsTest {
    private static final InputId<Integer> N = input("n");
    private static final TaskId<Integer> FIRST = task("first");
    private static final TaskId<Integer> SECOND = task("second");
    private static final TaskId<Integer> THIRD = task("third");
    private static final TaskId<Integer> LAST = task("last");
    private static final TaskId<Integer> OTHER = task("other");

    /** How many requests make tasks short for certain. */
    private static final int SHORT = 5_000;

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(2).build();
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private volatile Runnable inSecond = () -> {};
    private volatile Runnable inThird = () -> {};

    @AfterEach
    void close() {
        released.countDown();
        gate.countDown();
        doge.close();
    }

    private final TestGraph graph = TestGraph.of(plan -> {
        plan.value(FIRST, (it, in) -> {
                    if (in.get(N) >= SHORT) {
                        gate.await();
                    }
                    return in.get(N);
                })
                .key(N);
        plan.value(SECOND, (it, in) -> {
                    if (in.get(N) >= SHORT) {
                        inSecond.run();
                    }
                    return in.get(FIRST);
                })
                .key(N)
                .needs(FIRST);
        plan.value(THIRD, (it, in) -> {
                    if (in.get(N) >= SHORT) {
                        inThird.run();
                    }
                    return in.get(N);
                })
                .key(N);
        plan.value(LAST, (it, in) -> in.get(SECOND) + in.get(THIRD)).key(N).needs(SECOND, THIRD);
        plan.value(OTHER, (it, in) -> in.get(N)).key(N);
    });

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(15, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes all tasks short, and starts one more request of all, heard by a listener, whose first task ends once {@link #gate} opens. */
    private CompletableFuture<Integer> startsAfterShortOnes(TaskListener listener) throws Exception {
        for (int n = 0; n < SHORT; n++) {
            doge.<Integer>submit(graph.request(LAST, n)).get(15, SECONDS);
        }
        return doge.submit(graph.request(LAST, SHORT), RunOptions.defaults().listener(listener));
    }

    private CountDownLatch started(TaskId<?> task, List<TaskListener> listeners) {
        CountDownLatch hasStarted = new CountDownLatch(1);
        Request<?> request = graph.request(task, SHORT);
        listeners.add(event -> {
            if (event instanceof TaskEvent.Started && event.request().equals(request)) {
                hasStarted.countDown();
            }
        });
        return hasStarted;
    }

    @Test
    @DisplayName("All events come, those of each request in order, whoever runs it and whoever joins")
    void all() throws Exception {
        Map<Request<?>, List<String>> heard = new ConcurrentHashMap<>();
        TaskListener listener = event -> heard.computeIfAbsent(event.request(), request -> new ArrayList<>())
                .add(event.getClass().getSimpleName());
        List<CompletableFuture<Integer>> runs = new ArrayList<>();
        for (int n = 0; n < SHORT; n++) {
            RunOptions options = RunOptions.defaults().listener(listener);
            runs.add(doge.submit(graph.request(LAST, n), options));
            if (n % 7 == 0) {
                runs.add(doge.submit(
                        graph.request(THIRD, n), RunOptions.defaults().record()));
            }
        }
        for (CompletableFuture<Integer> run : runs) {
            run.get(15, SECONDS);
        }

        assertThat(heard).hasSize(4 * SHORT);
        assertThat(heard.values()).allSatisfy(events -> {
            List<String> own = new ArrayList<>(events);
            own.removeIf("Joined"::equals);
            assertThat(own)
                    .isIn(
                            List.of("Requested", "Ready", "Started", "Finished"),
                            List.of("Ready", "Started", "Finished"), // it has joined what the other began
                            List.of("Started", "Finished"),
                            List.of("Finished"));
            assertThat(own.size() == 4 || events.contains("Joined")).isTrue();
        });
    }

    @Test
    @DisplayName("A short task that for once takes long is heard to have begun while it runs")
    void slow() throws Exception {
        List<TaskListener> listeners = new CopyOnWriteArrayList<>();
        CountDownLatch hasStarted = started(SECOND, listeners);
        CountDownLatch entered = new CountDownLatch(1);
        inSecond = () -> {
            entered.countDown();
            await(released);
        };
        CompletableFuture<Integer> run = startsAfterShortOnes(event -> listeners.forEach(one -> one.on(event)));
        gate.countDown();

        await(entered);
        await(hasStarted);
        assertThat(run).isNotDone();
        released.countDown();
        assertThat(run.get(15, SECONDS)).isEqualTo(2 * SHORT);
    }

    @Test
    @DisplayName("A short body that asks for a run is heard to have begun before")
    void asks() throws Exception {
        List<TaskListener> listeners = new CopyOnWriteArrayList<>();
        List<Boolean> heard = new CopyOnWriteArrayList<>();
        CountDownLatch hasStarted = started(SECOND, listeners);
        inSecond = () -> {
            heard.add(doge.<Integer>run(graph.request(OTHER, 1)) == 1 && hasStarted.getCount() == 0);
        };
        CompletableFuture<Integer> run = startsAfterShortOnes(event -> listeners.forEach(one -> one.on(event)));
        gate.countDown();

        assertThat(run.get(15, SECONDS)).isEqualTo(2 * SHORT);
        assertThat(heard).containsExactly(true);
    }

    @Test
    @DisplayName("A short body that throws is heard to have begun, and then to have failed")
    void throwing() throws Exception {
        List<TaskEvent> heard = new CopyOnWriteArrayList<>();
        inSecond = () -> {
            throw new IllegalStateException("for once");
        };
        CompletableFuture<Integer> run = startsAfterShortOnes(heard::add);
        gate.countDown();

        assertThatThrownBy(() -> run.get(15, SECONDS)).hasRootCauseMessage("for once");
        Request<?> second = graph.request(SECOND, SHORT);
        assertThat(heard.stream()
                        .filter(event -> event.request().equals(second))
                        .map(event -> event.getClass().getSimpleName()))
                .containsExactly("Requested", "Ready", "Started", "Finished");
        Request<?> last = graph.request(LAST, SHORT);
        assertThat(heard.stream()
                        .filter(event -> event.request().equals(last))
                        .map(event -> event.getClass().getSimpleName()))
                .as("it has never been called")
                .containsExactly("Requested", "Finished");
    }

    @Test
    @DisplayName(
            "What has ended is heard of before the callbacks of somebody else's run are called, which may take long")
    void callbacks() throws Exception {
        CountDownLatch hasFinished = new CountDownLatch(1);
        Request<?> second = graph.request(SECOND, SHORT);
        inThird = () -> await(released);
        CompletableFuture<Integer> run = startsAfterShortOnes(event -> {
            if (event instanceof TaskEvent.Finished && event.request().equals(second)) {
                hasFinished.countDown();
            }
        });
        CompletableFuture<Void> other =
                doge.<Integer>submit(graph.request(SECOND, SHORT)).thenAccept(value -> await(hasFinished));
        gate.countDown();

        other.get(20, SECONDS);
        released.countDown();
        assertThat(run.get(15, SECONDS)).isEqualTo(2 * SHORT);
    }

    @Test
    @DisplayName("A short body that for once takes long and is dropped at once is heard to have begun")
    void dropped() throws Exception {
        List<TaskEvent> heard = new CopyOnWriteArrayList<>();
        CountDownLatch entered = new CountDownLatch(1);
        inSecond = () -> {
            entered.countDown();
            await(released);
        };
        CompletableFuture<Integer> run = startsAfterShortOnes(heard::add);
        gate.countDown();
        await(entered);

        run.cancel(false);

        Request<?> second = graph.request(SECOND, SHORT);
        assertThat(heard.stream()
                        .filter(event -> event.request().equals(second))
                        .map(event -> event.getClass().getSimpleName()))
                .containsExactly("Requested", "Ready", "Started", "Finished");
    }

    @Test
    @DisplayName(
            "What has been said is delivered before a run that is cancelled ends, though others go on with its tasks")
    void cancelled() throws Exception {
        List<String> heard = new CopyOnWriteArrayList<>();
        Request<?> first = graph.request(FIRST, SHORT);
        CountDownLatch entered = new CountDownLatch(1);
        inSecond = () -> {
            entered.countDown();
            await(released);
        };
        CompletableFuture<Integer> run = startsAfterShortOnes(event -> {
            if (event.request().equals(first)) {
                heard.add(event.getClass().getSimpleName());
            }
        });
        CompletableFuture<Integer> other = doge.submit(graph.request(LAST, SHORT));
        gate.countDown();
        await(entered);

        run.cancel(false);

        assertThat(heard).containsExactly("Requested", "Ready", "Started", "Finished");
        released.countDown();
        assertThat(other.get(15, SECONDS)).isEqualTo(2 * SHORT);
    }
}
