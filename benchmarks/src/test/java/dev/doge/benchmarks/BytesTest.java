package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Request;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request under load may allocate, over all threads: a count of the JVM's, and the same on any machine. */
@Timeout(120)
class BytesTest {
    private static final int REQUESTS = 1_000;
    private static final int ROUNDS = 200;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private long next = 1_000_000;

    private static long allocated() {
        long[] ids = THREADS.getAllThreadIds();
        return Arrays.stream(THREADS.getThreadAllocatedBytes(ids)).sum();
    }

    /** Returns what the leanest round allocates per request: in others the JVM compiles, and has not yet compiled. */
    private double bytes(LongFunction<Request<SevenTasks.Page>> request) throws InterruptedException {
        double least = Double.MAX_VALUE;
        try (DogeExecutor doge = DogeExecutor.builder().parallelism(2).build()) {
            for (int round = 0; round < ROUNDS; round++) {
                long before = allocated();
                load(doge, request);
                least = Math.min(least, (double) (allocated() - before) / REQUESTS);
            }
        }
        return least;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the arrivals wait for them
    private void load(DogeExecutor doge, LongFunction<Request<SevenTasks.Page>> request) throws InterruptedException {
        Arrivals arrivals = new Arrivals(REQUESTS);
        for (int i = 0; i < REQUESTS; i++) {
            doge.submit(request.apply(++next)).whenComplete(arrivals);
        }
        arrivals.await();
    }

    @Test
    void a_request_with_one_set_of_inputs_stays_within_its_budget() throws InterruptedException {
        SevenTasksGraph graph = SevenTasksGraph.of(new SevenTasks());

        assertThat(bytes(graph::page)).isBetween(400.0, 640.0);
    }

    @Test
    void a_request_with_three_sets_of_inputs_stays_within_its_budget() throws InterruptedException {
        ThreeSetTasksGraph graph = ThreeSetTasksGraph.of(new ThreeSetTasks());

        assertThat(bytes(user -> graph.page(user, 1_049, (short) 978))).isBetween(400.0, 900.0); // the budget
    }
}
