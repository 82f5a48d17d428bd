package dev.doge.processor.graph;

import dev.doge.processor.graph.BoundClass.Input;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The keys of all tasks, the inputs that each transitively needs, in the order of the request methods; and which input each fan-out binds.
 * Tasks on a ring, or that need a name which nothing has, have no key.
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
        IdentityHashMap<Task, Integer> next = new IdentityHashMap<>();
        Deque<Task> path = new ArrayDeque<>();
        for (Task root : graph.tasks()) {
            path.push(root);
            while (!path.isEmpty()) {
                Task task = path.element();
                if (keys.containsKey(task)) {
                    path.pop();
                    continue;
                }
                List<Edge> edges = graph.edges(task);
                int at = next.getOrDefault(task, 0);
                if (at < edges.size()) {
                    next.put(task, at + 1);
                    Task needed = edges.get(at).to();
                    if (!keys.containsKey(needed) && !next.containsKey(needed)) {
                        path.push(needed);
                    }
                } else {
                    next.put(task, at);
                    path.pop();
                    keys.put(task, key(task));
                    levels.put(
                            task,
                            edges.stream()
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
            } else if (binding instanceof Binding.ToTask bare) {
                known &= add(bare.task(), "", key);
            } else if (binding instanceof Binding.ToEach each) {
                As as = as(each);
                bound.put(parameter, as);
                if (each.source().task().isPresent()) {
                    known &= add(each.source().task().get(), "", key);
                } else {
                    key.add(each.source().name());
                }
                known &= as instanceof As.Bound;
                known &= add(each.task(), as instanceof As.Bound to ? to.input() : "", key);
            } else {
                known = false;
            }
        }
        for (Named name : task.predecessors()) {
            Optional<Task> before = graph.task(task, name.name());
            known &= before.isPresent() && add(before.get(), "", key);
        }
        return known ? Optional.of(pinned(task, key)) : Optional.empty();
    }

    private boolean add(Task needed, String without, Set<String> key) {
        Optional<List<String>> other = keys.getOrDefault(needed, Optional.empty());
        other.ifPresent(
                names -> names.stream().filter(name -> !name.equals(without)).forEach(key::add));
        return other.isPresent();
    }

    /** Puts a key into the order that is pinned. */
    private List<String> pinned(Task task, Set<String> key) {
        List<String> order = graph.pins(task);
        List<String> sorted = new ArrayList<>(key);
        sorted.sort(Comparator.comparingInt(name -> order.contains(name) ? order.indexOf(name) : order.size()));
        return sorted;
    }

    private As as(Binding.ToEach each) {
        Optional<List<String>> key = keys.getOrDefault(each.task(), Optional.empty());
        if (key.isEmpty()) {
            return new As.Unknown();
        }
        if (each.as().isPresent()) {
            Named name = each.as().get();
            return key.get().contains(name.name()) ? new As.Bound(name.name()) : new As.NoSuch(name, key.get());
        }
        Optional<Type> element = each.source().type().element();
        if (element.isEmpty()) {
            return new As.Unknown();
        }
        List<Input> fitting = key.get().stream()
                .map(graph::input)
                .flatMap(Optional::stream)
                .filter(input -> element.get().fits(input.type()))
                .toList();
        return fitting.size() == 1 ? new As.Bound(fitting.get(0).name()) : new As.Unclear(fitting);
    }

    /** Returns the key of a task; empty if it has none. */
    public Optional<List<String>> of(Task task) {
        return keys.getOrDefault(task, Optional.empty());
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
