package dev.doge.processor.graph;

import dev.doge.processor.model.Composition;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The names of inputs as each class of a composition sees them. Inputs of two classes are one where a class that composes them reads the name
 * itself, lists it in {@code inputs}, or binds both to it; otherwise they stay two, which is an error in the root. What is bound has its new
 * name from there up, also for those that include the reading class beside the binding one.
 */
public final class InputNames {
    /** An input of one class; the sets of those that are one are a union-find structure. */
    private static final class Node {
        final Source source;
        Node parent = this;

        Node(Source source) {
            this.source = source;
        }

        Node one() {
            Node node = this;
            while (node.parent != node) {
                node.parent = node.parent.parent;
                node = node.parent;
            }
            return node;
        }
    }

    /**
     * Where a class reads an input.
     *
     * @param owner the class
     * @param name the input's name there
     * @param parameter the first parameter that takes it
     * @param task the task of that parameter
     */
    public record Source(TaskClass owner, String name, Parameter parameter, Task task) {}

    /** What is wrong with the inputs of a composition. */
    public sealed interface Problem {
        /** Classes read inputs of one name, and nothing says that it is one thing. */
        record Apart(String name, List<Source> sources) implements Problem {}

        /** Two includes know one input by different names. */
        record TwoNames(Source source, Set<String> names) implements Problem {}

        /** What is written in {@code bind} is not {@code name = Class.input}. */
        record NoBind(Named bind) implements Problem {}

        /** Nothing that is included has this name, or several classes have. */
        record NoClass(Named bind, String name, Set<String> known) implements Problem {}

        /** The class has no such input. */
        record NoInput(Named bind, String owner, String name, Set<String> known) implements Problem {}

        /** An input is bound twice. */
        record Twice(Named bind, String target) implements Problem {}
    }

    private final Composition composition;
    private final Map<TaskClass, Map<String, Node>> own = new HashMap<>();
    private final Map<TaskClass, Map<String, Set<Node>>> visible = new HashMap<>();
    private final Map<TaskClass, Set<Node>> named = new HashMap<>();
    private final IdentityHashMap<Node, String> names = new IdentityHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    InputNames(Composition composition) {
        this.composition = composition;
        for (TaskClass part : composition.parts()) {
            Map<String, Node> nodes = new LinkedHashMap<>();
            for (Task task : part.tasks()) {
                for (Parameter parameter : task.parameters()) {
                    if (parameter.dependsOn().isEmpty()) {
                        parameter
                                .input()
                                .map(Named::name)
                                .ifPresent(name -> nodes.computeIfAbsent(
                                        name, key -> new Node(new Source(part, name, parameter, task))));
                    }
                }
            }
            own.put(part, nodes);
        }
        visible(composition.root())
                .forEach((name, nodes) -> nodes.forEach(node -> names.putIfAbsent(node.one(), name)));
    }

    private Map<String, Set<Node>> visible(TaskClass part) {
        Map<String, Set<Node>> known = visible.get(part);
        if (known != null) {
            return known;
        }
        visible.put(part, Map.of()); // for rings of includes, which are reported
        composition.includes(part).forEach(this::visible); // what is one further down, is one here
        Map<Node, String> bound = bound(part);
        Set<Node> given = new HashSet<>(bound.keySet());
        Map<String, Set<Node>> names = new LinkedHashMap<>();
        own.getOrDefault(part, Map.of()).forEach((name, node) -> add(names, name, node));
        lifted(part, given)
                .forEach((node, lifted) -> lifted.forEach(name -> add(names, bound.getOrDefault(node, name), node)));
        Map<String, Set<Node>> result = new LinkedHashMap<>();
        names.forEach((name, nodes) -> {
            Set<Node> unified = unified(part, name, nodes, bound);
            result.put(name, unified);
            if (unified.size() < nodes.size()) {
                given.addAll(unified);
            }
        });
        if (part.equals(composition.root())) {
            findTwoNames(result);
        }
        visible.put(part, result);
        named.put(part, given);
        return result;
    }

    /**
     * Returns the names that the includes of a class have for its inputs. A name that one of them gave, by binding it or by making two inputs
     * one, stands against the one that the reading class has for it.
     *
     * @param given receives the inputs whose names are given
     */
    private Map<Node, Set<String>> lifted(TaskClass part, Set<Node> given) {
        Map<Node, Set<String>> all = new LinkedHashMap<>();
        Map<Node, Set<String>> strong = new HashMap<>();
        for (TaskClass include : composition.includes(part)) {
            Map<String, Set<Node>> inside = visible(include);
            Set<Node> givenInside = named.getOrDefault(include, Set.of()).stream()
                    .map(Node::one)
                    .collect(Collectors.toSet());
            inside.forEach((name, nodes) -> nodes.forEach(node -> {
                all.computeIfAbsent(node.one(), key -> new LinkedHashSet<>()).add(name);
                if (givenInside.contains(node.one())) {
                    strong.computeIfAbsent(node.one(), key -> new LinkedHashSet<>())
                            .add(name);
                }
            }));
        }
        all.putAll(strong);
        given.addAll(strong.keySet());
        return all;
    }

    private static void add(Map<String, Set<Node>> names, String name, Node node) {
        names.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(node);
    }

    private Set<Node> unified(TaskClass part, String name, Set<Node> nodes, Map<Node, String> bound) {
        boolean root = part.equals(composition.root());
        boolean listed =
                part.graph().inputs().stream().anyMatch(input -> input.name().equals(name));
        boolean one = nodes.size() == 1
                || listed
                || own.getOrDefault(part, Map.of()).containsKey(name)
                || bound.keySet().containsAll(nodes)
                || !(root || part.isPartial()); // an include that has it wrong is told so itself
        if (!one) {
            if (root) {
                problems.add(new Problem.Apart(
                        name, nodes.stream().map(node -> node.source).toList()));
            }
            return nodes;
        }
        Node first = nodes.iterator().next();
        nodes.forEach(node -> node.one().parent = first.one());
        return Set.of(first.one());
    }

    private void findTwoNames(Map<String, Set<Node>> result) {
        Map<Node, Set<String>> all = new LinkedHashMap<>();
        result.forEach((name, nodes) -> nodes.forEach(
                node -> all.computeIfAbsent(node.one(), key -> new TreeSet<>()).add(name)));
        all.forEach((node, found) -> {
            if (found.size() > 1) {
                problems.add(new Problem.TwoNames(node.source, found));
            }
        });
    }

    /** Returns what a class binds: the inputs and their new names. */
    private Map<Node, String> bound(TaskClass part) {
        Map<Node, String> bound = new LinkedHashMap<>();
        for (Named bind : part.graph().binds()) {
            String[] sides = bind.name().split("=", -1);
            String left = sides[0].strip();
            String right = sides[sides.length - 1].strip();
            int dot = right.lastIndexOf('.');
            if (sides.length != 2 || !Names.isLegal(left) || dot <= 0 || !Names.isLegal(right.substring(dot + 1))) {
                report(part, new Problem.NoBind(bind));
                continue;
            }
            String qualifier = right.substring(0, dot);
            List<TaskClass> targets = composition.named(part, qualifier).stream()
                    .filter(target -> !target.equals(part))
                    .toList();
            if (targets.size() != 1) {
                Set<String> known = new LinkedHashSet<>();
                composition.closure(part).stream()
                        .filter(target -> !target.equals(part))
                        .forEach(target -> known.add(
                                targets.isEmpty()
                                        ? target.simpleName()
                                        : target.name().qualifiedName()));
                report(part, new Problem.NoClass(bind, qualifier, known));
                continue;
            }
            Map<String, Set<Node>> inputs = visible(targets.get(0));
            String input = right.substring(dot + 1);
            if (!inputs.containsKey(input)) {
                report(part, new Problem.NoInput(bind, qualifier, input, inputs.keySet()));
                continue;
            }
            Set<Node> nodes = new HashSet<>();
            inputs.getOrDefault(input, Set.of()).forEach(node -> nodes.add(node.one()));
            if (nodes.stream().anyMatch(bound::containsKey)) {
                report(part, new Problem.Twice(bind, right));
                continue;
            }
            nodes.forEach(node -> bound.put(node, left));
        }
        return bound;
    }

    private void report(TaskClass part, Problem problem) {
        if (part.equals(composition.root())) {
            problems.add(problem);
        }
    }

    /** Returns what is wrong. */
    public List<Problem> problems() {
        return problems;
    }

    /** Returns what the root calls the input that a class knows by a name; empty if it knows none, or several. */
    Optional<String> resolve(TaskClass from, String name) {
        return resolve(from, name, new HashSet<>());
    }

    private Optional<String> resolve(TaskClass from, String name, Set<TaskClass> asked) {
        Node mine = own.getOrDefault(from, Map.of()).get(name);
        Set<Node> nodes = mine != null ? Set.of(mine) : visible(from).getOrDefault(name, Set.of());
        if (nodes.size() == 1) {
            return Optional.ofNullable(names.get(nodes.iterator().next().one()));
        }
        if (!nodes.isEmpty() || !from.isPartial() || !asked.add(from)) {
            return Optional.empty();
        }
        List<String> outside = composition.includers(from).stream()
                .map(includer -> resolve(includer, name, asked))
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        return outside.size() == 1 ? Optional.of(outside.get(0)) : Optional.empty();
    }
}
