package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.PlanBuilder;
import dev.doge.runtime.generated.TaskPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whom a failure reaches, and whom it does not. */
@Timeout(20)
class DoomTest {
    private static final InputId<Integer> N = input("n");
    private static final TaskId<Integer> FAILS = task("fails");
    private static final TaskId<Integer> RATE = task("rate");
    private static final TaskId<Integer> SEVEN = task("seven");
    private static final TaskId<List<Integer>> LIST = task("list");
    private static final TaskId<String> NEVER = task("never");
    private static final TaskId<String> PAGE = task("page");
    private static final TaskId<String> OTHER = task("other");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(4).build();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final AtomicInteger computations = new AtomicInteger();
    private final CompletableFuture<String> stage = new CompletableFuture<>();

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    /** How a page takes what fails. */
    enum Edge {
        BARE,
        OPTIONAL,
        ORDER_ONLY,
        EACH,
        EACH_OPTIONAL,
        WITH_SOURCE,
        OPTIONAL_WITH_SOURCE,
        WITH_TARGET;

        TaskPlan<TestGraph, String> of(TaskPlan<TestGraph, String> page) {
            return switch (this) {
                case BARE -> page.needs(FAILS);
                case OPTIONAL -> page.optional(FAILS);
                case ORDER_ONLY -> page.after(FAILS);
                case EACH -> page.each(RATE, N, LIST);
                case EACH_OPTIONAL -> page.eachOptional(RATE, N, LIST);
                case WITH_SOURCE -> page.with(RATE, N, FAILS);
                case OPTIONAL_WITH_SOURCE -> page.optional(RATE, Bind.of(N, FAILS));
                case WITH_TARGET -> page.with(RATE, Bind.of(N, SEVEN));
            };
        }
    }

    private TaskPlan<TestGraph, String> never(PlanBuilder<TestGraph> plan) {
        return plan.stage(NEVER, (it, in) -> {
                    computations.incrementAndGet();
                    in.context().onCancel(cancelled::countDown);
                    started.countDown();
                    return stage;
                })
                .context();
    }

    @ParameterizedTest
    @EnumSource(Edge.class)
    @Tag("R4")
    void a_failure_ends_at_once_a_run_whose_target_takes_it(Edge edge) throws InterruptedException {
        AtomicBoolean ran = new AtomicBoolean();
        IOException thrown = new IOException("no");
        TestGraph graph = TestGraph.of(plan -> {
            never(plan);
            plan.value(FAILS, (it, in) -> {
                started.await();
                throw thrown;
            });
            plan.value(LIST, (it, in) -> List.of(6, 7));
            plan.value(SEVEN, (it, in) -> 7);
            plan.value(RATE, (it, in) -> {
                        if (in.get(N) == 7) {
                            started.await();
                            throw thrown;
                        }
                        return 1;
                    })
                    .key(N);
            edge.of(plan.value(PAGE, (it, in) -> ran.getAndSet(true) ? "" : "page")
                    .needs(NEVER));
            plan.value(OTHER, (it, in) -> in.get(PAGE)).needs(PAGE);
        });

        assertThatThrownBy(() -> doge.run(graph.request(OTHER)))
                .isInstanceOf(TaskFailedException.class)
                .hasCause(thrown)
                .hasMessageEndingWith("needed by page() / needed by other()");
        cancelled.await(); // nobody else wants what the page needed besides
        assertThat(ran).isFalse();
    }

    @Test
    @Tag("R4")
    @Tag("R6")
    void a_sibling_that_somebody_else_wants_is_not_cancelled() throws InterruptedException {
        TestGraph graph = TestGraph.of(plan -> {
            never(plan);
            plan.value(FAILS, (it, in) -> {
                throw new IOException("no");
            });
            plan.value(PAGE, (it, in) -> in.get(NEVER) + in.get(FAILS)).needs(NEVER, FAILS);
            plan.value(OTHER, (it, in) -> "other " + in.get(NEVER)).key(N).needs(NEVER);
        });

        CompletableFuture<String> wider = doge.submit(graph.request(OTHER, 1));
        CompletableFuture<String> same = doge.submit(graph.request(NEVER));
        started.await();
        assertThatThrownBy(() -> doge.run(graph.request(PAGE))).hasRootCauseMessage("no");
        assertThat(cancelled.getCount()).isEqualTo(1);
        stage.complete("value");

        assertThat(wider.join()).isEqualTo("other value");
        assertThat(same.join()).isEqualTo("value");
        assertThat(computations).hasValue(1);
    }

    @Test
    @Tag("R4")
    void a_failure_that_cannot_reach_the_target_ends_nothing() throws InterruptedException {
        TaskId<String> caught = task("caught");
        TestGraph graph = TestGraph.of(plan -> {
            never(plan);
            plan.value(FAILS, (it, in) -> {
                throw new IOException("no");
            });
            plan.value(RATE, (it, in) -> in.get(FAILS)).needs(FAILS);
            plan.value(caught, (it, in) -> {
                        try {
                            return "" + in.lazy(RATE).await();
                        } catch (TaskFailedException e) {
                            return "caught";
                        }
                    })
                    .lazy(RATE);
            plan.value(OTHER, (it, in) -> "" + in.get(RATE)).needs(RATE).fallback((it, in) -> "instead");
            plan.value(PAGE, (it, in) -> in.outcome(RATE).isSuccess() + in.get(caught) + in.get(OTHER) + in.get(NEVER))
                    .outcome(RATE)
                    .needs(caught, OTHER, NEVER);
        });

        CompletableFuture<String> page = doge.submit(graph.request(PAGE));
        started.await();
        assertThatThrownBy(() -> doge.run(graph.request(RATE))).hasRootCauseMessage("no");
        stage.complete("value");

        assertThat(page.join()).isEqualTo("falsecaughtinsteadvalue");
    }
}
