package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.spi.ContextCarrier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In whose context a task runs. */
@Timeout(20)
@Tag("R18")
@SuppressWarnings("NullAway") // a null where none may be fails the test
class ContextTest {
    private static final TaskId<String> ONE = task("one");
    private static final TaskId<String> OTHER = task("other");

    private final ThreadLocal<@Nullable String> trace = new ThreadLocal<>();
    private final AtomicInteger captured = new AtomicInteger();
    private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
    private final DogeExecutor doge =
            DogeExecutor.builder().parallelism(2).context(this::capture).build();

    @AfterEach
    void close() {
        trace.remove();
        doge.close(Duration.ofSeconds(1));
    }

    private ContextCarrier.Snapshot capture() {
        captured.incrementAndGet();
        String taken = trace.get();
        return new ContextCarrier.Snapshot() {
            @Override
            public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
                String before = trace.get();
                trace.set(taken);
                try {
                    return body.call();
                } finally {
                    trace.set(before);
                }
            }
        };
    }

    private TestGraph seeing() {
        return TestGraph.of(plan -> {
            plan.value(ONE, (it, in) -> "one in " + trace.get());
            plan.value(OTHER, (it, in) -> in.get(ONE) + ", other in " + trace.get())
                    .needs(ONE);
        });
    }

    @Test
    void tasks_run_in_the_context_of_the_caller_which_is_taken_once_a_run() {
        trace.set("mine");
        assertThat(doge.submit(seeing().request(OTHER)).join()).isEqualTo("one in mine, other in mine");
        assertThat(captured).hasValue(1);
        trace.set("later");
        assertThat(doge.submit(seeing().request(ONE)).join()).isEqualTo("one in later");
        assertThat(captured).hasValue(2);
    }

    @Test
    void a_caller_that_helps_runs_tasks_in_its_context_and_keeps_its_own() {
        trace.set("mine");
        TestGraph graph = seeing();
        for (int i = 0; i < 2_000; i++) { // short tasks move to the caller's thread
            assertThat(doge.run(graph.request(OTHER))).isEqualTo("one in mine, other in mine");
        }
        assertThat(trace.get()).isEqualTo("mine");
    }

    @Test
    @Tag("R1")
    void shared_work_runs_in_the_context_of_who_demanded_it_first_and_more_in_that_of_who_joins() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(ONE, (it, in) -> {
                seen.add("one in " + trace.get());
                began.countDown();
                goesOn.await();
                return "";
            });
            plan.value(OTHER, (it, in) -> "other in " + trace.get()).needs(ONE);
        });
        trace.set("first");
        TaskRun<String> one = doge.start(graph.request(ONE));
        began.await();
        trace.set("second");
        TaskRun<String> other = doge.start(graph.request(OTHER));
        goesOn.countDown();
        one.join();
        assertThat(other.join()).isEqualTo("other in second");
        assertThat(seen).containsExactly("one in first");
    }

    @Test
    @Tag("R1")
    void what_only_one_demands_beside_a_frame_for_several_keys_runs_in_its_own_context() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        InputId<Integer> n = input("n");
        InputId<Integer> m = input("m");
        TaskId<String> wide = task("wide");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(ONE, (it, in) -> {
                        began.countDown();
                        goesOn.await();
                        return "one in " + trace.get();
                    })
                    .key(n);
            plan.value(OTHER, (it, in) -> in.get(ONE) + ", other in " + trace.get())
                    .key(n)
                    .needs(ONE);
            plan.value(wide, (it, in) -> in.get(ONE) + ", wide in " + trace.get())
                    .key(n, m)
                    .needs(ONE);
        });
        trace.set("first");
        TaskRun<String> first = doge.start(graph.request(wide, 1, 2));
        began.await();
        trace.set("second");
        TaskRun<String> second = doge.start(graph.request(OTHER, 1));
        goesOn.countDown();

        assertThat(first.join()).isEqualTo("one in first, wide in first");
        assertThat(second.join()).isEqualTo("one in first, other in second");
    }

    @Test
    @Tag("R7")
    void what_is_executed_afresh_beside_sealed_work_runs_in_the_context_of_who_asks_then() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        TaskId<String> bad = task("bad");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(OTHER, (it, in) -> {
                began.countDown();
                goesOn.await();
                return "other in " + trace.get();
            });
            plan.value(bad, (it, in) -> {
                throw new IOException();
            });
            plan.value(ONE, (it, in) -> "one in " + trace.get());
        });
        trace.set("first");
        TaskRun<String> other = doge.start(graph.request(OTHER));
        began.await();
        assertThatThrownBy(() -> doge.run(graph.request(bad))).isInstanceOf(TaskFailedException.class);
        trace.set("second");
        assertThat(doge.submit(graph.request(ONE)).join()).isEqualTo("one in second");
        goesOn.countDown();
        assertThat(other.join()).isEqualTo("other in first");
    }

    @Test
    @Tag("R22")
    void what_a_body_throws_passes_a_carrier_as_it_is() {
        IOException thrown = new IOException("mine");
        try (DogeExecutor wrapping = DogeExecutor.builder()
                .context(() -> new ContextCarrier.Snapshot() {
                    @Override
                    public <T extends @Nullable Object> T call(Callable<T> body) {
                        try {
                            return body.call();
                        } catch (Exception e) {
                            throw new IllegalStateException("wrapped", e);
                        }
                    }
                })
                .build()) {
            TestGraph graph = TestGraph.of(plan -> plan.value(ONE, (it, in) -> {
                throw thrown;
            }));
            assertThatThrownBy(() -> wrapping.run(graph.request(ONE))).hasCause(thrown);
        }
    }

    @Test
    void a_carrier_that_throws_harms_nobody() {
        try (DogeExecutor careless = DogeExecutor.builder()
                .context(() -> {
                    throw new IllegalStateException("no capture");
                })
                .context(() -> null)
                .context(() -> new ContextCarrier.Snapshot() {
                    @Override
                    public <T extends @Nullable Object> T call(Callable<T> body) {
                        throw new IllegalStateException("no call");
                    }
                })
                .build()) {
            assertThat(careless.run(seeing().request(ONE))).isEqualTo("one in null");
        }
    }
}
