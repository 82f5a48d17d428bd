package dev.doge.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.benchmarks.SevenTasks.Page;
import dev.doge.runtime.DogeExecutor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SevenTasksTest {
    private final SevenTasks tasks = new SevenTasks();
    private final ForkJoinPool pool = new ForkJoinPool(2);
    private final DogeExecutor doge = DogeExecutor.create();

    @AfterEach
    void close() {
        pool.shutdown();
        doge.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -3, 1L << 40})
    void every_peer_yields_the_same_page(long id) throws Exception {
        Page expected = new Page(id + ((id + 1) + (id + 2)) + (id + 2) * (id + 3));

        assertThat(SevenTaskLimit.start(pool, id).get()).isEqualTo(expected);
        assertThat(SevenTaskFutures.start(pool, tasks, id).get()).isEqualTo(expected);
        assertThat(SevenTaskProducers.start(
                                new SevenTaskProducers.Threads(pool), new SevenTaskProducers.Tasks(tasks), id)
                        .get())
                .isEqualTo(expected);
        Peers.OfParSeq parseq = new Peers.OfParSeq();
        assertThat(SevenTaskParSeq.start(parseq.engine, tasks, id).get()).isEqualTo(expected);
        parseq.close();
        Peers.OfReactor reactor = new Peers.OfReactor();
        assertThat(SevenTaskReactor.start(reactor.threads, tasks, id).get()).isEqualTo(expected);
        reactor.close();
        assertThat(SevenTaskFutures.start(pool, new BusyTasks(1), id).get()).isEqualTo(expected);
        if (SevenTaskScopes.isThere()) {
            assertThat(SevenTaskScopes.run(tasks, id)).isEqualTo(expected);
        }
        assertThat(doge.submit(SevenTasksGraph.of(tasks).page(id)).get()).isEqualTo(expected);
        assertThat(doge.run(SevenTasksGraph.of(tasks).page(id))).isEqualTo(expected);
    }

    @Test
    void a_peer_with_a_locale_yields_what_three_sets_of_inputs_do() throws Exception {
        SevenTasks local = new LocalTasks(1_049, (short) 978);

        assertThat(SevenTaskFutures.start(pool, local, 7).get())
                .isEqualTo(doge.run(ThreeSetTasksGraph.of(new ThreeSetTasks()).page(7, 1_049, (short) 978)));
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // the arrivals wait for them
    void a_failed_request_does_not_count_as_a_fast_one() {
        Arrivals arrivals = new Arrivals(2);
        CompletableFuture.completedFuture(new Page(1)).whenComplete(arrivals);
        CompletableFuture.<Page>failedFuture(new ArithmeticException("no page")).whenComplete(arrivals);

        assertThatThrownBy(arrivals::await).hasRootCauseMessage("no page");
    }
}
