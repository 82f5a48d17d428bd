package dev.doge.benchmarks.shapes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.doge.runtime.DogeExecutor;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

@Timeout(60)
class ShapePeersTest {
    @ParameterizedTest
    @ValueSource(strings = {"chain", "fan", "grid", "layered"})
    void every_peer_runs_every_shape(String name) throws Exception {
        Shape shape = Shape.of(name, 1_000);
        ForkJoinPool pool = new ForkJoinPool(2);
        Scheduler threads = Schedulers.newParallel("test", 2);

        try (DogeExecutor doge = DogeExecutor.create()) {
            assertThat(ShapeLimit.start(pool, new ShapeLimit.Plan(shape), ShapePeers::body)
                            .get())
                    .isNotNull();
            doge.submit(ShapePeers.graph(shape).all()).get();
            ShapePeers.futures(shape, pool).get();
            ShapePeers.monos(shape, threads).block();
            assertThatCode(() -> ShapePeers.dexecutor(shape, pool)).doesNotThrowAnyException();
        } finally {
            threads.dispose();
            pool.shutdown();
        }
    }
}
