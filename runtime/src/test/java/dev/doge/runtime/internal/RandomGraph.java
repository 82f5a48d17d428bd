package dev.doge.runtime.internal;

import dev.doge.runtime.Lazy;
import dev.doge.runtime.OnDemand;
import dev.doge.runtime.Outcome;
import dev.doge.runtime.Request;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.TestGraph;
import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.In;
import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.PlanBuilder;
import dev.doge.runtime.generated.Source;
import dev.doge.runtime.generated.TaskPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A random graph whose tasks compute numbers, and a sequential model of it. Whether a task fails depends on its name and key only, so that each
 * key has one outcome however often it is executed.
 */
// Long because each kind of edge is drawn, run and modelled here, and the three must agree.
@SuppressWarnings("NullAway") // a null where none may be fails the test
final class RandomGraph {
    /** What a task that fails throws. */
    static final class Planned extends Exception {
        private static final long serialVersionUID = 1L;

        Planned(String who) {
            super(who);
        }
    }

    /** What is to be seen of bodies. */
    interface Probe {
        /** Called around each body; may delay it. */
        void begins(String task, Map<String, Integer> key) throws Exception;

        void ends(String task, Map<String, Integer> key);

        /** Completes a stage, sooner or later. */
        CompletableFuture<Integer> stage(int value);
    }

    /** What the model says of a task and key. */
    static final class Expected {
        private final @Nullable Integer value;
        private final Set<String> failures;

        private Expected(@Nullable Integer value, Set<String> failures) {
            this.value = value;
            this.failures = failures;
        }

        /** Returns the value; null if the task fails or is skipped. */
        @Nullable
        Integer value() {
            return value;
        }

        boolean fails() {
            return !failures.isEmpty();
        }

        /** Returns whose failure may be seen first. */
        Set<String> failures() {
            return failures;
        }

        boolean isSkipped() {
            return value == null && !fails();
        }
    }

    private enum Kind {
        NEED,
        AFTER,
        OPTIONAL,
        OUTCOME,
        WITH,
        EACH,
        EACH_OUTCOME,
        LAZY,
        ON_DEMAND
    }

    private record Edge(Kind kind, int target, int bound, int source) {}

    /** A task: what it needs, of which a condition and a fallback are none. */
    private static final class Node {
        private final List<Edge> edges = new ArrayList<>();
        private final Set<Integer> key = new LinkedHashSet<>();
        private final Set<Integer> own = new LinkedHashSet<>();
        private int condition = -1;
        private int fallback = -1;
        private boolean rescues;
        private boolean stage;
    }

    private static final int INPUTS = 3;
    private static final int MODULUS = 1_000;

    /** One graph of so many is wide, and has so many tasks more. */
    private static final int SELDOM = 5;

    private static final int MANY = 12;

    private final boolean plain;

    /** Whether nearly all need the first task, so that many become ready together. */
    private final boolean wide;

    private final long seed;
    private final int failing;
    private final List<Node> nodes = new ArrayList<>();
    private final List<InputId<Integer>> inputs = new ArrayList<>();
    private final List<TaskId<Integer>> tasks = new ArrayList<>();
    private final List<TaskId<List<Integer>>> lists = new ArrayList<>();
    private final List<TaskId<Boolean>> flags = new ArrayList<>();
    private final TestGraph graph;
    private final Probe probe;

    /**
     * Draws a graph.
     *
     * @param failing one task and key of so many fails; 0 for none
     */
    RandomGraph(long seed, int size, int failing, Probe probe) {
        this(seed, size, failing, probe, false);
    }

    /** Draws a graph of one key, without conditions, fallbacks and demands of bodies: all is demanded before anything can have failed. */
    static RandomGraph plain(long seed, int size, int failing, Probe probe) {
        return new RandomGraph(seed, size, failing, probe, true);
    }

    private RandomGraph(long seed, int size, int failing, Probe probe, boolean plain) {
        this.plain = plain;
        this.wide = seed % SELDOM == 0;
        this.seed = seed;
        this.failing = failing;
        this.probe = probe;
        for (int i = 0; i < INPUTS; i++) {
            inputs.add(InputId.of("i" + i));
        }
        Random random = new Random(seed);
        for (int i = 0, all = wide ? size + MANY : size; i < all; i++) {
            tasks.add(TestGraph.task("t" + i));
            lists.add(TestGraph.task("l" + i));
            flags.add(TestGraph.task("f" + i));
            nodes.add(draw(random, i));
        }
        this.graph = TestGraph.of(this::define);
    }

    int size() {
        return nodes.size();
    }

    private Node draw(Random random, int i) {
        Node node = new Node();
        for (int n = random.nextInt(3); n > 0; n--) {
            node.own.add(random.nextInt(INPUTS));
        }
        if (plain || wide) {
            node.own.addAll(List.of(0, 1, 2));
        }
        node.key.addAll(node.own);
        node.stage = random.nextInt(3) == 0;
        if (i > 0) {
            for (int n = random.nextInt(4); n >= 0; n--) {
                draw(random, i, node);
            }
            if (!plain && random.nextInt(5) == 0) {
                node.condition = random.nextInt(i);
                node.key.addAll(nodes.get(node.condition).key);
            }
            if (plain) {
                return node;
            }
            if (random.nextInt(5) == 0) {
                node.fallback = random.nextInt(i);
                if (nodes.get(node.fallback).condition >= 0) {
                    node.fallback = -1;
                } else {
                    node.key.addAll(nodes.get(node.fallback).key);
                }
            } else {
                node.rescues = random.nextInt(6) == 0;
            }
        }
        return node;
    }

    private void draw(Random random, int i, Node node) {
        int target = wide && random.nextInt(3) > 0 ? 0 : random.nextInt(i);
        Set<Integer> wanted = nodes.get(target).key;
        boolean conditional = nodes.get(target).condition >= 0;
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        if (plain) {
            kind = List.of(Kind.NEED, Kind.AFTER, Kind.OPTIONAL, Kind.OUTCOME).get(random.nextInt(4));
        }
        boolean binds = kind == Kind.WITH || kind == Kind.EACH || kind == Kind.EACH_OUTCOME || kind == Kind.ON_DEMAND;
        if ((binds && wanted.isEmpty()) || (conditional && (kind == Kind.NEED || kind == Kind.EACH))) {
            kind = conditional ? Kind.OPTIONAL : Kind.NEED;
            binds = false;
        }
        for (Edge edge : node.edges) {
            if (edge.target == target) {
                return; // one edge to each task keeps the model simple
            }
        }
        int bound = binds ? List.copyOf(wanted).get(random.nextInt(wanted.size())) : -1;
        int source = -1;
        if (kind == Kind.WITH || kind == Kind.EACH || kind == Kind.EACH_OUTCOME) {
            source = random.nextInt(i);
            if (nodes.get(source).condition >= 0) {
                return;
            }
            node.key.addAll(nodes.get(source).key);
        }
        wanted.stream().filter(input -> input != bound).forEach(node.key::add);
        node.edges.add(new Edge(kind, target, bound, source));
    }

    // ---- the plan ----

    private void define(PlanBuilder<TestGraph> plan) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            int task = i;
            InputId<?>[] key = node.key.stream().map(inputs::get).toArray(InputId<?>[]::new);
            plan.value(lists.get(i), (graph, in) -> elements(in.get(tasks.get(task))))
                    .key(key)
                    .needs(tasks.get(i));
            plan.value(
                            flags.get(i),
                            (graph, in) -> holds(in.optional(tasks.get(task)).orElse(null)))
                    .key(key)
                    .optional(tasks.get(i));
            TaskPlan<TestGraph, Integer> said = node.stage
                    ? plan.stage(tasks.get(i), (graph, in) -> {
                        int value = run(task, in);
                        return probe.stage(value);
                    })
                    : plan.value(tasks.get(i), (graph, in) -> run(task, in));
            said.key(key);
            for (Edge edge : node.edges) {
                say(said, edge);
            }
            if (node.condition >= 0) {
                said.when(flags.get(node.condition));
            }
            if (node.fallback >= 0) {
                said.fallback(tasks.get(node.fallback));
            } else if (node.rescues) {
                said.fallback((graph, in) -> rescue(task));
            }
        }
    }

    private Bind bind(Edge edge) {
        return Bind.of(inputs.get(edge.bound), tasks.get(edge.source));
    }

    private void say(TaskPlan<TestGraph, Integer> plan, Edge edge) {
        TaskId<Integer> target = tasks.get(edge.target);
        Source list = edge.source < 0 ? target : lists.get(edge.source);
        switch (edge.kind) {
            case NEED -> plan.needs(target);
            case AFTER -> plan.after(target);
            case OPTIONAL -> plan.optional(target);
            case OUTCOME -> plan.outcome(target);
            case WITH -> plan.optional(target, bind(edge));
            case EACH -> plan.each(target, inputs.get(edge.bound), list);
            case EACH_OUTCOME -> plan.eachOutcome(target, inputs.get(edge.bound), list);
            case LAZY -> plan.lazy(target);
            case ON_DEMAND -> plan.onDemand(target, inputs.get(edge.bound));
        }
    }

    /** The body of a task: reads everything and mixes it. */
    private int run(int task, In in) throws Exception {
        Node node = nodes.get(task);
        Map<String, Integer> key = new TreeMap<>();
        node.key.forEach(input -> key.put(inputs.get(input).name(), in.get(inputs.get(input))));
        String name = tasks.get(task).name();
        try {
            probe.begins(name, key);
            int value = mix(task, key);
            for (Edge edge : node.edges) {
                value = mix(value, read(in, edge, demands(task, key)));
            }
            if (fails(name, key)) {
                throw new Planned(name + key);
            }
            return value;
        } finally {
            probe.ends(name, key);
        }
    }

    private int read(In in, Edge edge, boolean demands) {
        TaskId<Integer> target = tasks.get(edge.target);
        boolean conditional = nodes.get(edge.target).condition >= 0;
        return switch (edge.kind) {
            case NEED -> in.get(target);
            case AFTER -> 0;
            case OPTIONAL -> in.<Integer>optional(target).orElse(-1);
            case OUTCOME -> number(in.outcome(target));
            case WITH -> in.<Integer>optional(target, bind(edge)).orElse(-1);
            case EACH -> mix(in.<Integer>each(target, inputs.get(edge.bound), lists.get(edge.source)));
            case EACH_OUTCOME ->
                mix(in.<Integer>eachOutcome(target, inputs.get(edge.bound), lists.get(edge.source)).stream()
                        .map(RandomGraph::number)
                        .toList());
            case LAZY -> {
                if (!demands) {
                    yield 0;
                }
                if (conditional) {
                    Lazy<Optional<Integer>> lazy = in.lazyOptional(target);
                    yield lazy.await().orElse(-1);
                }
                yield in.<Integer>lazy(target).await();
            }
            case ON_DEMAND -> {
                if (!demands) {
                    yield 0;
                }
                OnDemand<Integer, Outcome<Integer>> values = in.onDemandOutcome(target, inputs.get(edge.bound));
                yield mix(values.awaitAll(List.of(1, 2, 1)).stream()
                        .map(RandomGraph::number)
                        .toList());
            }
        };
    }

    // ---- what both compute ----

    private static List<Integer> elements(int value) {
        return List.of(value % 3, value % 5, value % 3);
    }

    private static boolean holds(@Nullable Integer value) {
        return value != null && value % 3 != 0;
    }

    private static int number(Outcome<Integer> outcome) {
        return outcome instanceof Outcome.Success<Integer> success
                ? success.result()
                : outcome instanceof Outcome.Skipped<Integer> ? -1 : -2;
    }

    private static int mix(List<Integer> values) {
        int mixed = values.size();
        for (int value : values) {
            mixed = mix(mixed, value);
        }
        return mixed;
    }

    private static int mix(int one, int other) {
        return Math.floorMod(31 * one + other, MODULUS);
    }

    private int mix(int task, Map<String, Integer> key) {
        return Math.floorMod(new Random(seed * 31 + 17L * task + key.hashCode()).nextInt(), MODULUS);
    }

    private boolean demands(int task, Map<String, Integer> key) {
        return mix(task + 1, key) % 2 == 0;
    }

    private boolean fails(String name, Map<String, Integer> key) {
        return failing > 0 && new Random(seed + 7L * name.hashCode() + key.hashCode()).nextInt(failing) == 0;
    }

    private static int rescue(int task) {
        return task;
    }

    // ---- requests and the model ----

    Request<?> request(int task, Map<Integer, Integer> values) {
        Object[] key = nodes.get(task).key.stream().map(values::get).toArray();
        return graph.request(tasks.get(task), key);
    }

    boolean isConditional(int task) {
        return nodes.get(task).condition >= 0;
    }

    /** What a sequential program would do, with memory of its own. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("graph " + seed);
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            text.append("\n  ").append(tasks.get(i).name()).append(" key ").append(node.key);
            text.append(" edges ").append(node.edges).append(" condition ").append(node.condition);
            text.append(" fallback ")
                    .append(node.rescues ? "body" : node.fallback)
                    .append(node.stage ? " stage" : "");
        }
        return text.toString();
    }

    final class Model {
        private final Map<List<Object>, Expected> known = new HashMap<>();
        private final Set<String> executed = new HashSet<>();

        /** Returns the tasks and keys whose bodies run if nothing ends early, as a probe names them. */
        Set<String> executed() {
            return executed;
        }

        /** Returns whether anything fails, be it caught: then bodies may run on that nobody wants any more. */
        boolean hasFailures() {
            return known.values().stream().anyMatch(Expected::fails);
        }

        /** Returns the tasks and keys that were looked at, as a probe names them. */
        Set<String> demanded() {
            Set<String> demanded = new HashSet<>();
            known.keySet().forEach(request -> {
                Map<String, Integer> key = new TreeMap<>();
                ((Map<?, ?>) request.get(1))
                        .forEach((input, value) ->
                                key.put(inputs.get((Integer) input).name(), (Integer) value));
                demanded.add(tasks.get((Integer) request.get(0)).name() + key);
            });
            return demanded;
        }

        Expected task(int task, Map<Integer, Integer> values) {
            Map<Integer, Integer> binding = new TreeMap<>();
            nodes.get(task).key.forEach(input -> binding.put(input, values.get(input)));
            List<Object> request = List.of(task, binding);
            Expected before = known.get(request);
            if (before == null) {
                before = compute(task, binding);
                known.put(request, before);
            }
            return before;
        }

        private Expected compute(int task, Map<Integer, Integer> binding) {
            Node node = nodes.get(task);
            if (node.condition >= 0) {
                Expected condition = task(node.condition, binding);
                if (condition.fails() || !holds(condition.value)) {
                    return new Expected(null, condition.failures);
                }
            }
            Expected own = body(task, binding);
            if (!own.fails()) {
                return own;
            }
            if (node.fallback >= 0) {
                Expected other = task(node.fallback, binding);
                Set<String> failures = new LinkedHashSet<>(own.failures);
                failures.addAll(other.failures);
                return other.fails() ? new Expected(null, failures) : other;
            }
            return node.rescues ? new Expected(rescue(task), Set.of()) : own;
        }

        private Expected body(int task, Map<Integer, Integer> binding) {
            Node node = nodes.get(task);
            Map<String, Integer> key = new TreeMap<>();
            binding.forEach((input, value) -> key.put(inputs.get(input).name(), value));
            String name = tasks.get(task).name();
            Set<String> failures = new LinkedHashSet<>();
            int value = mix(task, key);
            for (Edge edge : node.edges) {
                boolean dynamic = edge.kind == Kind.LAZY || edge.kind == Kind.ON_DEMAND;
                if (!dynamic) {
                    edge(edge, binding, failures);
                }
            }
            if (!failures.isEmpty()) {
                return new Expected(null, failures);
            }
            executed.add(name + key);
            for (Edge edge : node.edges) {
                boolean dynamic = edge.kind == Kind.LAZY || edge.kind == Kind.ON_DEMAND;
                int read = dynamic && !demands(task, key) ? 0 : edge(edge, binding, failures);
                if (!failures.isEmpty()) {
                    return new Expected(null, failures);
                }
                value = mix(value, read);
            }
            return fails(name, key) ? new Expected(null, Set.of(name + key)) : new Expected(value, Set.of());
        }

        /** Returns what the body reads, and adds what dooms it. */
        private int edge(Edge edge, Map<Integer, Integer> binding, Set<String> failures) {
            return switch (edge.kind) {
                case NEED, OPTIONAL, LAZY -> hard(task(edge.target, binding), failures);
                case AFTER -> hard(task(edge.target, binding), failures) * 0;
                case OUTCOME -> soft(task(edge.target, binding));
                case WITH -> {
                    Expected source = task(edge.source, binding);
                    if (source.fails()) {
                        failures.addAll(source.failures);
                        yield 0;
                    }
                    yield hard(bound(edge, binding, source.value), failures);
                }
                case EACH, EACH_OUTCOME -> {
                    Expected source = task(edge.source, binding);
                    if (source.fails()) {
                        failures.addAll(source.failures);
                        yield 0;
                    }
                    yield mix(elements(source.value).stream()
                            .map(element -> edge.kind == Kind.EACH
                                    ? hard(bound(edge, binding, element), failures)
                                    : soft(bound(edge, binding, element)))
                            .toList());
                }
                case ON_DEMAND ->
                    mix(List.of(1, 2, 1).stream()
                            .map(element -> soft(bound(edge, binding, element)))
                            .toList());
            };
        }

        private Expected bound(Edge edge, Map<Integer, Integer> binding, int value) {
            Map<Integer, Integer> anew = new TreeMap<>(binding);
            anew.put(edge.bound, value);
            return task(edge.target, anew);
        }

        private int hard(Expected expected, Set<String> failures) {
            failures.addAll(expected.failures);
            return expected.value == null ? -1 : expected.value;
        }

        private int soft(Expected expected) {
            return expected.fails() ? -2 : expected.value == null ? -1 : expected.value;
        }
    }
}
