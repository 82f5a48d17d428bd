package dev.doge.benchmarks.keyed;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.doge.benchmarks.keyed.TreePeers.Node;
import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Session;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TreeTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 1_000, 4_095})
    void every_peer_adds_up_the_same(int nodes) throws Exception {
        long expected = (long) nodes * (nodes + 1) / 2;
        ForkJoinPool pool = new ForkJoinPool(2);

        try (DogeExecutor doge = DogeExecutor.create();
                Session session = doge.openSession();
                Dispatcher dispatcher = new Dispatcher(pool, nodes)) {
            TreeTasksGraph graph = TreeTasksGraph.of(new TreeTasks(nodes));
            assertThat(doge.run(graph.sum(1))).isEqualTo(expected);
            assertThat(session.run(graph.sum(1))).isEqualTo(expected);
            assertThat(new TreePeers(pool, nodes).sum(new Node(1)).get()).isEqualTo(expected);
            AsyncCache<Node, Long> cache = Caffeine.newBuilder().buildAsync();
            assertThat(new TreePeers(pool, nodes, cache.asMap())
                            .sum(new Node(1))
                            .get())
                    .isEqualTo(expected);
            assertThat(dispatcher.sum(new Node(1)).get()).isEqualTo(expected);
            assertThat(dispatcher.sum(new Node(1)).get()).isEqualTo(expected);
        } finally {
            pool.shutdown();
        }
    }
}
