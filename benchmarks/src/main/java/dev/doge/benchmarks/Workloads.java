package dev.doge.benchmarks;

import dev.doge.benchmarks.keyed.RecursiveKeys;
import dev.doge.benchmarks.keyed.SessionRepeat;
import dev.doge.benchmarks.shapes.MillionTasks;
import dev.doge.benchmarks.shapes.ShapeRun;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** All that is compared, with the budgets that the design sets. */
final class Workloads {
    private static final String[] REQUEST_PEERS = {"limit", "doge", "futures", "producers", "parseq", "reactor"};
    private static final String[] BUSY_PEERS = {"futures", "doge", "sequential", "producers", "parseq", "reactor"};

    private static final String[] SHARED_PEERS = {
        "limit", "doge", "unshared", "futures", "caffeine", "producers", "parseq", "reactor"
    };
    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;

    /** What is compared only on JDK 25. */
    static final String SCOPES = "scopes";

    /** A tenth less speed-up than CompletableFuture is allowed. */
    private static final double BUSY = 1 / 0.9;

    private Workloads() {}

    static List<Workload> all() {
        List<Workload> all = new ArrayList<>(List.of(
                Workload.of("load", SevenTaskLoad.class, "a request", REQUEST_PEERS)
                        .within(0.6, "futures")
                        .within(1.5, "limit")
                        .withinBytes(640),
                Workload.of("three-sets", ThreeSetLoad.class, "a request", REQUEST_PEERS)
                        .within(2.5, "limit")
                        .withinBytes(900),
                Workload.of("shared", SharedLoad.class, "a request", SHARED_PEERS)
                        .within(1, "unshared"),
                Workload.of("three-sets-shared", ThreeSetShared.class, "a request", SHARED_PEERS)
                        .within(1, "unshared"),
                Workload.of("callers", SixteenThreads.class, "a call", "limit", "doge", "futures", "caffeine"),
                Workload.of(
                                "blocking",
                                SevenTaskBlocking.class,
                                "a request",
                                withScopes(plus(REQUEST_PEERS, "sequential")))
                        .withinNanosItself(MICRO, Workload.DOGE),
                Workload.of("busy-10", SevenTaskBusy.class, "a request", withScopes(BUSY_PEERS))
                        .with("10"),
                Workload.of("busy-100", SevenTaskBusy.class, "a request", withScopes(BUSY_PEERS))
                        .with("100")
                        .within(BUSY, "futures"),
                Workload.of("busy-1000", SevenTaskBusy.class, "a request", withScopes(BUSY_PEERS))
                        .with("1000")
                        .within(BUSY, "futures"),
                Workload.of("repeat", SessionRepeat.class, "a call", "limit", "doge", "caffeine")
                        .withinNanos(15, "limit"),
                Workload.of(
                                "recursion",
                                RecursiveKeys.class,
                                "a tree",
                                "limit",
                                "doge",
                                "session",
                                "caffeine",
                                "dispatcher")
                        .with("1000000")
                        .within(2, "limit")));
        all.addAll(shapes());
        all.add(features());
        all.add(edges());
        all.add(startUp());
        return all;
    }

    /** Adds structured concurrency where there is such a thing. */
    private static String[] withScopes(String... peers) {
        return SevenTaskScopes.isThere() ? plus(peers, SCOPES) : peers;
    }

    private static String[] plus(String[] peers, String peer) {
        String[] more = Arrays.copyOf(peers, peers.length + 1);
        more[peers.length] = peer;
        return more;
    }

    private static List<Workload> shapes() {
        return List.of(
                shape("chain:1000", 2),
                shape("fan:1000", 2),
                shape("grid:4096", 1.5),
                shape("layered:10000", 1.5),
                Workload.of("million", MillionTasks.class, "a graph", "limit", "doge", "released")
                        .with("sparse:1000000")
                        .withinNanosItself(500 * MILLI, Workload.DOGE));
    }

    private static Workload shape(String shape, double budget) {
        String name = shape.substring(0, shape.indexOf(':'));
        return Workload.of(name, ShapeRun.class, "a graph", "limit", "doge", "futures", "reactor", "dexecutor")
                .with(shape)
                .within(budget, "limit");
    }

    private static Workload features() {
        Workload features = Workload.of(
                "features",
                FeatureLoad.class,
                "a request",
                "plain",
                "listener",
                "eventsByHand",
                "recording",
                "ofExecutor",
                "deadline",
                "keepGoing",
                "priority",
                "context",
                "session");
        return features.beside("plain").within(3, "recording", "plain").within(2, "listener", "plain");
    }

    private static Workload edges() {
        Workload edges = Workload.of(
                "edges",
                EdgeLoad.class,
                "a request",
                "plain",
                "outcome",
                "when",
                "fallback",
                "after",
                "each",
                "with",
                "lazy",
                "onDemand",
                "taskContext",
                "shareRun");
        return edges.beside("plain");
    }

    private static Workload startUp() {
        return Workload.of("start-up", StartUp.class, "a start", "limit", "doge", "run", "executor")
                .startedTimes(20)
                .differing()
                .withinNanosItself(5 * MILLI, "executor")
                .withinNanos(60 * MILLI, "run", "limit")
                .withinNanos(60 * MILLI, "limit");
    }
}
