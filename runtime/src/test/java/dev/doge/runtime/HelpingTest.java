package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.generated.InputId;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a worker does that waits for a run of its own. */
@Timeout(20)
@SuppressWarnings("NullAway") // a null where none may be fails the test
class HelpingTest {
    private static final TaskId<String> NEEDED = task("needed");
    private static final TaskId<String> WAITING = task("waiting");
    private static final TaskId<String> OTHER = task("other");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(1).build();

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    /**
     * The only worker waits for a stage, while a task lies in the queue that waits for what this worker is in the midst of. Were it taken up
     * meanwhile it would lie above that on the stack, and neither would ever end.
     */
    @Test
    @Tag("R13")
    @Tag("R14")
    void a_worker_takes_up_nothing_that_it_does_not_wait_for() throws InterruptedException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        AtomicReference<Thread> worker = new AtomicReference<>();
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(NEEDED, (it, in) -> answer);
            plan.value(WAITING, (it, in) -> {
                worker.set(Thread.currentThread());
                began.countDown();
                go.await();
                return doge.<String>run(it.request(NEEDED)) + " waited";
            });
            plan.value(OTHER, (it, in) -> doge.<String>run(it.request(WAITING)) + " for");
        });
        CompletableFuture<String> waiting = doge.submit(graph.request(WAITING));
        began.await();
        CompletableFuture<String> other = doge.submit(graph.request(OTHER));
        go.countDown();
        while (doge.running().stream().noneMatch(running -> running.request().equals(graph.request(NEEDED)))
                || worker.get().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        answer.complete("needed");

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("needed waited");
        assertThat(other).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("needed waited for");
    }

    /**
     * Two tasks of a narrower key are asked for together, and a body waits for one of them only. The other needs that body: were it taken up
     * meanwhile it would lie above the body on the stack.
     */
    @Test
    @Tag("R13")
    @Tag("R14")
    void a_worker_takes_up_nothing_that_was_only_asked_for_together_with_what_it_waits_for()
            throws InterruptedException {
        InputId<Integer> narrow = input("narrow");
        InputId<Integer> wide = input("wide");
        TaskId<String> awaited = task("awaited");
        TaskId<String> beside = task("beside");
        TaskId<String> body = task("body");
        TaskId<String> again = task("again");
        TaskId<String> all = task("all");
        CompletableFuture<String> answer = new CompletableFuture<>();
        AtomicReference<Thread> worker = new AtomicReference<>();
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(awaited, (it, in) -> answer).key(narrow);
            plan.value(
                            beside,
                            (it, in) ->
                                    in.<Integer, String>onDemand(again, wide).await(1))
                    .key(narrow)
                    .onDemand(again, wide);
            plan.value(NEEDED, (it, in) -> in.get(awaited)).key(narrow, wide).needs(awaited);
            plan.value(body, (it, in) -> {
                        worker.set(Thread.currentThread());
                        began.countDown();
                        go.await();
                        return in.<String>lazy(NEEDED).await();
                    })
                    .key(narrow, wide)
                    .lazy(NEEDED);
            plan.value(again, (it, in) -> in.get(body) + " again")
                    .key(narrow, wide)
                    .needs(body);
            plan.value(all, (it, in) -> in.get(NEEDED) + ", " + in.get(beside))
                    .key(narrow, wide)
                    .needs(NEEDED, beside);
        });
        CompletableFuture<String> first = doge.submit(graph.request(body, 1, 1));
        began.await();
        CompletableFuture<String> rest = doge.submit(graph.request(all, 1, 1));
        go.countDown();
        while (doge.running().stream().noneMatch(running -> running.request().equals(graph.request(awaited, 1)))
                || worker.get().getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        answer.complete("value");

        assertThat(first).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("value");
        assertThat(rest).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("value, value again");
    }
}
