package dev.doge.processor.graph;

import dev.doge.processor.graph.BoundClass.Input;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of all tasks, the inputs that each transitively needs, in the order of the request methods; and which input each fan-out or
 * dynamic parameter binds. Tasks on a ring, or that need a name which nothing has, have no key.
 */
public final class Keys {
    /** Which input a fan-out binds. */
    public sealed interface As {
        /** This one. */
        record Bound(String input) implements As {}

        /** The target's key has no input of the name. */
        record NoSuch(Named name, List<String> key) implements As {}

        /** The name was left out, and not exactly one input fits. */
        record Unclear(List<Input> fitting) implements As {}

        /** The target has no key: another error says why. */
        record Unknown() implements As {}
    }

    private final BoundClass graph;
    private final IdentityHashMap<Task, Optional<List<String>>> keys = new IdentityHashMap<>();
    private final List<Task> neededFirst = new ArrayList<>();
    private boolean rising;
    private final IdentityHashMap<Task, Integer> levels = new IdentityHashMap<>();
    private final IdentityHashMap<Parameter, As> bound = new IdentityHashMap<>();

    private Keys(BoundClass graph) {
        this.graph = graph;
    }

    /** Computes the keys. */
    public static Keys of(BoundClass graph) {
        Keys keys = new Keys(graph);
        keys.compute();
        return keys;
    }

    private void compute() {
        Set<Task> ringed = Collections.newSetFromMap(new IdentityHashMap<>());
        Rings.of(graph).forEach(component -> ringed.addAll(component.tasks()));
        for (List<Task> component : Rings.components(graph)) {
            neededFirst.addAll(component);
            if (component.stream().anyMatch(ringed::contains)) {
                component.forEach(task -> keys.put(task, Optional.empty()));
                component.forEach(this::key); // says which inputs fan-outs bind, as far as that is clear
            } else if (component.size() == 1 && !isRecursive(component.get(0))) {
                keys.put(component.get(0), key(component.get(0)));
            } else {
                leastFixedPoint(component);
            }
        }
        computeLevels();
    }

    private boolean isRecursive(Task task) {
        return graph.edges(task).stream().anyMatch(edge -> edge.to() == task);
    }

    /**
     * Computes the keys of tasks that need each other for other keys: from no inputs at all upwards, until nothing is added. What is left open
     * in {@code as} is looked for among the inputs that are known so far; whether it is still clear in the end is asked at last.
     */
    private void leastFixedPoint(List<Task> component) {
        rising = true;
        component.forEach(task -> keys.put(task, Optional.of(List.of())));
        boolean changed = true;
        for (int pass = 0; changed && pass <= component.size() + graph.inputs().size() + 1; pass++) {
            changed = false;
            for (Task task : component) {
                Optional<List<String>> key = key(task);
                changed |= !key.equals(keys.put(task, key));
            }
        }
        rising = false;
        IdentityHashMap<Task, Optional<List<String>>> last = new IdentityHashMap<>();
        component.forEach(task -> last.put(task, key(task)));
        keys.putAll(last);
    }

    private void computeLevels() {
        IdentityHashMap<Task, Integer> next = new IdentityHashMap<>();
        Deque<Task> path = new ArrayDeque<>();
        for (Task root : graph.tasks()) {
            path.push(root);
            while (!path.isEmpty()) {
                Task task = path.element();
                if (levels.containsKey(task)) {
                    path.pop();
                    continue;
                }
                List<Edge> edges = graph.edges(task);
                int at = next.getOrDefault(task, 0);
                if (at < edges.size()) {
                    next.put(task, at + 1);
                    Edge edge = edges.get(at);
                    if (!edge.isDynamic() && !levels.containsKey(edge.to()) && !next.containsKey(edge.to())) {
                        path.push(edge.to());
                    }
                } else {
                    next.put(task, at);
                    path.pop();
                    levels.put(
                            task,
                            edges.stream()
                                            .filter(edge -> !edge.isDynamic())
                                            .mapToInt(edge -> levels.getOrDefault(edge.to(), -1))
                                            .max()
                                            .orElse(-1)
                                    + 1);
                }
            }
        }
    }

    private Optional<List<String>> key(Task task) {
        Set<String> key = new LinkedHashSet<>();
        boolean known = true;
        for (Parameter parameter : task.parameters()) {
            Binding binding = graph.binding(parameter);
            if (binding instanceof Binding.ToInput input) {
                key.add(input.name());
            } else if (binding instanceof Binding.Taken taken) {
                known &= add(parameter, taken, key);
            } else {
                known &= binding instanceof Binding.ToContext;
            }
        }
        for (Condition condition : graph.conditions(task)) {
            known &= condition.source().isPresent() && add(condition.source().get(), key);
        }
        for (Named name : task.predecessors()) {
            Optional<Task> before = graph.task(task, name.name());
            known &= before.isPresent() && add(before.get(), Set.of(), key);
        }
        if (graph.fallback(task).isPresent()) {
            known &= add(graph.fallback(task).get(), Set.of(), key);
        }
        return known ? Optional.of(pinned(task, key)) : Optional.empty();
    }

    /** Adds the key of the source, of what inputs are bound to, and then that of the target less what is bound. */
    private boolean add(Parameter parameter, Binding.Taken taken, Set<String> key) {
        boolean known = true;
        if (taken instanceof Binding.ToEach each) {
            known = add(each.source(), key);
        }
        Set<String> without = new HashSet<>();
        for (Binding.With with : taken.with()) {
            known &= add(with.source(), key);
            without.add(with.input().name());
        }
        if (taken.binds()) {
            As as = as(parameter, taken);
            bound.put(parameter, as);
            if (as instanceof As.Bound to) {
                without.add(to.input());
            } else if (rising
                    && as instanceof As.Unclear unclear
                    && unclear.fitting().isEmpty()) {
                return known; // nothing is known yet of what could be bound
            } else {
                known &= rising;
            }
        }
        return add(taken.task(), without, key) && known;
    }

    private boolean add(Binding.Source source, Set<String> key) {
        if (source.task().isPresent()) {
            return add(source.task().get(), Set.of(), key);
        }
        key.add(source.name());
        return true;
    }

    private boolean add(Task needed, Set<String> without, Set<String> key) {
        Optional<List<String>> other = keys.getOrDefault(needed, Optional.empty());
        other.ifPresent(
                names -> names.stream().filter(name -> !without.contains(name)).forEach(key::add));
        return other.isPresent();
    }

    /** Puts a key into the order that is pinned. */
    private List<String> pinned(Task task, Set<String> key) {
        List<String> order = graph.pins(task);
        List<String> sorted = new ArrayList<>(key);
        sorted.sort(Comparator.comparingInt(name -> order.contains(name) ? order.indexOf(name) : order.size()));
        return sorted;
    }

    private As as(Parameter parameter, Binding.Taken taken) {
        Optional<List<String>> key = keys.getOrDefault(taken.task(), Optional.empty());
        if (key.isEmpty()) {
            return new As.Unknown();
        }
        if (taken.as().isPresent()) {
            Named name = taken.as().get();
            return rising || key.get().contains(name.name())
                    ? new As.Bound(name.name())
                    : new As.NoSuch(name, key.get());
        }
        Optional<Type> element = element(parameter, taken);
        if (element.isEmpty()) {
            return new As.Unknown();
        }
        List<Input> fitting = key.get().stream()
                .filter(name -> taken.with().stream()
                        .noneMatch(with -> with.input().name().equals(name)))
                .map(graph::input)
                .flatMap(Optional::stream)
                .filter(input -> element.get().fits(input.type()))
                .toList();
        return fitting.size() == 1 ? new As.Bound(fitting.get(0).name()) : new As.Unclear(fitting);
    }

    /** Returns the type of what an input is bound to: an element of the source, or a key of an {@code OnDemand}. */
    public static Optional<Type> element(Parameter parameter, Binding.Taken taken) {
        return taken instanceof Binding.ToEach each
                ? each.source().type().element()
                : parameter.type().arguments().stream().findFirst();
    }

    /** Returns the key of a task; empty if it has none. */
    public Optional<List<String>> of(Task task) {
        return keys.getOrDefault(task, Optional.empty());
    }

    /** Returns all tasks, what is needed before what needs it. */
    public List<Task> neededFirst() {
        return Collections.unmodifiableList(neededFirst);
    }

    /** Returns which input the fan-out of a parameter binds. */
    public As as(Parameter parameter) {
        return bound.getOrDefault(parameter, new As.Unknown());
    }

    /** Returns how many tasks come one after the other before a task can run. */
    public int level(Task task) {
        return levels.getOrDefault(task, 0);
    }
}
