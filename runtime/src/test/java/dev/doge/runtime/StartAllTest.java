package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many runs, taken as they end; and what is running meanwhile. */
@Timeout(20)
@SuppressWarnings("NullAway") // a null where none may be fails the test
class StartAllTest {
    private static final InputId<Integer> N = input("n");
    private static final TaskId<Integer> ONE = task("one");
    private static final TaskId<Integer> SUM = task("sum");
    private static final TaskId<String> PAGE = task("page");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(1).build();
    private final Map<Integer, CompletableFuture<Integer>> stages = new ConcurrentHashMap<>();

    private final TestGraph graph = TestGraph.of(plan -> {
        plan.stage(ONE, (it, in) -> stage(in.get(N))).key(N);
        plan.value(SUM, (it, in) -> {
            int sum = 0;
            try (Stream<TaskRun<Integer>> runs = doge.startAll(requests(1, 2, 3))) {
                for (TaskRun<Integer> run : (Iterable<TaskRun<Integer>>) runs::iterator) {
                    sum += run.join();
                }
            }
            return sum;
        });
    });

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    private CompletableFuture<Integer> stage(int n) {
        return stages.computeIfAbsent(n, first -> new CompletableFuture<>());
    }

    private List<Request<Integer>> requests(int... keys) {
        List<Request<Integer>> requests = new ArrayList<>();
        for (int key : keys) {
            requests.add(graph.request(ONE, key));
        }
        return requests;
    }

    @Test
    void runs_come_in_the_order_in_which_they_end_each_done() {
        try (Stream<TaskRun<Integer>> runs = doge.startAll(requests(1, 2, 3))) {
            Iterator<TaskRun<Integer>> next = runs.iterator();
            stage(3).complete(30);
            TaskRun<Integer> first = next.next();
            assertThat(first.isDone()).isTrue();
            assertThat(first.join()).isEqualTo(30);
            assertThat(first.request()).isEqualTo(graph.request(ONE, 3));

            IOException thrown = new IOException("one");
            stage(1).completeExceptionally(thrown);
            assertThatThrownBy(next.next()::join)
                    .isInstanceOf(TaskFailedException.class)
                    .hasCause(thrown);

            stage(2).complete(20); // the failure of another has not ended it
            assertThat(next.next().outcome()).isEqualTo(new Outcome.Success<>(20));
            assertThat(next.hasNext()).isFalse();
        }
    }

    @Test
    @Tag("R6")
    void closing_the_stream_cancels_the_runs_that_are_left() {
        Stream<TaskRun<Integer>> runs = doge.startAll(requests(1, 2));
        stage(1).complete(10);
        TaskRun<Integer> other = doge.start(graph.request(ONE, 2));
        Iterator<TaskRun<Integer>> next = runs.iterator();
        assertThat(next.next().join()).isEqualTo(10);

        runs.close();
        assertThat(next.next().outcome()).isEqualTo(new Outcome.Cancelled<>());
        assertThat(next.hasNext()).isFalse();
        assertThat(other.isDone()).isFalse(); // who shares the work keeps it
        stage(2).complete(20);
        assertThat(other.join()).isEqualTo(20);
    }

    @Test
    void equal_requests_have_an_element_each_and_none_gives_an_empty_stream() {
        stage(1).complete(10);
        assertThat(doge.startAll(requests(1, 1)).map(TaskRun::join)).containsExactly(10, 10);
        assertThat(doge.startAll(List.<Request<Integer>>of())).isEmpty();
    }

    @Test
    @Tag("R13")
    @Tag("R14")
    void a_body_takes_runs_as_they_end_on_a_pool_of_one() {
        for (int n = 1; n <= 3; n++) {
            stage(n).complete(n);
        }
        assertThat(doge.submit(graph.request(SUM)).join()).isEqualTo(6);
    }

    @Test
    void an_interrupt_of_who_waits_cancels_those_that_are_left_and_stays() {
        Iterator<TaskRun<Integer>> next = doge.startAll(requests(1)).iterator();
        Thread.currentThread().interrupt();
        assertThatThrownBy(next::next)
                .isInstanceOf(CancellationException.class)
                .hasMessage("interrupted while waiting for one(n=1)");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    @Tag("R17")
    void a_closed_executor_starts_none() {
        doge.close();
        assertThatThrownBy(() -> doge.startAll(requests(1))).isInstanceOf(RejectedExecutionException.class);
        assertThat(stages).isEmpty();
    }

    @Test
    void what_is_running_is_told_with_its_thread_and_who_waits() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        Thread[] thread = new Thread[1];
        TestGraph pages = TestGraph.of(plan -> {
            plan.value(ONE, (it, in) -> {
                thread[0] = Thread.currentThread();
                began.countDown();
                goesOn.await();
                return 1;
            });
            plan.value(PAGE, (it, in) -> "page " + in.get(ONE)).needs(ONE);
        });
        assertThat(doge.running()).isEmpty();
        TaskRun<String> page = doge.start(pages.request(PAGE));
        began.await();
        TaskRun<Integer> one = doge.start(pages.request(ONE));

        assertThat(doge.running()).singleElement().satisfies(running -> {
            assertThat(running.request()).isEqualTo(pages.request(ONE));
            assertThat(running.thread()).contains(thread[0]);
            assertThat(running.waiters()).isEqualTo(2);
            assertThat(running.toString()).startsWith("one() runs on ").endsWith(", waiters=2");
        });
        goesOn.countDown();
        assertThat(page.join()).isEqualTo("page 1");
        assertThat(one.join()).isEqualTo(1);
        assertThat(doge.running()).isEmpty();
    }

    @Test
    void a_task_whose_stage_is_awaited_is_running_without_a_thread() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        TestGraph pages = TestGraph.of(plan -> {
            plan.stage(ONE, (it, in) -> stage(1));
            plan.value(SUM, (it, in) -> {
                began.countDown();
                return 1;
            });
        });
        TaskRun<Integer> one = doge.start(pages.request(ONE));
        doge.start(pages.request(SUM)); // a pool of one: begins once the other's body has returned
        began.await();
        assertThat(doge.running())
                .filteredOn(running -> running.request().equals(pages.request(ONE)))
                .singleElement()
                .satisfies(running -> {
                    assertThat(running.thread()).isEmpty();
                    assertThat(running.toString()).isEqualTo("one() waits, waiters=1");
                });
        stage(1).complete(1);
        assertThat(one.join()).isEqualTo(1);
    }
}
