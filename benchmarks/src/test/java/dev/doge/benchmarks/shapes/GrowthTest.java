package dev.doge.benchmarks.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a built graph holds: a count of JOL's, and the same in any JVM with compressed pointers. */
@Timeout(120)
class GrowthTest {
    private static final int TASKS = 100_000;

    @Test
    void a_built_graph_takes_a_hundred_bytes_a_task_without_its_keys() {
        // as Growth does: else JOL refuses records and lambdas
        System.setProperty("jol.magicFieldOffset", "true");
        Integer[] keys = new Integer[TASKS];
        Arrays.setAll(keys, Integer::valueOf);

        long reached = Growth.reached(ShapePeers.graph(Shape.of("sparse", TASKS), keys), keys);

        assertThat((double) reached / TASKS).isBetween(50.0, 100.0);
    }
}
