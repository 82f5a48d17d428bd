package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import dev.doge.runtime.RunOptions;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.TestGraph;
import dev.doge.runtime.generated.InputId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Stream;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two callers attach to the tasks of a chain of three, each to any of them, and leave, while its tasks complete and fail, in all orders that Lincheck tries. The frame and
 * the table are those that the run loop uses; only the threads are replaced: a started step is kept until an operation ends its task.
 *
 * <p>Checked when all is quiet: who still waits has a task under way that can end its wait (no start, join or wake-up is lost); when nobody
 * waits and all bodies have returned nothing is left in the table (no detach is lost); no task starts twice in a generation; and what a task yields after everyone had left
 * it reaches nobody (no late result is accepted).
 */
@Param(name = "caller", gen = IntGen.class, conf = "0:1")
@Param(name = "task", gen = IntGen.class, conf = "0:2")
public class SharedWorkLincheckTest {
    private static final String LATE = "late";
    private static final List<TaskId<String>> TASKS = List.of(task(0), task(1), task(2));
    private static final TestGraph CHAIN = TestGraph.of(plan -> {
        plan.value(TASKS.get(0), (graph, in) -> "");
        plan.value(TASKS.get(1), (graph, in) -> "").needs(TASKS.get(0));
        plan.value(TASKS.get(2), (graph, in) -> "").needs(TASKS.get(1));
    });

    private static final TestGraph FORK = TestGraph.of(plan -> {
        plan.value(TASKS.get(0), (graph, in) -> "");
        plan.value(TASKS.get(1), (graph, in) -> "").needs(TASKS.get(0));
        plan.value(TASKS.get(2), (graph, in) -> "").needs(TASKS.get(0));
    });

    private static final InputId<Integer> A = TestGraph.input("a");
    private static final InputId<Integer> B = TestGraph.input("b");
    private static final InputId<Integer> C = TestGraph.input("c");

    private static final TestGraph KEYS = TestGraph.of(plan -> {
        plan.value(TASKS.get(0), (graph, in) -> "").key(A);
        plan.value(TASKS.get(1), (graph, in) -> "").key(A, B).needs(TASKS.get(0));
        plan.value(TASKS.get(2), (graph, in) -> "").key(A, B, C).needs(TASKS.get(1));
    });

    private static TaskId<String> task(int n) {
        return TestGraph.task("t" + n);
    }

    /** Threads that do nothing by themselves. */
    private static final class Kept implements Workers {
        private final List<Step> started = new ArrayList<>();
        private final List<String> twice = new ArrayList<>();

        @Override
        public synchronized void start(ForkJoinTask<?> task) {
            Step step = (Step) task;
            if (!step.frame().claim(step.node())) {
                twice.add(name(step));
            } else if (step.frame().mayStart(step.node())) {
                started.add(step);
            }
        }

        private static String name(Step step) {
            return step.frame().layout().node(step.node()).name();
        }

        synchronized @Nullable Step take(int task) {
            for (Step step : started) {
                if (name(step).equals(TASKS.get(task).name())) {
                    started.remove(step);
                    return step;
                }
            }
            return null;
        }

        synchronized boolean hasLive() {
            return started.stream().anyMatch(step -> !step.frame().isDropped(step.node()));
        }

        /** Takes a body that runs though nobody wants its task any more. */
        synchronized @Nullable Step takeAbandoned() {
            for (Step step : started) {
                if (step.frame().isDropped(step.node())) {
                    started.remove(step);
                    return step;
                }
            }
            return null;
        }

        @Override
        public Seat seat() {
            return new Seat(Thread.currentThread());
        }

        @Override
        public List<Seat> seats() {
            return List.of();
        }

        @Override
        public boolean isWorker() {
            return false;
        }

        @Override
        public void park() {
            throw new AssertionError("no body waits here");
        }

        @Override
        public void unpark(Thread thread) {}

        @Override
        public long blocks(Goal until, long nanos) {
            return nanos;
        }

        @Override
        public boolean letCallersHelp() {
            return false;
        }

        @Override
        public void helps(Seat seat, boolean begins) {}

        @Override
        public List<Request<?>> close(Duration grace) {
            return List.of();
        }
    }

    private final Kept workers = new Kept();
    private final Engine engine = new Engine(workers, new Timers(), List.of());
    private final AtomicReferenceArray<@Nullable Run<String>> runs = new AtomicReferenceArray<>(2);

    Request<String> request(int task) {
        return CHAIN.request(TASKS.get(task));
    }

    /** The same with a fork, where a task can run that nobody wants any more while the other is still wanted. */
    public static class OnFork extends SharedWorkLincheckTest {
        @Override
        Request<String> request(int task) {
            return FORK.request(TASKS.get(task));
        }
    }

    /** The chain, each of whose tasks has a key of its own, so that a request opens one frame for several keys, and the other caller finds it by one of them. */
    public static class OnKeys extends SharedWorkLincheckTest {
        @Override
        Request<String> request(int task) {
            return KEYS.request(
                    TASKS.get(task), List.of(1, 2, 3).subList(0, task + 1).toArray());
        }
    }

    @Operation
    public void attach(@Param(name = "caller") int caller, @Param(name = "task") int task) {
        Run<String> before = runs.get(caller);
        if (before == null || before.isDone()) {
            Run<String> run = engine.submit(request(task), RunOptions.defaults());
            if (!runs.compareAndSet(caller, before, run)) {
                run.cancel(false);
            }
        }
    }

    @Operation
    public void detach(@Param(name = "caller") int caller) {
        Run<String> run = runs.get(caller);
        if (run != null) {
            run.cancel(false);
        }
    }

    @Operation
    public void complete(@Param(name = "task") int task) {
        end(task, false);
    }

    @Operation
    public void fail(@Param(name = "task") int task) {
        end(task, true);
    }

    private void end(int task, boolean fails) {
        Step step = workers.take(task);
        if (step != null) {
            end(step, fails);
        }
    }

    private static void end(Step step, boolean fails) {
        Frame frame = step.frame();
        boolean late = frame.isDropped(step.node());
        TaskNode node = (TaskNode) frame.layout().node(step.node());
        Turn turn = new Turn();
        Object outcome =
                fails ? Failed.threw(frame, node, new IOException(late ? LATE : "thrown")) : late ? LATE : "value";
        frame.complete(step.node(), outcome, turn);
        turn.settle();
    }

    /** Called by Lincheck when all operations have returned. */
    @Validate
    public void check() {
        for (Step step = workers.takeAbandoned(); step != null; step = workers.takeAbandoned()) {
            end(step, false); // who came back waits for bodies that could not be stopped; now they return
        }
        boolean waiting = false;
        for (int caller = 0; caller < 2; caller++) {
            Run<String> run = runs.get(caller);
            if (run == null) {
                continue;
            }
            waiting |= !run.isDone();
            if (run.isDone() && !run.isCompletedExceptionally() && LATE.equals(run.join())) {
                throw new IllegalStateException("a late result reached caller " + caller);
            }
        }
        if (!workers.twice.isEmpty()) {
            throw new IllegalStateException("started twice: " + workers.twice);
        }
        if (waiting && !workers.hasLive()) {
            throw new IllegalStateException("someone waits, and nothing is under way");
        }
        if (!waiting && !engine.table().isEmpty()) {
            throw new IllegalStateException("nobody waits, and work is left");
        }
    }

    /**
     * One caller leaves while its task runs, and comes back; the other stays; the task that runs on yields its value at any time. If the one
     * who stays came first, the generation is still open to who comes back, and only what was dropped in it keeps him out.
     */
    private static ExecutionScenario comingBack(Actor first, Actor second) {
        return new ExecutionScenario(
                List.of(first, second, actor("complete", 0)),
                List.of(
                        List.of(actor("detach", 0), actor("attach", 0, 2)),
                        List.of(actor("complete", 2), actor("complete", 2))),
                List.of(),
                null);
    }

    private static Actor actor(String operation, Integer... arguments) {
        Class<?>[] types = Stream.of(arguments).map(argument -> int.class).toArray(Class<?>[]::new);
        try {
            return new Actor(SharedWorkLincheckTest.class.getMethod(operation, types), List.of(arguments));
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private static <O extends Options<O, ?>> void check(O options, Class<?> shape) {
        Actor leaving = actor("attach", 0, 2);
        Actor staying = actor("attach", 1, 1);
        options.addCustomScenario(comingBack(leaving, staying))
                .addCustomScenario(comingBack(staying, leaving))
                .iterations(3)
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(2)
                .actorsAfter(1)
                .check(shape);
    }

    @ParameterizedTest
    @ValueSource(classes = {SharedWorkLincheckTest.class, OnFork.class, OnKeys.class})
    @Tag("R6")
    @Tag("R7")
    void no_interleaving_loses_a_waiter_or_keeps_one(Class<?> shape) {
        check(new ModelCheckingOptions().invocationsPerIteration(200), shape);
    }

    @ParameterizedTest
    @ValueSource(classes = {SharedWorkLincheckTest.class, OnFork.class, OnKeys.class})
    @Tag("R6")
    @Tag("R7")
    void no_race_on_real_threads_loses_a_waiter_or_keeps_one(Class<?> shape) {
        check(new StressOptions().invocationsPerIteration(200), shape);
    }
}
