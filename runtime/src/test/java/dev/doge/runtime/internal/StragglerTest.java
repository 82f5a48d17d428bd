package dev.doge.runtime.internal;

import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.Request;
import dev.doge.runtime.RunOptions;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.TestGraph;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A body that demands something in the moment between the end of its run and what is then taken back. */
@Timeout(20)
class StragglerTest {
    private static final TaskId<String> WORK = task("work");
    private static final TaskId<String> PAGE = task("page");

    private final Engine engine = new Engine(2, null, List.of());
    private final AtomicInteger computations = new AtomicInteger();
    private final CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    private final CountDownLatch asks = new CountDownLatch(1);
    private final TestGraph graph = TestGraph.of(plan -> {
        plan.value(WORK, (it, in) -> "work " + computations.incrementAndGet());
        plan.value(PAGE, (it, in) -> {
                    asks.await();
                    try {
                        return "page of " + in.<String>lazy(WORK).await();
                    } catch (CancellationException e) {
                        thrown.complete(e);
                        throw e;
                    }
                })
                .lazy(WORK);
    });

    private static final TaskId<String> QUICK = task("quick");
    private static final TaskId<String> SLOW = task("slow");

    /** The runs of a batch end one by one. */
    private final TestGraph batch = TestGraph.of(plan -> {
        plan.value(WORK, (it, in) -> "work " + computations.incrementAndGet());
        plan.value(QUICK, (it, in) -> "quick");
        plan.value(SLOW, (it, in) -> {
                    while (engine.table().runs().stream()
                            .anyMatch(run -> run.request().task().equals(QUICK))) {
                        Thread.onSpinWait();
                    }
                    return "slow " + in.<String>lazy(WORK).await();
                })
                .lazy(WORK);
    });

    @AfterEach
    void close() {
        engine.close(Duration.ofSeconds(1));
    }

    @Test
    @Tag("R1")
    @Tag("R8")
    void what_is_demanded_for_a_run_that_has_ended_never_starts() throws Exception {
        Run<String> run = engine.submit(graph.request(PAGE), RunOptions.defaults());

        run.end(); // what comes first when a run ends; then it lets go of what it wanted
        asks.countDown();

        assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(CancellationException.class);
        run.leave(false);
        assertThat(computations).hasValue(0);
    }

    @Test
    @Tag("R6")
    void what_another_run_waits_for_goes_on() {
        Run<String> ends = engine.submit(graph.request(PAGE), RunOptions.defaults());
        Run<String> stays = engine.submit(graph.request(PAGE), RunOptions.defaults());

        ends.end();
        asks.countDown();

        assertThat(stays.join()).isEqualTo("page of work 1");
        ends.leave(false);
    }

    @Test
    @Tag("R6")
    void what_the_rest_of_a_batch_demands_goes_on() {
        List<Request<String>> requests = List.of(batch.request(QUICK), batch.request(SLOW));

        assertThat(engine.runAll(requests, RunOptions.defaults().callerHelps(false), null))
                .containsExactly("quick", "slow work 1");
    }
}
