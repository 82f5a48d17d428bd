package dev.doge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.doge.runtime.Request;
import dev.doge.runtime.RunOptions;
import dev.doge.runtime.TaskFailedException;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.TestGraph;
import dev.doge.runtime.generated.InputId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random graphs in a session while their sources change. A value is the versions of the sources that it was computed from: those that a run sees
 * must be one for each source, and none older than what was invalidated before the run began.
 */
class SessionStressTest {
    private static final long SEED = Long.getLong("doge.stress.seed", System.nanoTime());
    private static final double MINUTES = Double.parseDouble(System.getProperty("doge.stress.minutes", "0.05"));
    private static final InputId<Integer> N = InputId.of("n");
    private static final int SOURCES = 5;
    private static final int STEPS = 12;

    private final AtomicLong runs = new AtomicLong();
    private final AtomicLong executions = new AtomicLong();
    private final AtomicLong changes = new AtomicLong();

    /** What a value was computed from: source to version. */
    private record Seen(Map<Integer, Integer> versions) {
        /** Returns what several values were computed from; the oldest of different versions, if that is not refused. */
        static Seen of(Iterable<Seen> parts, boolean mayDiffer) {
            Map<Integer, Integer> all = new HashMap<>();
            for (Seen part : parts) {
                part.versions.forEach((source, version) -> {
                    Integer other = all.merge(source, version, Math::min);
                    if (!mayDiffer && !other.equals(version)) {
                        throw new AssertionError("source " + source + " seen in versions " + other + " and " + version);
                    }
                });
            }
            return new Seen(all);
        }
    }

    /** One graph: sources, and steps that need some of what stands before them, in one of five ways. */
    private final class Drawn {
        private final AtomicIntegerArray versions = new AtomicIntegerArray(SOURCES);
        private final AtomicIntegerArray executed = new AtomicIntegerArray(SOURCES);
        private final AtomicIntegerArray invalidated = new AtomicIntegerArray(SOURCES);
        private final AtomicIntegerArray invalidations = new AtomicIntegerArray(SOURCES);
        private final AtomicInteger cancels = new AtomicInteger();
        private final List<TaskId<Seen>> steps = new ArrayList<>();
        private final TaskId<Seen> source = TestGraph.task("source");
        private final TestGraph graph;

        Drawn(Random random, boolean isBounded) {
            graph = TestGraph.of(plan -> {
                plan.value(source, (it, in) -> {
                            int n = in.get(N);
                            executed.incrementAndGet(n);
                            executions.incrementAndGet();
                            return new Seen(Map.of(n, versions.get(n)));
                        })
                        .key(N);
                for (int i = 0; i < STEPS; i++) {
                    TaskId<Seen> step = TestGraph.task("step" + i);
                    List<TaskId<Seen>> before = drawn(random, steps);
                    Set<Integer> from = new HashSet<>();
                    for (int k = 1 + random.nextInt(2); k > 0; k--) {
                        from.add(random.nextInt(SOURCES));
                    }
                    boolean blocking = random.nextBoolean();
                    boolean nested = random.nextInt(4) == 0;
                    boolean soft = random.nextInt(3) == 0;
                    var planned = plan.value(step, (it, in) -> {
                        executions.incrementAndGet();
                        List<Seen> seen = new ArrayList<>();
                        for (TaskId<Seen> needed : before) {
                            seen.add(soft ? in.<Seen>outcome(needed).orElseThrow() : in.get(needed));
                        }
                        if (nested) {
                            for (int n : from) {
                                seen.add(engine().run(it.<Seen>request(source, n), RunOptions.defaults()));
                            }
                        } else if (blocking) {
                            for (int n : from) {
                                seen.add(in.<Integer, Seen>onDemand(source, N).await(n));
                            }
                        } else {
                            seen.addAll(in.<Integer, Seen>onDemand(source, N).awaitAll(from));
                        }
                        return Seen.of(seen, isBounded);
                    });
                    for (TaskId<Seen> needed : before) {
                        if (soft) {
                            planned.outcome(needed);
                        } else {
                            planned.needs(needed);
                        }
                    }
                    planned.onDemand(source, N);
                    steps.add(step);
                }
            });
        }

        private List<TaskId<Seen>> drawn(Random random, List<TaskId<Seen>> from) {
            Set<TaskId<Seen>> drawn = new HashSet<>();
            for (int k = from.isEmpty() ? 0 : random.nextInt(3); k > 0; k--) {
                drawn.add(from.get(random.nextInt(from.size())));
            }
            return List.copyOf(drawn);
        }

        Request<Seen> step(Random random) {
            return graph.request(steps.get(random.nextInt(STEPS)));
        }

        int[] versionsNow() {
            int[] now = new int[SOURCES];
            for (int n = 0; n < SOURCES; n++) {
                now[n] = invalidated.get(n);
            }
            return now;
        }
    }

    private Engine engine = new Engine(2, null, List.of());

    private Engine engine() {
        return engine;
    }

    @Test
    @Tag("R1")
    void what_a_session_hands_out_is_consistent_and_not_older_than_what_was_invalidated() throws Exception {
        Random seeds = new Random(SEED);
        long end = System.nanoTime() + (long) (MINUTES * 60e9);
        int graphs = 0;
        do {
            long seed = graphs == 0 ? SEED : seeds.nextLong();
            try {
                one(seed);
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed + "; again with -Ddoge.stress.seed=" + seed, e);
            }
            graphs++;
        } while (System.nanoTime() < end);
        System.getLogger(SessionStressTest.class.getName())
                .log(
                        System.Logger.Level.INFO,
                        String.format(
                                "%,d sessions, %,d runs, %,d bodies, %,d invalidations",
                                graphs, runs.get(), executions.get(), changes.get()));
    }

    private void one(long seed) throws Exception {
        Random random = new Random(seed);
        engine = new Engine(1 + random.nextInt(3), null, List.of());
        boolean isBounded =
                random.nextInt(3) == 0; // what was forgotten is read afresh, perhaps before it is known to have changed
        Drawn drawn = new Drawn(random, isBounded);
        SessionState session = engine.openSession(isBounded ? random.nextInt(8) : Long.MAX_VALUE);
        ExecutorService callers = Executors.newFixedThreadPool(3);
        try {
            List<Future<?>> open = new ArrayList<>();
            for (int caller = 0; caller < 3; caller++) {
                long own = random.nextLong();
                open.add(callers.submit(() -> {
                    call(drawn, session, new Random(own));
                    return null;
                }));
            }
            for (Future<?> caller : open) {
                caller.get(60, TimeUnit.SECONDS);
            }
            for (TaskId<Seen> step : drawn.steps) { // at rest it is what the model says: everything as it is now
                Request<Seen> request = drawn.graph.request(step);
                engine.run(request, RunOptions.defaults(), session)
                        .versions()
                        .forEach((n, version) -> assertThat(version).isEqualTo(drawn.versions.get(n)));
            }
            for (int n = 0; n < SOURCES && !isBounded; n++) {
                assertThat(drawn.executed.get(n))
                        .as("executions of source %d", n)
                        .isLessThanOrEqualTo(1 + drawn.invalidations.get(n) + drawn.cancels.get());
            }
        } finally {
            callers.shutdownNow();
            engine.close(Duration.ofSeconds(5));
        }
        assertThat(engine.table().isEmpty()).isTrue();
    }

    private void call(Drawn drawn, SessionState session, Random random) throws Exception {
        for (int i = 0; i < 60; i++) {
            if (random.nextInt(3) == 0) {
                int n = random.nextInt(SOURCES);
                int version = drawn.versions.incrementAndGet(n);
                session.invalidate(drawn.graph.request(drawn.source, n));
                drawn.invalidations.incrementAndGet(n);
                changes.incrementAndGet();
                drawn.invalidated.accumulateAndGet(n, version, Math::max);
            } else {
                int[] floor = drawn.versionsNow();
                Request<Seen> request = drawn.step(random);
                Run<Seen> run = engine.submit(request, RunOptions.defaults(), session);
                runs.incrementAndGet();
                if (random.nextInt(6) == 0) {
                    drawn.cancels.incrementAndGet();
                    run.cancel(false);
                }
                try {
                    run.get(30, TimeUnit.SECONDS)
                            .versions()
                            .forEach((n, version) ->
                                    assertThat(version).as("source %d", n).isGreaterThanOrEqualTo(floor[n]));
                } catch (CancellationException e) {
                    assertThat(run.isCancelled()).isTrue();
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof TaskFailedException failed ? failed : e;
                } catch (TimeoutException e) {
                    throw new AssertionError("hangs: " + request + standing(), e);
                }
            }
        }
    }

    /** Says how everything stands that is under way. */
    private String standing() {
        StringBuilder text = new StringBuilder();
        engine.table().forEach(frame -> {
            text.append("\n").append(System.identityHashCode(frame)).append(" of revision ");
            text.append(Objects.requireNonNull(frame.domain().snapshot()).number());
            for (int n = 0; n < frame.layout().size(); n++) {
                BitSet node = new BitSet();
                node.set(n);
                text.append("\n  ")
                        .append(frame.layout().node(n).name())
                        .append(frame.key() instanceof Object[] ? "" : frame.key());
                text.append(' ').append(frame.phase(n)).append(' ').append(new Standing(frame).explain(n));
                text.append(frame.isAdopted(n) ? " adopted" : "").append(frame.isDropped(n) ? " dropped" : "");
                text.append(frame.outcome(n) == null ? "" : " ended");
                frame.linksTo(node)
                        .forEach(link -> text.append(" -> ")
                                .append(link.getClass().getSimpleName())
                                .append(' ')
                                .append(System.identityHashCode(link.to())));
            }
        });
        return text.toString();
    }
}
