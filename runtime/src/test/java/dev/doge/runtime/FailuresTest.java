package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What those who wait see of a failure. */
@Timeout(20)
@SuppressWarnings("NullAway") // a null where none may be fails the test
class FailuresTest {
    private static final InputId<Integer> N = input("n");
    private static final InputId<String> LOCALE = input("locale");
    private static final TaskId<String> FAILS = task("fails");
    private static final TaskId<String> PAGE = task("page");
    private static final TaskId<String> OTHER = task("other");

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(4).build();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CompletableFuture<String> stage = new CompletableFuture<>();

    private final TestGraph shared = TestGraph.of(plan -> {
        plan.stage(FAILS, (it, in) -> {
                    started.countDown();
                    return stage;
                })
                .key(N);
        plan.value(PAGE, (it, in) -> in.get(FAILS)).key(N).needs(FAILS);
        plan.value(OTHER, (it, in) -> in.get(PAGE)).key(N, LOCALE).needs(PAGE);
    });

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    @Test
    @Tag("R5")
    @Tag("R22")
    void each_waiter_gets_an_exception_of_its_own_over_the_same_unchanged_cause() throws InterruptedException {
        IOException thrown = new IOException("503");
        StackTraceElement[] trace = thrown.getStackTrace();
        CompletableFuture<String> first = doge.submit(shared.request(FAILS, 7));
        CompletableFuture<String> second = doge.submit(shared.request(FAILS, 7));
        CompletableFuture<String> wider = doge.submit(shared.request(OTHER, 7, "de"));
        started.await();
        stage.completeExceptionally(thrown);

        TaskFailedException one = failure(first);
        TaskFailedException two = failure(second);
        TaskFailedException three = failure(wider);
        assertThat(one).isNotSameAs(two);
        assertThat(one.request()).isEqualTo(shared.request(FAILS, 7));
        assertThat(three.request()).isEqualTo(shared.request(OTHER, 7, "de"));
        assertThat(one.path()).containsExactly(shared.request(FAILS, 7));
        assertThat(three.path())
                .containsExactly(shared.request(OTHER, 7, "de"), shared.request(PAGE, 7), shared.request(FAILS, 7));
        assertThat(one).hasMessage("fails(n=7) failed: IOException: 503");
        assertThat(three)
                .hasMessage(
                        "fails(n=7) failed: IOException: 503 / needed by page(n=7) / needed by other(n=7, locale=de)");
        assertThat(List.of(one, two, three)).allSatisfy(failure -> {
            assertThat(failure.attempts()).isEqualTo(1);
            assertThat(failure.getCause()).isSameAs(thrown);
            assertThat(failure.rootCauses()).hasSize(1).first().isSameAs(thrown);
        });
        assertThat(thrown.getSuppressed()).isEmpty();
        assertThat(thrown.getCause()).isNull();
        assertThat(thrown.getStackTrace()).isEqualTo(trace);
    }

    private static TaskFailedException failure(CompletableFuture<?> future) {
        return (TaskFailedException)
                catchThrowableOfType(CompletionException.class, future::join).getCause();
    }

    @Test
    @Tag("R5")
    void nothing_but_the_one_layer_of_the_jdk_is_around_it() {
        stage.completeExceptionally(new IOException("503"));
        Request<String> request = shared.request(PAGE, 1);
        CompletableFuture<String> future = doge.submit(request);

        assertThat(catchThrowable(() -> doge.run(request))).isExactlyInstanceOf(TaskFailedException.class);
        assertThat(catchThrowable(() -> doge.runAll(List.of(request)))).isExactlyInstanceOf(TaskFailedException.class);
        assertThat(catchThrowable(() -> doge.start(request).join())).isExactlyInstanceOf(TaskFailedException.class);
        assertThat(catchThrowable(() -> doge.start(request).join(Duration.ofMinutes(1))))
                .isExactlyInstanceOf(TaskFailedException.class);
        assertThat(doge.start(request).outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failure.class,
                        failure -> assertThat(failure.cause()).isExactlyInstanceOf(TaskFailedException.class));
        assertThat(catchThrowable(future::join))
                .isExactlyInstanceOf(CompletionException.class)
                .cause()
                .isExactlyInstanceOf(TaskFailedException.class);
        assertThat(catchThrowable(future::get))
                .isExactlyInstanceOf(ExecutionException.class)
                .cause()
                .isExactlyInstanceOf(TaskFailedException.class);
        AtomicReference<Throwable> told = new AtomicReference<>();
        assertThat(future.whenComplete((value, thrown) -> told.set(thrown))).isCompletedExceptionally();
        assertThat(told.get()).isExactlyInstanceOf(TaskFailedException.class);
    }

    /** How a page comes to know of what fails. */
    enum Way {
        NEEDS,
        LAZY,
        ON_DEMAND,
        STAGE,
        NESTED,
        NESTED_ALL
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    @Tag("R5")
    @Tag("R22")
    void the_users_exception_is_the_cause_itself_whatever_way_it_has_come(Way way) {
        IOException thrown = new IOException("503");
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(FAILS, (it, in) -> {
                        throw thrown;
                    })
                    .key(N);
            TaskId<Integer> one = task("one");
            plan.value(one, (it, in) -> 1);
            var page = switch (way) {
                case NEEDS ->
                    plan.value(PAGE, (it, in) -> in.with(FAILS, N, one)).with(FAILS, N, one);
                case LAZY ->
                    plan.value(PAGE, (it, in) -> in.lazy(FAILS).await()).key(N).lazy(FAILS);
                case ON_DEMAND ->
                    plan.value(
                                    PAGE,
                                    (it, in) -> in.<Integer, String>onDemand(FAILS, N)
                                            .await(1))
                            .onDemand(FAILS, N);
                case STAGE ->
                    plan.stage(
                                    PAGE,
                                    (it, in) -> in.<Integer, String>onDemand(FAILS, N)
                                            .of(1))
                            .onDemand(FAILS, N);
                case NESTED -> plan.value(PAGE, (it, in) -> doge.run(it.request(FAILS, 1)));
                case NESTED_ALL ->
                    plan.value(
                            PAGE,
                            (it, in) ->
                                    doge.runAll(List.of(it.request(FAILS, 1))).get(0));
            };
            assertThat(page).isNotNull();
        });
        Request<String> request = way == Way.LAZY ? graph.request(PAGE, 1) : graph.request(PAGE);

        TaskFailedException failed = catchThrowableOfType(TaskFailedException.class, () -> doge.run(request));
        assertThat(failed.getCause()).isSameAs(thrown);
        assertThat(failed.rootCauses()).hasSize(1).first().isSameAs(thrown);
        assertThat(failed.request()).isEqualTo(request);
        assertThat(failed.path()).containsExactly(request, graph.request(FAILS, 1));
        assertThat(failed).hasMessage("fails(n=1) failed: IOException: 503 / needed by " + request);
        assertThatThrownBy(() -> failed.throwIfCausedBy(IOException.class)).isSameAs(thrown);
        failed.throwIfCausedBy(IllegalStateException.class);
    }

    @Test
    @Tag("R22")
    void what_a_stage_wraps_is_unwrapped_and_an_error_is_like_any_other() {
        OutOfMemoryError error = new OutOfMemoryError("on purpose");
        TestGraph graph = TestGraph.of(plan -> {
            plan.stage(
                    FAILS,
                    (it, in) -> CompletableFuture.supplyAsync(() -> {
                                throw error;
                            })
                            .thenApply(String::valueOf)
                            .thenApply(String::trim));
            plan.value(PAGE, (it, in) -> {
                throw error;
            });
        });

        assertThat(catchThrowableOfType(TaskFailedException.class, () -> doge.run(graph.request(FAILS)))
                        .getCause())
                .isSameAs(error);
        assertThat(catchThrowableOfType(TaskFailedException.class, () -> doge.run(graph.request(PAGE)))
                        .getCause())
                .isSameAs(error);
    }

    @Test
    @Tag("R5")
    void the_text_shows_twenty_ways_and_all_causes_can_be_reached() {
        int number = 25;
        List<TaskId<String>> tasks = IntStream.range(0, number)
                .mapToObj(i -> TestGraph.<String>task("t" + i))
                .toList();
        List<Throwable> thrown = new ArrayList<>();
        TestGraph graph = TestGraph.of(plan -> {
            for (int i = 0; i < number; i++) {
                IOException own = new IOException("no " + i);
                thrown.add(own);
                var task = plan.value(tasks.get(i), (it, in) -> {
                    throw own;
                });
                if (i + 1 < number) {
                    task.fallback(tasks.get(i + 1)); // a fallback that fails adds its cause
                }
            }
        });

        TaskFailedException failed =
                catchThrowableOfType(TaskFailedException.class, () -> doge.run(graph.request(tasks.get(0))));
        assertThat(failed.rootCauses()).hasSize(number).containsExactlyElementsOf(thrown);
        assertThat(failed.getCause()).isSameAs(thrown.get(0));
        assertThat(failed.getMessage().lines().toList())
                .hasSize(21)
                .first()
                .isEqualTo("t0() failed: IOException: no 0");
        assertThat(failed.getMessage()).endsWith("\n  and 5 more");
    }
}
