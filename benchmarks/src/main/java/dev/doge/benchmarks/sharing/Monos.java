package dev.doge.benchmarks.sharing;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * One Reactor {@link Mono} a key, made to be subscribed to by many. The entry goes in {@code doOnTerminate} and {@code doOnCancel}, which
 * come before the subscribers are told; {@code doFinally} would come after.
 */
final class Monos implements Sharer {
    private static final int THREADS = 100;

    private final ConcurrentMap<String, Mono<String>> flights = new ConcurrentHashMap<>();
    private final Scheduler threads = Schedulers.newBoundedElastic(THREADS, THREADS, "body", 1, true);
    private final Work work;
    private final UnaryOperator<Mono<String>> sharing;

    /** Makes monos with {@link Mono#share()}. */
    static Monos shared(Work work) {
        return new Monos(work, Mono::share);
    }

    /** Makes monos with {@link Mono#cache()}. */
    static Monos cached(Work work) {
        return new Monos(work, Mono::cache);
    }

    private Monos(Work work, UnaryOperator<Mono<String>> sharing) {
        this.work = work;
        this.sharing = sharing;
    }

    private Mono<String> flight(String key) {
        return flights.computeIfAbsent(
                key,
                k -> sharing.apply(Mono.fromCallable(() -> work.compute(k, this::await))
                        .subscribeOn(threads)
                        .doOnTerminate(() -> flights.remove(k))
                        .doOnCancel(() -> flights.remove(k))));
    }

    private String await(String key) {
        return Objects.requireNonNull(flight(key).block());
    }

    @Override
    public CompletableFuture<String> get(String key) {
        return flight(key).toFuture();
    }

    @Override
    public CompletableFuture<String> get(String key, Duration deadline) {
        return flight(key).timeout(deadline).toFuture();
    }

    @Override
    public void call(String key, Consumer<String> onValue, Consumer<Throwable> onFailure) {
        flight(key).subscribe(onValue, onFailure);
    }

    @Override
    public void close() {
        threads.dispose();
    }
}
