package dev.doge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.Request;
import dev.doge.runtime.RunOptions;
import dev.doge.runtime.TaskFailedException;
import dev.doge.runtime.event.TaskEvent;
import dev.doge.runtime.event.TaskListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random graphs with random failures, delays, joins, leaves and deadlines, on real pools and in simulations, against a sequential model. A short
 * run by default; {@code -Ddoge.stress.minutes=10} makes a long one, {@code -Ddoge.stress.seed=S} replays one graph for as long. What fails in a
 * simulation fails again with its seed, at the same place.
 */
// Long because the model that judges a run stands beside the runs that it judges.
@Tag("R1")
@Tag("R2")
@Tag("R3")
@Tag("R4")
@Tag("R6")
@Tag("R7")
@Tag("R8")
@Tag("R13")
@Tag("R14")
@Tag("R16")
@Tag("R19")
@SuppressWarnings("NullAway") // a null where none may be fails the test
class StressTest {
    private static final int FINISHED = 9;
    private static final long SHORT_MILLIS = 8_000;
    private static final int[] POOLS = {1, 2, 8};
    private static final int SLOW = 5;
    private static final int SHORT_SPIN = 2_000;
    private static final int LONG_SPIN = 20_000;
    private static final int REPEATED = 4;

    private final LongAdder graphs = new LongAdder();
    private final LongAdder runs = new LongAdder();
    private final LongAdder bodies = new LongAdder();
    private final LongAdder left = new LongAdder();
    private final LongAdder interrupted = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder heard = new LongAdder();
    private final LongAdder joined = new LongAdder();
    private final LongAdder adopted = new LongAdder();
    private final LongAdder abandoned = new LongAdder();
    private final LongAdder awaited = new LongAdder();
    private final LongAdder repeated = new LongAdder();
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    /** Counts bodies, delays some, and finds two that run for one key at once. */
    private class Watch implements RandomGraph.Probe {
        private final Map<String, AtomicInteger> inside = new ConcurrentHashMap<>();
        final Map<String, AtomicInteger> executed = new ConcurrentHashMap<>();
        private final int delays;
        private final int slowness;

        Watch(int delays, int slowness) {
            this.delays = delays;
            this.slowness = slowness;
        }

        @Override
        public void begins(String task, Map<String, Integer> key) throws InterruptedException {
            String request = task + key;
            bodies.increment();
            executed.computeIfAbsent(request, first -> new AtomicInteger()).incrementAndGet();
            if (inside.computeIfAbsent(request, first -> new AtomicInteger()).incrementAndGet() > 1) {
                wrong.add("two bodies run at once for " + request);
            }
            delay(draw(100));
        }

        int draw(int bound) {
            return ThreadLocalRandom.current().nextInt(bound);
        }

        void delay(int what) throws InterruptedException {
            if (what >= delays) {
                return;
            }
            if (what % 4 == 0) {
                LockSupport.parkNanos(1_000);
                return;
            }
            long end = System.nanoTime() + 1_000L * slowness * what * (what % 4 == 1 ? 20 : 1);
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
                if (what % 4 != 3 && Thread.interrupted()) { // some bodies cannot be stopped
                    interrupted.increment();
                    throw new InterruptedException();
                }
            }
        }

        @Override
        public void ends(String task, Map<String, Integer> key) {
            inside.get(task + key).decrementAndGet();
        }

        @Override
        public CompletableFuture<Integer> stage(int value) {
            int how = draw(3);
            return how == 0
                    ? CompletableFuture.completedFuture(value)
                    : how == 1
                            ? CompletableFuture.supplyAsync(() -> value, ForkJoinPool.commonPool())
                            : CompletableFuture.supplyAsync(
                                    () -> value, CompletableFuture.delayedExecutor(100, TimeUnit.MICROSECONDS));
        }
    }

    /** Finds a key that is executed again for one run before that has ended, whatever has failed in it. */
    private final class OneRun extends Watch {
        private volatile @Nullable Run<?> run;

        OneRun() {
            super(5, 1);
        }

        @Override
        public void begins(String task, Map<String, Integer> key) throws InterruptedException {
            Run<?> under = run;
            while (under == null) { // a body may begin before the run is at hand
                Thread.onSpinWait();
                under = run;
            }
            super.begins(task, key);
            if (executed.get(task + key).get() > 1 && !under.hasEnded()) {
                wrong.add(task + key + " was executed again for " + under.request());
            }
        }
    }

    /** The same in a simulation: what is drawn there is drawn from its seed. */
    private final class SimulatedWatch extends Watch {
        private final Simulation simulation;

        SimulatedWatch(int delays, Simulation simulation) {
            super(delays, 1);
            this.simulation = simulation;
        }

        @Override
        int draw(int bound) {
            return simulation.draw(bound);
        }

        @Override
        void delay(int what) throws InterruptedException {
            if (what % 4 == 0) {
                simulation.pause();
            } else if (what % 4 == 1) {
                try {
                    simulation.sleep(Duration.ofMillis(what));
                } catch (InterruptedException e) {
                    interrupted.increment();
                    throw e;
                }
            } else if (what % 4 == 2) {
                for (int i = 0; i < what; i++) {
                    simulation.pause(); // for long, and cannot be stopped
                }
            }
        }

        @Override
        public CompletableFuture<Integer> stage(int value) {
            int how = draw(3);
            return how == 0
                    ? CompletableFuture.completedFuture(value)
                    : simulation.clock().after(Duration.ofMillis(how == 1 ? 0 : draw(50)), () -> value);
        }
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void random_graphs_behave_as_the_model_says() throws Exception {
        long millis = TimeUnit.MINUTES.toMillis(Long.getLong("doge.stress.minutes", 0));
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis == 0 ? SHORT_MILLIS : millis);
        Long replayed = Long.getLong("doge.stress.seed");
        ExecutorService callers = Executors.newCachedThreadPool();
        try {
            for (long seed = replayed == null ? new Random().nextLong() : replayed;
                    System.nanoTime() < end;
                    seed += replayed == null ? 1 : 0) {
                alone(seed);
                together(seed, callers);
                simulated(seed);
                assertThat(wrong).as("seed %d", seed).isEmpty();
                graphs.increment();
            }
        } finally {
            callers.shutdownNow();
        }
        System.getLogger("dev.doge.runtime.stress")
                .log(
                        System.Logger.Level.INFO,
                        "{0} graphs, {1} runs, {2} bodies, {3} failed, {4} left, {5} bodies interrupted, {6} events, {7} joins,"
                                + " {8} adoptions, {9} abandoned bodies, {10} waits for one, {11} simulations repeated",
                        graphs,
                        runs,
                        bodies,
                        failed,
                        left,
                        interrupted,
                        heard,
                        joined,
                        adopted,
                        abandoned,
                        awaited,
                        repeated);
    }

    /** A simulation once differed when it was repeated: the hashes of two graphs, which are other ones each time, met in one place of the table. */
    @Test
    void what_starts_first_does_not_hang_on_hashes() throws Exception {
        for (int i = 0; i < 20; i++) {
            simulated(-170_727_126_085_408_824L);
        }
        assertThat(repeated.sum()).isEqualTo(20);
        assertThat(wrong).isEmpty();
    }

    private static Map<Integer, Integer> values(Random random) {
        return Map.of(0, random.nextInt(3), 1, random.nextInt(3), 2, random.nextInt(3));
    }

    /** One run at a time, and one that is asked for when it has ended: each key at most once in each, and nothing that is not needed. */
    @SuppressWarnings("FutureReturnValueIgnored") // the same future
    private void alone(long seed) throws Exception {
        Random random = new Random(seed);
        OneRun watch = new OneRun();
        RandomGraph graph = new RandomGraph(seed, 3 + random.nextInt(15), random.nextInt(3) * 10, watch);
        Engine engine = new Engine(POOLS[random.nextInt(POOLS.length)], null, List.of());
        for (int i = 0; i < 5; i++) {
            watch.executed.clear();
            watch.run = null;
            int task = random.nextInt(graph.size());
            Map<Integer, Integer> values = values(random);
            RandomGraph.Model model = graph.new Model();
            RandomGraph.Expected expected = model.task(task, values);
            Request<?> request = graph.request(task, values);
            Run<?> run = engine.submit(request, RunOptions.defaults());
            watch.run = run;
            Map<String, Integer> before = new HashMap<>();
            CompletableFuture<Run<?>> asked = new CompletableFuture<>();
            run.whenComplete((value, thrown) -> {
                watch.executed.forEach((executed, count) -> before.put(executed, count.get()));
                asked.complete(engine.submit(request, RunOptions.defaults()));
            });
            check(run, expected, false, seed);
            check(asked.get(30, TimeUnit.SECONDS), expected, false, seed);
            awaitEmpty(engine, seed);
            boolean afresh = before.isEmpty();
            for (Map.Entry<String, AtomicInteger> executed : watch.executed.entrySet()) {
                int first = before.getOrDefault(executed.getKey(), 0);
                int second = executed.getValue().get() - first;
                afresh |= second > 0;
                if (Math.max(first, second) > 1
                        && !model.hasFailures()) { // a body that has not yet heard that nobody wants it may ask again
                    wrong.add(executed.getKey() + " was executed " + executed.getValue() + " times in one run");
                }
            }
            if (!afresh) {
                wrong.add("seed " + seed + ": who was told of " + request + " and asked again got what had finished");
            }
            Set<String> demanded = model.demanded();
            watch.executed.keySet().stream()
                    .filter(executed -> !demanded.contains(executed))
                    .forEach(executed ->
                            wrong.add(executed + " was executed though " + request + " does not need it in " + graph));
        }
        engine.close(Duration.ofSeconds(10));
    }

    /** Hears of a run, and finds steps that come twice or in the wrong order. */
    private final class Order implements TaskListener {
        private final Map<List<Object>, Integer> last = new HashMap<>();
        private final long seed;

        Order(long seed) {
            this.seed = seed;
        }

        @Override
        public void on(TaskEvent event) {
            heard.increment();
            List<Object> execution = List.of(event.request(), event.generation());
            int step = step(event);
            Integer before = last.put(execution, Math.max(step, last.getOrDefault(execution, 0)));
            boolean again = before != null && event instanceof TaskEvent.Joined;
            if (event instanceof TaskEvent.Joined) {
                joined.increment();
            }
            if (before == null ? step != 1 : before >= step && !again) {
                wrong.add("seed " + seed + ": after step " + before + " came " + event);
            }
        }

        private static int step(TaskEvent event) {
            if (event instanceof TaskEvent.Requested || event instanceof TaskEvent.Joined) {
                return 1;
            }
            if (event instanceof TaskEvent.Ready) {
                return 2;
            }
            if (event instanceof TaskEvent.Started) {
                return 3;
            }
            return event instanceof TaskEvent.Finished ? FINISHED : 4;
        }

        /** Once a run has its value, its target and all that began for it and is needed has been told to the end. */
        void ended(Request<?> request) {
            boolean told = last.entrySet().stream()
                    .anyMatch(entry -> entry.getKey().get(0).equals(request) && entry.getValue() == FINISHED);
            if (!told) {
                wrong.add("seed " + seed + ": nobody was told that " + request + " has ended");
            }
        }
    }

    /** Many callers at once, who come and go. */
    private void together(long seed, ExecutorService callers) throws Exception {
        Random random = new Random(seed);
        RandomGraph graph = new RandomGraph(
                seed,
                3 + random.nextInt(20),
                random.nextInt(3) * 10,
                new Watch(10 + random.nextInt(60), random.nextInt(3) == 0 ? SLOW : 1));
        Engine engine = new Engine(POOLS[random.nextInt(POOLS.length)], null, List.of());
        int number = 2 + random.nextInt(6);
        CountDownLatch done = new CountDownLatch(number);
        for (int caller = 0; caller < number; caller++) {
            long own = seed * 31 + caller;
            callers.execute(() -> {
                try {
                    calls(graph, engine, new Random(own), seed, StressTest::spin);
                } catch (Throwable e) {
                    wrong.add("seed " + seed + ": " + e);
                } finally {
                    done.countDown();
                }
            });
        }
        // Each run says by itself if it hangs; together they take as long as the machine lets them.
        if (!done.await(5, TimeUnit.MINUTES)) {
            wrong.add("seed " + seed + " hangs: "
                    + engine.table().runs().stream().map(Run::request).toList());
            return;
        }
        awaitEmpty(engine, seed);
        engine.close(Duration.ofSeconds(10));
    }

    private static void spin(int turns) {
        for (int spin = turns; spin > 0; spin--) {
            Thread.onSpinWait();
        }
    }

    /** The same in a simulation. Some are done twice: the same must happen. */
    private void simulated(long seed) throws Exception {
        List<TaskEvent> events = new ArrayList<>();
        String schedule = simulate(seed, events);
        if (seed % REPEATED == 0) {
            List<TaskEvent> again = new ArrayList<>();
            String other = simulate(seed, again);
            if (!other.equals(schedule) || !texts(again).equals(texts(events))) {
                wrong.add("seed " + seed + " does not replay: the schedules are equal is " + other.equals(schedule));
            }
            repeated.increment();
        }
    }

    private static List<String> texts(List<TaskEvent> events) {
        return events.stream().map(TaskEvent::toString).toList();
    }

    private String simulate(long seed, List<TaskEvent> events) throws Exception {
        Random random = new Random(seed);
        int parallelism = POOLS[random.nextInt(POOLS.length)];
        try (Simulation simulation = random.nextBoolean()
                ? Simulation.hasty(seed, parallelism, events::add)
                : Simulation.seeded(seed, parallelism, events::add)) {
            RandomGraph graph = new RandomGraph(
                    seed,
                    3 + random.nextInt(12),
                    random.nextInt(3) * 10,
                    new SimulatedWatch(20 + random.nextInt(60), simulation));
            List<CompletableFuture<Object>> callers = new ArrayList<>();
            for (int caller = 0; caller < 2 + random.nextInt(3); caller++) {
                long own = seed * 31 + caller;
                callers.add(simulation.fork("caller " + caller, () -> {
                    calls(graph, simulation.engine(), new Random(own), seed, turns -> {
                        for (int i = turns / 200; i > 0; i--) {
                            simulation.pause();
                        }
                    });
                    return seed;
                }));
            }
            for (CompletableFuture<Object> caller : callers) {
                simulation.await(caller);
            }
            simulation.settle();
            if (!simulation.engine().table().isEmpty()) {
                wrong.add("seed " + seed + ": frames are left: "
                        + simulation.engine().table().runs().stream()
                                .map(Run::request)
                                .toList());
            }
            return simulation.schedule();
        }
    }

    /** Counts what a run that was the first to ask for its key waits for of earlier executions. */
    private void look(Run<?> run) {
        Frame frame = run.frame();
        if (frame != null && frame.isOpenedBy(run)) {
            for (int n = 0; n < frame.layout().size(); n++) {
                boolean elsewhere;
                synchronized (frame) {
                    elsewhere = frame.isAdopted(n);
                }
                if (elsewhere) {
                    adopted.increment();
                } else if (new Standing(frame)
                        .explain(n).stream().anyMatch(line -> line.contains("earlier execution"))) {
                    awaited.increment();
                }
            }
        }
    }

    /** Leaves, and counts the bodies that run on though nobody wants them any more. */
    private void leave(Run<?> run) {
        Frame frame = run.frame();
        if (run.cancel(false) && frame != null) {
            for (int n = 0; n < frame.layout().size(); n++) {
                if (new Standing(frame).explain(n).toString().contains("its body runs on")) {
                    abandoned.increment();
                }
            }
        }
    }

    private void calls(RandomGraph graph, Engine engine, Random random, long seed, IntConsumer spin) throws Exception {
        Map<List<Object>, RandomGraph.Expected> model = new HashMap<>();
        List<Map.Entry<Run<?>, RandomGraph.Expected>> open = new ArrayList<>();
        for (int i = 0; i < 30 && wrong.isEmpty(); i++) { // what is wrong may hang, and each run is waited for
            int task = graph.size() - 1 - random.nextInt(Math.min(4, graph.size()));
            Map<Integer, Integer> values = values(random);
            RandomGraph.Expected expected =
                    model.computeIfAbsent(List.of(task, values), key -> graph.new Model().task(task, values));
            Request<?> request = graph.request(task, values);
            switch (random.nextInt(4)) {
                case 0 -> blocking(engine, request, options(random), expected, seed);
                case 1 -> {
                    Order order = new Order(seed);
                    RunOptions watched = RunOptions.defaults().listener(order).record();
                    Run<?> run = engine.submit(request, random.nextBoolean() ? watched : watched.keepGoing());
                    check(run, expected, false, seed);
                    order.ended(request);
                    if (run.report().task(request).isEmpty()) {
                        wrong.add("seed " + seed + ": the report lacks " + request);
                    }
                }
                case 2 -> {
                    Run<?> run = engine.submit(request, options(random));
                    look(run);
                    spin.accept(random.nextInt(random.nextInt(4) == 0 ? LONG_SPIN : SHORT_SPIN));
                    leave(run);
                    check(run, expected, true, seed);
                }
                default -> {
                    RunOptions limited = options(random).deadline(Duration.ofNanos(20_000L * (1 + random.nextInt(50))));
                    Run<?> run = engine.submit(request, limited);
                    look(run);
                    open.add(Map.entry(run, expected));
                }
            }
        }
        for (Map.Entry<Run<?>, RandomGraph.Expected> run : open) {
            check(run.getKey(), run.getValue(), true, seed);
        }
    }

    private static RunOptions options(Random random) {
        RunOptions options = RunOptions.defaults();
        return random.nextBoolean() ? options : options.keepGoing();
    }

    private void blocking(
            Engine engine, Request<?> request, RunOptions options, RandomGraph.Expected expected, long seed) {
        runs.increment();
        try {
            value(request, engine.run(request, options), expected, seed);
        } catch (TaskFailedException e) {
            failure(request, e, expected, false, seed);
        }
    }

    private void check(Run<?> run, RandomGraph.Expected expected, boolean mayLeave, long seed)
            throws InterruptedException {
        runs.increment();
        try {
            value(run.request(), run.get(patience(run), TimeUnit.NANOSECONDS), expected, seed);
        } catch (CancellationException e) {
            left.increment();
            if (!mayLeave) {
                wrong.add("seed " + seed + ": " + run.request() + " was cancelled by nobody");
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TaskFailedException thrown) {
                failure(run.request(), thrown, expected, mayLeave, seed);
            } else {
                wrong.add("seed " + seed + ": " + run.request() + " threw " + e.getCause());
            }
        } catch (java.util.concurrent.TimeoutException e) {
            wrong.add("seed " + seed + ": " + run.request() + " hangs: " + standing(run));
        }
    }

    /** A simulation tells by itself when nothing can happen any more, and its time may pass at any moment. */
    private static long patience(Run<?> run) {
        boolean simulated = run.domain().engine().clock() instanceof VirtualClock;
        return simulated ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(30);
    }

    /** Says of all that a run waits for how it stands. */
    private static List<String> standing(Run<?> run) {
        List<String> lines = new ArrayList<>();
        for (Closure.Part part : Closure.of(run)) {
            part.nodes().stream().filter(n -> part.frame().outcome(n) == null).forEach(n -> {
                Node node = part.frame().layout().node(n);
                String kind = node instanceof TaskNode ? "" : node.getClass().getSimpleName() + " of ";
                lines.add(kind + part.frame().request(node.owner()) + " " + new Standing(part.frame()).explain(n)
                        + " in " + System.identityHashCode(part.frame()));
            });
        }
        return lines;
    }

    private void value(Request<?> request, @Nullable Object value, RandomGraph.Expected expected, long seed) {
        Object found = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (expected.fails()
                || (expected.isSkipped() ? found != null : !expected.value().equals(found))) {
            wrong.add("seed " + seed + ": " + request + " is " + value + ", not "
                    + (expected.fails() ? "failed by " + expected.failures() : expected.value()));
        }
    }

    private void failure(
            Request<?> request, TaskFailedException thrown, RandomGraph.Expected expected, boolean limited, long seed) {
        failed.increment();
        for (Throwable cause : thrown.rootCauses()) {
            boolean deadline = limited && cause instanceof java.util.concurrent.TimeoutException;
            boolean planned =
                    cause instanceof RandomGraph.Planned && expected.failures().contains(cause.getMessage());
            if (deadline) {
                left.increment();
            } else if (!planned) {
                wrong.add("seed " + seed + ": " + request + " failed by " + cause + ", not by one of "
                        + expected.failures() + ": " + thrown.getMessage());
            }
        }
    }

    private void awaitEmpty(Engine engine, long seed) {
        if (engine.listenerFailures() > 0) {
            wrong.add("seed " + seed + ": telling of events has failed");
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!engine.table().isEmpty()) {
            if (System.nanoTime() > end) {
                wrong.add("seed " + seed + ": nobody waits, and work is left");
                return;
            }
            Thread.onSpinWait();
        }
    }
}
