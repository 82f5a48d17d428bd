package dev.doge.runtime.internal;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.RunOptions;
import dev.doge.runtime.TaskFailedException;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.TaskRun;
import dev.doge.runtime.TestGraph;
import dev.doge.runtime.generated.InputId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a test can rely on that runs in a simulation. */
@Timeout(60)
@Tag("R19")
class SimulationTest {
    private static final InputId<Integer> N = input("n");
    private static final TaskId<Integer> LEAF = task("leaf");
    private static final TaskId<Integer> SUM = task("sum");
    private static final TaskId<Integer> ROOT = task("root");

    /** A wide graph whose bodies pause, wait for runs of their own and for time; each writes down that it begins. */
    private static String bodiesOf(long seed) throws Exception {
        StringBuilder begun = new StringBuilder();
        try (Simulation simulation = Simulation.seeded(seed)) {
            DogeExecutor doge = simulation.doge();
            TestGraph graph = TestGraph.of(plan -> {
                plan.stage(LEAF, (it, in) -> {
                            begun.append(simulation.clock().nanoTime())
                                    .append(" leaf ")
                                    .append(in.get(N))
                                    .append('\n');
                            simulation.pause();
                            return simulation.clock().after(Duration.ofMillis(simulation.draw(5)), () -> in.get(N));
                        })
                        .key(N);
                plan.value(SUM, (it, in) -> {
                            begun.append("sum ").append(in.get(N)).append('\n');
                            int sum = 0;
                            for (int i = 0; i < 3; i++) {
                                sum += doge.run(it.request(LEAF, in.get(N) + i));
                            }
                            return sum;
                        })
                        .key(N);
                plan.value(ROOT, (it, in) -> {
                            begun.append("root ").append(in.get(N)).append('\n');
                            return doge.runAll(IntStream.range(0, 4)
                                            .mapToObj(i -> it.request(SUM, in.get(N) + i))
                                            .toList())
                                    .size();
                        })
                        .key(N);
            });
            List<CompletableFuture<Integer>> callers = new ArrayList<>();
            for (int caller = 0; caller < 3; caller++) {
                int n = caller;
                callers.add(simulation.fork("caller " + n, () -> doge.run(graph.request(ROOT, n))));
            }
            for (CompletableFuture<Integer> caller : callers) {
                assertThat(simulation.await(caller)).isEqualTo(4);
            }
            return begun + simulation.schedule();
        }
    }

    @Test
    void the_same_seed_gives_the_same_order_of_bodies() throws Exception {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(bodiesOf(seed)).as("seed %d", seed).isEqualTo(bodiesOf(seed));
        }
    }

    @Test
    void other_seeds_give_other_orders() throws Exception {
        List<String> orders = new ArrayList<>();
        for (long seed = 0; seed < 20; seed++) {
            orders.add(bodiesOf(seed));
        }

        assertThat(orders).doesNotHaveDuplicates();
    }

    @Test
    void a_failure_names_its_seed_and_the_seed_replays_it() {
        List<Integer> order = new ArrayList<>();
        Simulation.Trial trial = simulation -> {
            order.clear();
            TestGraph graph = TestGraph.of(plan -> plan.value(LEAF, (it, in) -> {
                        order.add(in.get(N));
                        return in.get(N);
                    })
                    .key(N));
            simulation
                    .doge()
                    .runAll(IntStream.range(0, 5)
                            .mapToObj(n -> graph.request(LEAF, n))
                            .toList());
            assertThat(order).isNotEqualTo(List.of(3, 1, 4, 0, 2));
        };

        assertThatThrownBy(() -> Simulation.explore(10_000, trial)).satisfies(e -> {
            String said = String.valueOf(e.getMessage());
            assertThat(said).contains("-Ddoge.seed=");
            long seed = Long.parseLong(said.replaceAll("(?s).*-Ddoge.seed=(\\d+).*", "$1"));
            try (Simulation again = Simulation.seeded(seed)) {
                assertThatThrownBy(() -> trial.with(again)).isInstanceOf(AssertionError.class);
                assertThat(order).containsExactly(3, 1, 4, 0, 2);
            }
        });
    }

    @Test
    @Tag("R9")
    void a_run_that_ends_before_its_deadline_leaves_no_timer_behind() {
        Simulation.explore(20, simulation -> {
            TestGraph graph = TestGraph.of(plan -> {
                plan.value(LEAF, (it, in) -> 10 / in.get(N)).key(N);
                plan.stage(ROOT, (it, in) -> new CompletableFuture<Integer>()).key(N);
            });
            RunOptions day = RunOptions.defaults().deadline(Duration.ofDays(1));
            simulation.await(simulation.doge().submit(graph.request(LEAF, 1), day));
            assertThatThrownBy(() -> simulation.await(simulation.doge().submit(graph.request(LEAF, 0), day)))
                    .hasCauseInstanceOf(TaskFailedException.class);
            simulation.doge().submit(graph.request(ROOT, 1), day).cancel(false);

            assertThat(simulation.clock().nextTimer()).isEqualTo(Long.MAX_VALUE);
        });
    }

    @Test
    @Tag("R9")
    void time_passes_only_when_nothing_else_is_left_to_do() {
        Simulation.explore(20, simulation -> {
            TestGraph graph = TestGraph.of(plan -> {
                plan.stage(LEAF, (it, in) -> simulation.clock().after(Duration.ofHours(in.get(N)), () -> in.get(N)))
                        .key(N);
                plan.value(ROOT, (it, in) -> in.get(LEAF)).key(N).needs(LEAF);
            });
            RunOptions day = RunOptions.defaults().deadline(Duration.ofDays(1));

            assertThat(simulation.doge().run(graph.request(ROOT, 23), day)).isEqualTo(23);
            assertThat(simulation.clock().now()).isEqualTo(Instant.EPOCH.plus(Duration.ofHours(23)));
            assertThatThrownBy(() -> simulation.doge().run(graph.request(ROOT, 25), day))
                    .isInstanceOfSatisfying(
                            TaskFailedException.class,
                            late -> assertThat(late.rootCauses())
                                    .singleElement()
                                    .isInstanceOf(TimeoutException.class)
                                    .hasToString(
                                            "java.util.concurrent.TimeoutException: the run's deadline of PT24H has passed"));
            assertThat(simulation.clock().now()).isEqualTo(Instant.EPOCH.plus(Duration.ofHours(23 + 24)));
        });
    }

    @Test
    void the_clock_can_be_advanced_by_hand() throws Exception {
        try (Simulation simulation = Simulation.seeded(1)) {
            TestGraph graph = TestGraph.of(plan ->
                    plan.stage(LEAF, (it, in) -> simulation.clock().after(Duration.ofSeconds(10), () -> 1)));
            TaskRun<Integer> run = simulation.doge().start(graph.request(LEAF));

            simulation.settle();
            simulation.clock().advance(Duration.ofSeconds(9));
            assertThat(run.isDone()).isFalse();
            assertThatThrownBy(() -> run.join(Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);
            simulation.clock().advance(Duration.ofSeconds(1));
            assertThat(run.isDone()).isTrue();
            assertThat(simulation.clock().now()).isEqualTo(Instant.ofEpochSecond(10, 1_000_000));
        }
    }

    @Test
    void a_wait_that_nothing_can_end_is_told_instead_of_hanging() {
        try (Simulation simulation = Simulation.seeded(7)) {
            TestGraph graph = TestGraph.of(plan -> {
                plan.stage(LEAF, (it, in) -> new CompletableFuture<Integer>()).key(N);
                plan.value(ROOT, (it, in) -> simulation.doge().run(it.request(LEAF, 3)));
            });

            assertThatThrownBy(() -> simulation.doge().run(graph.request(ROOT)))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("seed 7")
                    .hasMessageContaining("the test waits for root()")
                    .hasMessageContaining("strand 1 runs root() and waits for runs of its own")
                    .hasMessageContaining("runs under way: ")
                    .hasMessageContaining("leaf(n=3)");
        }
    }

    @Test
    void a_thread_from_outside_is_refused_and_named() {
        try (Simulation simulation = Simulation.seeded(7)) {
            CompletableFuture<Integer> stage = new CompletableFuture<>();
            TestGraph graph = TestGraph.of(plan -> plan.stage(LEAF, (it, in) -> stage));
            TaskRun<Integer> run = simulation.doge().start(graph.request(LEAF));
            simulation.settle();
            Thread outside = new Thread(() -> stage.complete(1), "somebody else");
            outside.start();
            assertThatThrownBy(() -> {
                        outside.join();
                        run.join();
                    })
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("somebody else is no thread of the simulation");
        }
    }
}
