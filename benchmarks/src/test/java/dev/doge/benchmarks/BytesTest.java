package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Request;
import dev.doge.runtime.Session;
import dev.doge.runtime.TaskGraphBuilder;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request may allocate, over all threads: a count of the JVM's, and the same on any machine. */
@Timeout(120)
class BytesTest {
    private static final int REQUESTS = 1_000;
    private static final int ROUNDS = 200;
    private static final int KEYS = 100;
    private static final int CALLERS = 16;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long next = 1_000_000;

    /** Requests, made and waited for. */
    @FunctionalInterface
    private interface Round {
        void make() throws InterruptedException;
    }

    private static Map<Long, Long> allocated() {
        long[] ids = THREADS.getAllThreadIds();
        long[] bytes = THREADS.getThreadAllocatedBytes(ids);
        Map<Long, Long> allocated = new HashMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (bytes[i] >= 0) {
                allocated.put(ids[i], bytes[i]); // else it has just ended
            }
        }
        return allocated;
    }

    /** Returns what the threads that are there have allocated since a time; those of tests before may have ended meanwhile. */
    private static long allocatedSince(Map<Long, Long> before) {
        return allocated().entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }

    /** Returns what the leanest round allocates per request: in others the JVM compiles, and has not yet compiled. */
    private static double bytes(int requests, Round round) throws InterruptedException {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < ROUNDS; i++) {
            Map<Long, Long> before = allocated();
            round.make();
            least = Math.min(least, (double) allocatedSince(before) / requests);
        }
        return least;
    }

    private double underLoad(LongFunction<Request<SevenTasks.Page>> request) throws InterruptedException {
        try (DogeExecutor doge = DogeExecutor.builder().parallelism(2).build()) {
            return bytes(REQUESTS, () -> load(doge, request));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the arrivals wait for them
    private void load(DogeExecutor doge, LongFunction<Request<SevenTasks.Page>> request) throws InterruptedException {
        Arrivals arrivals = new Arrivals(REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
            doge.submit(request.apply(++next)).whenComplete(arrivals);
        }
        arrivals.await();
    }

    /** Asks for each key so many times while the only worker is kept busy: nobody's result is there before all have joined. */
    @SuppressWarnings("FutureReturnValueIgnored") // the arrivals wait for them
    private void share(DogeExecutor doge, LongFunction<Request<SevenTasks.Page>> request) throws InterruptedException {
        CountDownLatch joined = new CountDownLatch(1);
        TaskGraphBuilder builder = TaskGraphBuilder.create();
        builder.add("busy", () -> {
            joined.await();
            return "done";
        });
        CompletableFuture<?> busy = doge.submit(builder.build().all());
        Arrivals arrivals = new Arrivals(KEYS * CALLERS);
        for (int key = 0; key < KEYS; key++) {
            next++;
            for (int caller = 0; caller < CALLERS; caller++) {
                doge.submit(request.apply(next)).whenComplete(arrivals);
            }
        }
        joined.countDown();
        arrivals.await();
        busy.join();
    }

    @Test
    void a_request_with_one_set_of_inputs_stays_within_its_budget() throws InterruptedException {
        SevenTasksGraph graph = SevenTasksGraph.of(new SevenTasks());

        assertThat(underLoad(graph::page)).isBetween(400.0, 640.0);
    }

    @Test
    void a_request_with_three_sets_of_inputs_stays_within_its_budget() throws InterruptedException {
        ThreeSetTasksGraph graph = ThreeSetTasksGraph.of(new ThreeSetTasks());

        assertThat(underLoad(user -> graph.page(user, 1_049, (short) 978))).isBetween(400.0, 900.0); // the budget
    }

    @Test
    void a_request_that_sixteen_share_costs_each_of_them_little() throws InterruptedException {
        SevenTasksGraph graph = SevenTasksGraph.of(new SevenTasks());
        double each;
        try (DogeExecutor doge = DogeExecutor.builder().parallelism(1).build()) {
            each = bytes(KEYS * CALLERS, () -> share(doge, graph::page));
        }
        assertThat(each).isBetween(100.0, 400.0);
    }

    @Test
    void a_repeat_in_a_session_allocates_no_more_than_its_request() throws InterruptedException {
        SevenTasksGraph graph = SevenTasksGraph.of(new SevenTasks());
        double each;
        try (DogeExecutor doge = DogeExecutor.builder().parallelism(2).build();
                Session session = doge.openSession()) {
            each = bytes(REQUESTS, () -> {
                for (int i = 0; i < REQUESTS; i++) {
                    session.run(graph.page(next));
                }
            });
        }
        // the request, and its input in a box
        assertThat(each).isBetween(0.0, 56.0);
    }
}
