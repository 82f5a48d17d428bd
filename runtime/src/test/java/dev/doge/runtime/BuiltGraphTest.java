package dev.doge.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.doge.runtime.event.TaskEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That graphs which are built at run time run as others do. */
@Timeout(120)
class BuiltGraphTest {
    private final DogeExecutor doge = DogeExecutor.create();
    private final TaskGraphBuilder builder = TaskGraphBuilder.create();

    @AfterEach
    void close() {
        doge.close();
    }

    @Test
    @Tag("R2")
    void bodies_get_the_values_of_what_they_take() {
        TaskRef<Integer> one = builder.add("one", () -> 1);
        TaskRef<Integer> two = builder.add("two", one, x -> x + 1);
        TaskRef<Integer> five = builder.add("five", two, two, one, (x, y, z) -> x + y + z);
        TaskRef<Integer> three = builder.add("three", one, two, Integer::sum);
        TaskRef<List<Integer>> list = builder.addAll("list", List.of(five, one, five, three), List::copyOf);
        builder.addDependency(list, two);
        BuiltGraph graph = builder.build();

        assertThat(doge.run(graph.request(list))).containsExactly(5, 1, 5, 3);
        assertThat(doge.run(graph.request(one))).isEqualTo(1);
        assertThat(doge.run(graph.all())).isNull();
        assertThat(graph.request(list)).hasToString("list").isEqualTo(graph.request(list));
        assertThat(graph.request(list).task().name()).isEqualTo("list");
        assertThat(graph.tasks()).extracting(TaskId::name).containsExactly("one", "two", "five", "three", "list");
    }

    @Test
    void asynchronous_tasks_of_all_shapes_end_with_their_stages() {
        TaskRef<Integer> none = builder.addAsync("none", () -> later(() -> 1));
        TaskRef<Integer> one = builder.addAsync("one", none, x -> later(() -> x + 1));
        TaskRef<Integer> two = builder.addAsync("two", none, one, (x, y) -> later(() -> x + y));
        TaskRef<Integer> three =
                builder.addAsync("three", none, one, two, (x, y, z) -> CompletableFuture.completedFuture(x + y + z));
        TaskRef<Integer> all = builder.addAllAsync(
                "all",
                List.of(none, one, two, three),
                values ->
                        later(() -> values.stream().mapToInt(Integer::intValue).sum()));

        assertThat(doge.run(builder.build().request(all))).isEqualTo(12);
    }

    private static <T> CompletableFuture<T> later(Supplier<T> value) {
        return CompletableFuture.supplyAsync(value);
    }

    @Test
    @Tag("R3")
    void only_what_is_requested_runs_and_a_dependency_is_for_order_only() {
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        TaskRef<String> a = builder.add("a", () -> said(ran, "a"));
        TaskRef<String> b = builder.add("b", () -> said(ran, "b"));
        builder.add("c", a, x -> said(ran, "c"));
        builder.addDependency(a, b);

        doge.run(builder.build().request(a));

        assertThat(ran).containsExactly("b", "a");
    }

    private static String said(List<String> ran, String name) {
        ran.add(name);
        return name;
    }

    @Test
    @Tag("R1")
    void requests_of_one_graph_share_work_and_those_of_another_do_not() throws InterruptedException {
        AtomicInteger times = new AtomicInteger();
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch started = new CountDownLatch(1);
        TaskRef<Integer> slow = builder.add("slow", () -> {
            started.countDown();
            go.await();
            return times.incrementAndGet();
        });
        TaskRef<Integer> next = builder.add("next", slow, x -> 10 * x);
        BuiltGraph graph = builder.build();
        TaskRun<Integer> first = doge.start(graph.request(slow));
        started.await();
        TaskRun<Integer> joined = doge.start(graph.request(next));
        builder.add("other", () -> 0);
        TaskRun<Integer> apart = doge.start(builder.build().request(slow));
        go.countDown();

        assertThat(joined.join()).isEqualTo(10 * first.join());
        assertThat(apart.join()).isNotEqualTo(first.join());
        assertThat(times).hasValue(2);
    }

    @Test
    @Tag("R5")
    void a_failure_names_the_way_and_null_is_one_unless_allowed() {
        IOException broken = new IOException("503");
        TaskRef<String> a = builder.add("a", () -> {
            throw broken;
        });
        TaskRef<String> b = builder.add("b", a, x -> x);
        TaskRef<String> c = builder.add("c", () -> null);
        TaskRef<String> d = builder.add("d", () -> null);
        builder.options(d, TaskOptions.<String>defaults().nullable());
        TaskRef<String> e = builder.add("e", d, String::valueOf);
        TaskRef<String> f = builder.addAsync("f", () -> null);
        BuiltGraph graph = builder.build();

        TaskFailedException failure = catchThrowableOfType(TaskFailedException.class, () -> doge.run(graph.request(b)));
        assertThat(failure)
                .hasMessage("a failed: IOException: 503 / needed by b")
                .hasCause(broken);
        assertThat(failure.request()).isEqualTo(graph.request(b));
        assertThatThrownBy(() -> doge.run(graph.request(c)))
                .hasMessageContaining("c returned null; give it TaskOptions.nullable() if that is meant");
        assertThat(doge.run(graph.request(e))).isEqualTo("null");
        assertThatThrownBy(() -> doge.run(graph.request(f))).hasMessageContaining("f returned a null stage");
        assertThatThrownBy(() -> doge.run(graph.all())).isInstanceOf(TaskFailedException.class);
    }

    @Test
    void a_fallback_supplies_the_value_of_a_task_that_fails() {
        TaskRef<String> a = builder.add("a", () -> {
            throw new IOException("503");
        });
        TaskRef<String> b = builder.add("b", a, x -> x);
        TaskRef<String> c = builder.add("c", b, x -> x + "!");
        builder.options(b, TaskOptions.<String>defaults().fallback(Throwable::getMessage));
        BuiltGraph graph = builder.build();

        assertThat(doge.run(graph.request(c))).isEqualTo("503!");
        builder.options(b, TaskOptions.defaults());
        assertThatThrownBy(() -> doge.run(builder.build().request(c))).isInstanceOf(TaskFailedException.class);
        assertThat(doge.run(graph.request(c)))
                .as("what was built does not change")
                .isEqualTo("503!");
    }

    @Test
    @Tag("R6")
    void leaving_cancels_what_nobody_wants_any_more() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        TaskRef<String> slow = builder.add("slow", () -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
                throw e;
            }
            return "";
        });
        TaskRef<String> next = builder.add("next", slow, x -> x);
        TaskRun<String> run = doge.start(builder.build().request(next));
        started.await();

        assertThat(run.cancel()).isTrue();
        assertThat(interrupted.join()).isTrue();
    }

    @Test
    @Tag("R16")
    void events_name_the_tasks_by_their_keys() {
        TaskRef<Integer> one = builder.add("one", () -> 1);
        TaskRef<Integer> two = builder.add("two", one, x -> x + 1);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        BuiltGraph graph = builder.build();

        doge.run(graph.request(two), RunOptions.defaults().listener(event -> {
            if (event instanceof TaskEvent.Finished) {
                seen.add(event.request().toString());
            }
        }));

        assertThat(seen).containsExactly("one", "two");
    }

    @Test
    void a_session_keeps_what_has_ended() {
        AtomicInteger times = new AtomicInteger();
        TaskRef<Integer> one = builder.add("one", times::incrementAndGet);
        TaskRef<Integer> two = builder.add("two", one, x -> x);
        BuiltGraph graph = builder.build();
        try (Session session = doge.openSession()) {
            assertThat(session.run(graph.request(one))).isEqualTo(1);
            assertThat(session.run(graph.request(two))).isEqualTo(1);
            assertThat(session.invalidate(graph.request(one))).isTrue();
            assertThat(session.run(graph.request(two))).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    @Tag("R1")
    void random_graphs_yield_what_a_sequential_walk_yields(long seed) {
        Random random = new Random(seed);
        int size = 500;
        AtomicIntegerArray times = new AtomicIntegerArray(size);
        long[] expected = new long[size];
        List<TaskRef<Long>> tasks = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            int n = i;
            List<TaskRef<Long>> needs = new ArrayList<>();
            expected[n] = 1;
            for (int k = i == 0 ? 0 : random.nextInt(5); k > 0; k--) {
                int before = random.nextInt(n);
                needs.add(tasks.get(before));
                expected[n] = 31 * expected[n] + expected[before];
            }
            if (random.nextInt(5) == 0) {
                tasks.add(builder.addAllAsync(n, needs, values -> later(() -> sum(times, n, values))));
            } else {
                tasks.add(builder.addAll(n, needs, values -> sum(times, n, values)));
            }
        }
        for (int i = 0; i < 100; i++) {
            int one = random.nextInt(size);
            int other = random.nextInt(size);
            if (one != other) {
                builder.addDependency(tasks.get(Math.max(one, other)), tasks.get(Math.min(one, other)));
            }
        }
        TaskRef<List<Long>> everything = builder.addAll("everything", tasks, List::copyOf);

        assertThat(doge.run(builder.build().request(everything)))
                .containsExactlyElementsOf(Arrays.stream(expected).boxed().toList());
        for (int i = 0; i < size; i++) {
            assertThat(times.get(i)).isEqualTo(1);
        }
    }

    private static long sum(AtomicIntegerArray times, int n, List<Long> values) {
        times.incrementAndGet(n);
        long sum = 1;
        for (long value : values) {
            sum = 31 * sum + value;
        }
        return sum;
    }

    @Test
    @Tag("R13")
    void a_million_tasks_run_as_a_chain_as_a_fan_and_all_at_once() {
        int size = 1_000_000;
        TaskRef<Integer> last = builder.add(0, () -> 0);
        for (int i = 1; i < size; i++) {
            last = builder.add(i, last, x -> x + 1);
        }
        assertThat(doge.run(builder.build().request(last))).isEqualTo(size - 1);

        TaskGraphBuilder fan = TaskGraphBuilder.create();
        TaskRef<Integer> source = fan.add("source", () -> 1);
        List<TaskRef<Integer>> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(fan.add(i, source, x -> x));
        }
        TaskRef<Integer> sink = fan.addAll("sink", all, List::size);
        assertThat(doge.run(fan.build().request(sink))).isEqualTo(size);

        TaskGraphBuilder apart = TaskGraphBuilder.create();
        AtomicInteger times = new AtomicInteger();
        for (int i = 0; i < size; i++) {
            apart.add(i, times::incrementAndGet);
        }
        doge.run(apart.build().all());
        assertThat(times).hasValue(size);
    }

    @Test
    @Tag("R14")
    void a_caller_leaves_the_tasks_of_a_built_graph_to_the_workers() {
        Thread caller = Thread.currentThread();
        AtomicInteger times = new AtomicInteger();
        List<TaskRef<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            tasks.add(builder.add(i, () -> Thread.currentThread() == caller ? times.incrementAndGet() : 0));
        }
        TaskRef<Integer> last = builder.addAll("last", tasks, List::size);
        BuiltGraph graph = builder.build();

        for (int i = 0; i < 20; i++) {
            doge.run(graph.request(last)); // any of them might take long, though all others were short
        }

        assertThat(times).hasValue(0);
    }

    @Test
    @Tag("R5")
    void a_failure_at_the_beginning_of_a_long_chain_overflows_nothing() {
        TaskRef<Integer> last = builder.add(0, () -> {
            throw new IOException("broken");
        });
        for (int i = 1; i < 100_000; i++) {
            last = builder.add(i, last, x -> x + 1);
        }
        BuiltGraph graph = builder.build();
        Request<Integer> request = graph.request(last);

        TaskFailedException failure = catchThrowableOfType(TaskFailedException.class, () -> doge.run(request));

        assertThat(failure.path()).hasSize(100_000);
        assertThat(failure.getMessage()).startsWith("0 failed: IOException: broken / needed by 1");
    }

    @Test
    @Tag("R4")
    @Tag("R5")
    @Tag("R13")
    void a_long_chain_each_of_which_words_the_failure_anew_overflows_nothing() {
        int levels = 8_000;
        TaskRef<Integer> last = builder.add(0, () -> {
            throw new IOException("broken");
        });
        for (int i = 1; i < levels; i++) {
            int level = i;
            last = builder.add(i, last, x -> x);
            builder.options(last, TaskOptions.<Integer>defaults().fallback(thrown -> {
                throw new IllegalStateException("level " + level, thrown);
            }));
        }
        BuiltGraph graph = builder.build();
        Request<Integer> request = graph.request(last);

        TaskFailedException failure = catchThrowableOfType(TaskFailedException.class, () -> doge.run(request));

        assertThat(failure.rootCauses()).hasSize(levels);
        assertThat(failure.rootCauses().get(0)).hasMessage("broken");
        assertThat(failure.getMessage()).contains("and " + (levels - 20) + " more");
    }
}
