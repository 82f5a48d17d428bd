package dev.doge.runtime;

import static dev.doge.runtime.TestGraph.input;
import static dev.doge.runtime.TestGraph.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run does after a failure that it can keep going from. */
@Timeout(20)
@Tag("R4")
@SuppressWarnings("NullAway") // a null where none may be fails the test
class KeepGoingTest {
    private static final InputId<Integer> N = input("n");
    private static final TaskId<String> BAD = task("bad");
    private static final TaskId<String> WORSE = task("worse");
    private static final TaskId<String> SLOW = task("slow");
    private static final TaskId<String> AFTER = task("after");
    private static final TaskId<String> PAGE = task("page");
    private static final TaskId<List<Integer>> ALL = task("all");
    private static final TaskId<Integer> ONE = task("one");

    private static final RunOptions KEEP_GOING = RunOptions.defaults().keepGoing();

    private final DogeExecutor doge = DogeExecutor.builder().parallelism(2).build();
    private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<String> slow = new CompletableFuture<>();
    private final CountDownLatch slowBegan = new CountDownLatch(1);
    private final IOException first = new IOException("bad");
    private final IOException second = new IOException("worse");

    @AfterEach
    void close() {
        doge.close(Duration.ofSeconds(1));
    }

    private TestGraph graph() {
        return TestGraph.of(plan -> {
            plan.value(BAD, (it, in) -> {
                slowBegan.await();
                throw first;
            });
            plan.stage(SLOW, (it, in) -> {
                slowBegan.countDown();
                return slow;
            });
            plan.value(AFTER, (it, in) -> ran.add("after") ? in.get(SLOW) : "").needs(SLOW);
            plan.value(WORSE, (it, in) -> {
                        ran.add("worse");
                        throw second;
                    })
                    .needs(AFTER);
            plan.value(PAGE, (it, in) -> ran.add("page") ? "page" : "").needs(BAD, WORSE);
        });
    }

    @Test
    @Tag("R5")
    void what_does_not_need_the_failure_is_still_executed_and_all_failures_are_told() throws InterruptedException {
        TestGraph graph = graph();
        TaskRun<String> run = doge.start(graph.request(PAGE), KEEP_GOING);
        slowBegan.await();
        assertThatThrownBy(() -> doge.run(graph.request(BAD))).hasRootCause(first);

        assertThat(run.isDone()).isFalse();
        slow.complete("slow");
        TaskFailedException failed = catchThrowableOfType(TaskFailedException.class, run::join);
        assertThat(failed.rootCauses()).containsExactlyInAnyOrder(first, second);
        assertThat(failed.getCause()).isSameAs(failed.rootCauses().get(0));
        assertThat(failed.request()).isEqualTo(graph.request(PAGE));
        assertThat(failed.getMessage())
                .contains("bad() failed: IOException: bad / needed by page()")
                .contains("worse() failed: IOException: worse / needed by page()");
        assertThat(ran).containsExactly("after", "worse");
    }

    @Test
    @Tag("R6")
    void a_run_that_fails_fast_leaves_one_that_keeps_going() {
        TestGraph graph = graph();
        TaskRun<String> going = doge.start(graph.request(PAGE), KEEP_GOING);
        TaskRun<String> fast = doge.start(graph.request(PAGE));

        assertThatThrownBy(fast::join).isInstanceOf(TaskFailedException.class).hasRootCause(first);
        assertThat(going.isDone()).isFalse();
        slow.complete("slow");
        assertThat(catchThrowableOfType(TaskFailedException.class, going::join).rootCauses())
                .containsExactlyInAnyOrder(first, second);
    }

    @Test
    @Tag("R6")
    void a_run_that_keeps_going_can_be_cancelled_after_the_failure() {
        TestGraph graph = graph();
        TaskRun<String> going = doge.start(graph.request(PAGE), KEEP_GOING);
        assertThatThrownBy(() -> doge.run(graph.request(PAGE))).hasRootCause(first);

        assertThat(going.cancel()).isTrue();
        assertThatThrownBy(going::join).isInstanceOf(CancellationException.class);
        slow.complete("too late");
        assertThat(ran).isEmpty();
    }

    @Test
    @Tag("R9")
    void a_deadline_ends_a_run_that_keeps_going_and_the_failure_so_far_is_told() {
        TestGraph graph = graph();
        TaskFailedException failed = catchThrowableOfType(
                TaskFailedException.class,
                () -> doge.run(graph.request(PAGE), KEEP_GOING.deadline(Duration.ofMillis(500))));

        assertThat(failed.rootCauses()).hasAtLeastOneElementOfType(java.util.concurrent.TimeoutException.class);
        assertThat(ran).isEmpty();
    }

    @Test
    void a_fan_out_demands_its_other_elements_after_one_has_failed() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(ALL, (it, in) -> List.of(1, 2, 3, 4, 5));
            plan.value(ONE, (it, in) -> {
                        ran.add("one " + in.get(N));
                        if (in.get(N) % 2 == 0) {
                            throw new IOException("even " + in.get(N));
                        }
                        return in.get(N);
                    })
                    .key(N);
            plan.value(PAGE, (it, in) -> "" + in.each(ONE, N, ALL)).each(ONE, N, ALL);
        });

        TaskFailedException failed =
                catchThrowableOfType(TaskFailedException.class, () -> doge.run(graph.request(PAGE), KEEP_GOING));
        assertThat(failed.rootCauses())
                .extracting(Throwable::getMessage)
                .containsExactly("even 2", "even 4"); // in the order of the elements
        assertThat(ran).containsExactlyInAnyOrder("one 1", "one 2", "one 3", "one 4", "one 5");
    }

    /** What an element waits for that has the key of the fan-out itself was not looked at: the run ended too early. */
    @Test
    void an_element_that_is_the_key_of_the_fan_out_itself_is_waited_for() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(ALL, (it, in) -> List.of(1, 2));
            plan.stage(
                            ONE,
                            (it, in) ->
                                    in.get(N) == 1 ? slow.thenApply(text -> 1) : CompletableFuture.failedFuture(first))
                    .key(N);
            plan.value(PAGE, (it, in) -> in.get(N) + "" + in.each(ONE, N, ALL))
                    .key(N)
                    .each(ONE, N, ALL);
        });
        TaskRun<String> going = doge.start(graph.request(PAGE, 1), KEEP_GOING);
        assertThatThrownBy(() -> doge.run(graph.request(PAGE, 1))).hasRootCause(first);

        slow.completeExceptionally(second);
        assertThat(catchThrowableOfType(TaskFailedException.class, going::join).rootCauses())
                .containsExactly(second, first); // in the order of the elements
    }

    @Test
    @Tag("R5")
    void run_all_that_keeps_going_waits_for_all_and_tells_of_all() {
        TestGraph graph = TestGraph.of(plan -> {
            plan.value(BAD, (it, in) -> {
                throw first;
            });
            plan.value(WORSE, (it, in) -> {
                throw second;
            });
            plan.value(AFTER, (it, in) -> ran.add("after") ? "after" : "");
        });

        TaskFailedException failed = catchThrowableOfType(
                TaskFailedException.class,
                () -> doge.runAll(List.of(graph.request(WORSE), graph.request(AFTER), graph.request(BAD)), KEEP_GOING));
        assertThat(failed.request()).isEqualTo(graph.request(WORSE));
        assertThat(failed.rootCauses()).containsExactly(second, first);
        assertThat(ran).containsExactly("after");
    }

    @Test
    @Tag("R10")
    void a_run_carries_its_priority_and_is_normal_by_default() {
        assertThat(RunOptions.defaults().priority()).isEqualTo(Priority.NORMAL);
        RunOptions urgent = KEEP_GOING.priority(Priority.URGENT);
        assertThat(urgent.priority()).isEqualTo(Priority.URGENT);
        assertThat(urgent.deadline(Duration.ofSeconds(1)).record().priority()).isEqualTo(Priority.URGENT);
        assertThat(urgent.keepsGoing()).isTrue();
        assertThat(urgent).hasToString("RunOptions[keepGoing, priority=URGENT]");
        assertThat(Priority.values()).containsExactly(Priority.LOW, Priority.NORMAL, Priority.HIGH, Priority.URGENT);
    }
}
