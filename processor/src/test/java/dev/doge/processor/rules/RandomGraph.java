package dev.doge.processor.rules;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A random valid graph in one class: its source, and the key of each task by a reading of the key rules that shares nothing with the
 * processor. Task {@code i} needs only tasks of smaller number, but the methods are declared in random order.
 */
final class RandomGraph {
    private static final List<String> TYPES =
            List.of("String", "java.util.UUID", "java.time.LocalDate", "java.math.BigInteger", "Boolean");

    private final Random random;
    private final List<Node> nodes = new ArrayList<>();

    /** A task: the type of its value, its parameters, and the tasks that it only comes after. */
    private record Node(String name, String type, List<Edge> edges, List<Integer> after) {
        Node with(Edge edge) {
            List<Edge> more = new ArrayList<>(edges);
            more.add(edge);
            return new Node(name, type, more, after);
        }
    }

    /** A parameter, as source text and as what it adds to the key. */
    private sealed interface Edge {
        String parameter(int position);
    }

    private record InputEdge(String input) implements Edge {
        @Override
        public String parameter(int position) {
            return "@Input " + inputType(input) + " " + input;
        }
    }

    private record NeedsEdge(int task, String type) implements Edge {
        @Override
        public String parameter(int position) {
            return "@DependsOn(\"t" + task + "\") " + type + " p" + position;
        }
    }

    private record EachEdge(int target, String targetType, String as, String source, int sourceTask) implements Edge {
        @Override
        public String parameter(int position) {
            return "@DependsOn(value = \"t" + target + "\", each = \"" + source + "\", as = \"" + as + "\") List<"
                    + targetType + "> p" + position;
        }
    }

    /** Something wrong, verbatim. */
    private record WrongEdge(String text) implements Edge {
        @Override
        public String parameter(int position) {
            return text;
        }
    }

    /** A method with the error that it gives. */
    private record Mistake(String error, String method) {}

    /** A graph with mistakes. */
    record Spoilt(String source, List<String> errors) {}

    private RandomGraph(long seed) {
        random = new Random(seed);
    }

    static RandomGraph of(long seed) {
        RandomGraph graph = new RandomGraph(seed);
        int size = 3 + graph.random.nextInt(22);
        for (int i = 0; i < size; i++) {
            graph.nodes.add(graph.node(i));
        }
        return graph;
    }

    private Node node(int number) {
        List<Edge> edges = new ArrayList<>();
        Set<String> inputs = new LinkedHashSet<>();
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            int kind = random.nextInt(6);
            if (kind < 2 || number == 0) {
                String input = "in" + random.nextInt(8);
                if (inputs.add(input)) {
                    edges.add(new InputEdge(input));
                }
            } else if (kind < 4) {
                int task = random.nextInt(number);
                edges.add(new NeedsEdge(task, nodes.get(task).type()));
            } else {
                addFanOut(number, edges, inputs);
            }
        }
        List<Integer> after = new ArrayList<>();
        for (int i = number == 0 ? 2 : random.nextInt(3); i < 2; i++) {
            after.add(random.nextInt(number));
        }
        String type = TYPES.get(random.nextInt(TYPES.size()));
        return new Node("t" + number, random.nextInt(3) == 0 ? "List<" + type + ">" : type, edges, after);
    }

    private void addFanOut(int number, List<Edge> edges, Set<String> inputs) {
        int target = random.nextInt(number);
        List<String> bindable = key(nodes.get(target)).stream()
                .filter(input -> input.startsWith("in"))
                .toList();
        if (bindable.isEmpty()) {
            return;
        }
        String as = bindable.get(random.nextInt(bindable.size()));
        String element = inputType(as);
        List<Integer> sources = IntStream.range(0, number)
                .filter(i -> nodes.get(i).type().equals("List<" + element + ">"))
                .boxed()
                .toList();
        String targetType = nodes.get(target).type();
        if (sources.isEmpty() || random.nextInt(3) == 0) {
            String list = "many" + as.substring(2);
            if (inputs.add(list)) {
                edges.add(new InputEdge(list));
            }
            edges.add(random.nextInt(edges.size() + 1), new EachEdge(target, targetType, as, list, -1));
        } else {
            int source = sources.get(random.nextInt(sources.size()));
            edges.add(new EachEdge(target, targetType, as, "t" + source, source));
        }
    }

    private static String inputType(String input) {
        int number = Integer.parseInt(input.replaceAll("\\D", ""));
        String type = TYPES.get(number % TYPES.size());
        return input.startsWith("many") ? "List<" + type + ">" : type;
    }

    /** Returns the parameters of each request method, by name. */
    SortedMap<String, String> keys() {
        SortedMap<String, String> keys = new TreeMap<>();
        for (Node node : nodes) {
            keys.put(
                    node.name(),
                    key(node).stream()
                            .map(input -> inputType(input).replaceAll("\\w+\\.", "") + " " + input)
                            .collect(joining(", ")));
        }
        return keys;
    }

    private Set<String> key(Node node) {
        Set<String> key = new LinkedHashSet<>();
        for (Edge edge : node.edges()) {
            if (edge instanceof InputEdge input) {
                key.add(input.input());
            } else if (edge instanceof NeedsEdge needs) {
                key.addAll(key(nodes.get(needs.task())));
            } else if (edge instanceof EachEdge each) {
                if (each.sourceTask() < 0) {
                    key.add(each.source());
                } else {
                    key.addAll(key(nodes.get(each.sourceTask())));
                }
                Set<String> target = new LinkedHashSet<>(key(nodes.get(each.target())));
                target.remove(each.as());
                key.addAll(target);
            }
        }
        for (int task : node.after()) {
            key.addAll(key(nodes.get(task)));
        }
        return key;
    }

    String source() {
        return source(nodes.stream().map(node -> method(node, "")).toList());
    }

    private static String source(List<String> methods) {
        List<String> shuffled = new ArrayList<>(methods);
        Collections.shuffle(shuffled, new Random(methods.size()));
        return "package shop;\nimport dev.doge.annotations.*;\nimport java.util.*;\nclass Shop {\n"
                + String.join("", shuffled) + "}\n";
    }

    private static String method(Node node, String modifier) {
        String after = node.after().isEmpty()
                ? ""
                : node.after().stream().map(i -> "\"t" + i + "\"").collect(joining(", ", "@DependsOn({", "}) "));
        String parameters = IntStream.range(0, node.edges().size())
                .mapToObj(i -> node.edges().get(i).parameter(i))
                .collect(joining(", "));
        return "    @Task " + after + modifier + node.type() + " " + node.name() + "(" + parameters
                + ") { return null; }\n";
    }

    /** Returns the graph with one to four mistakes, each in a task of its own. */
    Spoilt spoil() {
        List<String> methods = new ArrayList<>();
        for (Node node : nodes) {
            methods.add(method(node, ""));
        }
        List<Integer> victims =
                new ArrayList<>(IntStream.range(0, nodes.size()).boxed().toList());
        Collections.shuffle(victims, random);
        List<String> errors = new ArrayList<>();
        for (int victim : victims.subList(0, Math.min(1 + random.nextInt(4), nodes.size()))) {
            Mistake mistake = mistake(nodes.get(victim));
            methods.set(victim, mistake.method());
            errors.add(mistake.error());
        }
        Collections.sort(errors);
        return new Spoilt(source(methods), errors);
    }

    private Mistake mistake(Node node) {
        String self = "@DependsOn(\"" + node.name() + "\") " + node.type() + " self";
        return switch (random.nextInt(7)) {
            case 0 -> new Mistake("DOGE002", method(node.with(new WrongEdge("String nowhere")), ""));
            case 1 -> new Mistake("DOGE022", method(node.with(new WrongEdge("@Input int[] ints_" + node.name())), ""));
            case 2 -> new Mistake("DOGE008", method(node, "private "));
            case 3 -> new Mistake("DOGE003", method(node.with(new WrongEdge(self)), ""));
            case 4 ->
                new Mistake("DOGE027", method(node.with(new WrongEdge("@Input @DependsOn(\"t0\") String both")), ""));
            case 5 ->
                new Mistake(
                        "DOGE007", method(new Node(node.name(), "Iterator<String>", node.edges(), node.after()), ""));
            default -> new Mistake("DOGE025", method(node.with(new WrongEdge("@Input List raw_" + node.name())), ""));
        };
    }
}
