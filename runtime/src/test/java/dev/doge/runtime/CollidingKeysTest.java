package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.generated.InputId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys whose hashes are alike are kept apart all the same, whatever order they come and go in. */
@Tag("R1")
@Timeout(60)
class CollidingKeysTest {
    private static final int KEYS = 600;
    private static final InputId<Key> KEY = input("key");
    private static final TaskId<Integer> ONE = task("one");

    private record Key(int number, int step) {
        @Override
        public int hashCode() {
            return number * step;
        }
    }

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(2).build();
    private final Map<Key, CompletableFuture<Integer>> open = new ConcurrentHashMap<>();
    private final AtomicInteger executions = new AtomicInteger();
    private final TestGraph graph = TestGraph.of(plan -> plan.stage(ONE, (it, in) -> {
                executions.incrementAndGet();
                return future(in.get(KEY));
            })
            .key(KEY));

    private CompletableFuture<Integer> future(Key key) {
        return open.computeIfAbsent(key, k -> new CompletableFuture<>());
    }

    @AfterEach
    void close() {
        doge.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4_096, 16_384, 65_536, 1 << 22, -4_097})
    void each_is_executed_once_while_somebody_waits_and_again_afterwards(int step) throws Exception {
        Random random = new Random(step);
        for (int round = 1; round <= 3; round++) {
            List<Key> keys = new ArrayList<>();
            List<CompletableFuture<Integer>> runs = new ArrayList<>();
            for (int i = 0; i < KEYS; i++) {
                Key key = new Key(i, step);
                keys.add(key);
                runs.add(doge.submit(graph.<Integer>request(ONE, key)));
            }
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < KEYS; i++) {
                order.add(i);
                runs.add(doge.submit(graph.<Integer>request(ONE, new Key(i, step))));
            }
            Collections.shuffle(order, random);
            for (int i : order) {
                CompletableFuture<Integer> late = doge.submit(graph.<Integer>request(ONE, new Key(i, step)));
                future(keys.get(i)).complete(i);
                assertThat(runs.get(i).get(20, TimeUnit.SECONDS)).isEqualTo(i);
                assertThat(late.get(20, TimeUnit.SECONDS)).isEqualTo(i);
                assertThat(runs.get(KEYS + i).get(20, TimeUnit.SECONDS)).isEqualTo(i);
            }
            assertThat(executions).hasValue(round * KEYS);
            open.clear();
        }
    }
}
