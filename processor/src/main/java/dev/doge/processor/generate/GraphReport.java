package dev.doge.processor.generate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A graph as JSON, Mermaid and Graphviz. The same bytes for the same graph. */
public final class GraphReport {
    /** The schema of the JSON, as docs/guide/report-schema.md describes it. */
    public static final int SCHEMA = 1;

    private record Edge(
            String from,
            String to,
            String kind,
            String as,
            String source,
            Map<String, String> with,
            boolean recursive,
            boolean conditional) {
        static Edge of(String from, Task to, BoundClass graph, String kind) {
            return new Edge(from, graph.name(to), kind, "", "", Map.of(), false, to.isConditional());
        }

        /** Returns whether a failure at the other end, or none, always reaches this one. */
        boolean isHard() {
            return kind.equals("needs") || (kind.startsWith("each") && !recursive) || kind.equals("with");
        }

        String label() {
            String shown = kind.startsWith("lazy") ? "lazy" : kind.startsWith("onDemand") ? "onDemand" : kind;
            String label =
                    source.isEmpty() ? kind.equals("needs") || kind.equals("after") ? "" : shown : "each " + source;
            return with.isEmpty()
                    ? label
                    : label + " "
                            + with.entrySet().stream()
                                    .map(entry -> entry.getKey() + " = " + entry.getValue())
                                    .collect(Collectors.joining(", "));
        }
    }

    private final BoundClass graph;
    private final Keys keys;

    /** Makes a writer of reports. */
    public GraphReport(BoundClass graph, Keys keys) {
        this.graph = graph;
        this.keys = keys;
    }

    private List<Edge> edges() {
        Set<Edge> edges = new LinkedHashSet<>();
        for (Task task : graph.tasks()) {
            String from = graph.name(task);
            for (Parameter parameter : task.parameters()) {
                if (graph.binding(parameter) instanceof Binding.Taken taken) {
                    add(from, parameter, taken, edges);
                }
            }
            for (Named name : task.predecessors()) {
                edges.add(Edge.of(from, graph.task(task, name.name()).orElseThrow(), graph, "after"));
            }
            graph.conditions(task)
                    .forEach(condition -> condition
                            .source()
                            .flatMap(Binding.Source::task)
                            .ifPresent(when ->
                                    edges.add(Edge.of(from, when, graph, condition.negated() ? "whenNot" : "when"))));
            graph.fallback(task).ifPresent(other -> edges.add(Edge.of(from, other, graph, "fallback")));
        }
        return List.copyOf(edges);
    }

    private void add(String from, Parameter parameter, Binding.Taken taken, Set<Edge> edges) {
        Map<String, String> with = new LinkedHashMap<>();
        taken.with().forEach(bind -> with.put(bind.input().name(), name(bind.source())));
        edges.add(new Edge(
                from,
                graph.name(taken.task()),
                kind(taken),
                taken.binds() ? ((Keys.As.Bound) keys.as(parameter)).input() : "",
                taken instanceof Binding.ToEach each ? name(each.source()) : "",
                with,
                taken instanceof Binding.ToEach each && each.recursive(),
                taken.isConditional()));
        if (taken instanceof Binding.ToEach each) {
            each.source().task().ifPresent(source -> edges.add(Edge.of(from, source, graph, "needs")));
        }
        taken.with()
                .forEach(bind ->
                        bind.source().task().ifPresent(source -> edges.add(Edge.of(from, source, graph, "needs"))));
    }

    private String name(Binding.Source source) {
        return source.task().map(graph::name).orElseGet(() -> "@" + source.name());
    }

    private static String kind(Binding.Taken taken) {
        String inner = switch (taken.taking().inner()) {
            case VALUE -> "";
            case OPTIONAL -> "Optional";
            case FLAT -> taken.mayBeAbsent() ? "Optional" : "";
            case OUTCOME -> "Outcome";
        };
        return switch (taken.taking().outer()) {
            case BARE -> taken.isConditional() ? "optional" : taken.with().isEmpty() ? "needs" : "with";
            case OPTIONAL -> taken.isConditional() ? "optional" : taken.with().isEmpty() ? "needs" : "with";
            case OUTCOME -> "outcome";
            case LAZY -> "lazy" + inner;
            case ON_DEMAND -> "onDemand" + inner;
            case EACH -> "each" + inner;
        };
    }

    /** Returns the graph as JSON. */
    public String json() {
        String inputs = lines(graph.inputs().stream()
                .map(input -> "{\"name\": " + quoted(input.name()) + ", \"type\": "
                        + quoted(input.type().text()) + "}")
                .toList());
        String tasks = lines(graph.tasks().stream().map(this::task).toList());
        String edges = lines(edges().stream()
                .map(edge -> "{\"from\": " + quoted(edge.from) + ", \"to\": " + quoted(edge.to) + ", \"kind\": "
                        + quoted(edge.kind)
                        + (edge.as.isEmpty() ? "" : ", \"as\": " + quoted(edge.as))
                        + (edge.source.isEmpty() ? "" : ", \"source\": " + quoted(edge.source))
                        + (edge.with.isEmpty() ? "" : ", \"bindings\": " + bindings(edge))
                        + (edge.recursive ? ", \"recursive\": true" : "")
                        + (edge.conditional ? ", \"conditional\": true" : "") + "}")
                .toList());
        return "{\n  \"schema\": " + SCHEMA + ",\n  \"graph\": "
                + quoted(graph.taskClass().qualifiedGraphName())
                + ",\n  \"owner\": "
                + quoted(graph.taskClass().name().text()) + ",\n  \"inputs\": [" + inputs + "],\n  \"tasks\": [" + tasks
                + "],\n  \"edges\": [" + edges + "]\n}\n";
    }

    private static String bindings(Edge edge) {
        return edge.with.entrySet().stream()
                .map(entry -> "{\"as\": " + quoted(entry.getKey()) + ", \"source\": " + quoted(entry.getValue()) + "}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private String task(Task task) {
        String key = keys.of(task).orElseThrow().stream()
                .map(GraphReport::quoted)
                .collect(Collectors.joining(", ", "[", "]"));
        TaskClass owner = graph.owner(task);
        return "{\"name\": " + quoted(graph.name(task)) + ", \"key\": " + key + ", \"type\": "
                + quoted(task.hasValue() ? task.value().text() : "void") + ", \"level\": " + keys.level(task)
                + ", \"method\": " + quoted(task.method().text())
                + (owner.equals(graph.taskClass())
                        ? ""
                        : ", \"owner\": " + quoted(owner.name().text()))
                + (task.kind() == Task.Kind.STAGE || task.kind() == Task.Kind.ASYNC_ACTION ? ", \"async\": true" : "")
                + (task.isNullable() && task.hasValue() ? ", \"nullable\": true" : "")
                + (task.isConditional() ? ", \"conditional\": true" : "")
                + policies(task)
                + (task.isPerRun() ? ", \"share\": \"RUN\"" : "")
                + (task.description().isEmpty() ? "" : ", \"description\": " + quoted(task.description())) + "}";
    }

    /** Returns the policies of a task as they are written. */
    private static String policies(Task task) {
        List<String> policies = new ArrayList<>();
        if (task.isConditional()) {
            String names = task.conditions().stream()
                    .map(condition -> '"' + condition.name() + '"')
                    .collect(Collectors.joining(", "));
            policies.add("@When(" + (task.conditions().size() == 1 ? names : "{" + names + "}") + ")");
        }
        task.fallback()
                .ifPresent(fallback ->
                        policies.add("@Fallback(\"" + fallback.target().name() + "\")"));
        return policies.isEmpty()
                ? ""
                : ", \"policies\": "
                        + policies.stream().map(GraphReport::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    /** Returns the graph as a Mermaid flow chart. */
    public String mermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        graph.tasks()
                .forEach(task -> text.append("  ")
                        .append(node(graph.name(task)))
                        .append("[\"")
                        .append(graph.name(task))
                        .append("\"]\n"));
        for (Edge edge : edges()) {
            text.append("  ").append(node(edge.to)).append(edge.isHard() ? " --> " : " -.-> ");
            if (!edge.label().isEmpty()) {
                text.append("|\"").append(edge.label()).append("\"| ");
            }
            text.append(node(edge.from)).append('\n');
        }
        return text.toString();
    }

    private static String node(String name) {
        return name.replace('.', '_') + '_';
    }

    /** Returns the graph in the language of Graphviz. */
    public String dot() {
        StringBuilder text = new StringBuilder("digraph ")
                .append(quoted(graph.taskClass().qualifiedGraphName()))
                .append(" {\n  rankdir=LR;\n");
        graph.tasks()
                .forEach(task ->
                        text.append("  ").append(quoted(graph.name(task))).append(";\n"));
        for (Edge edge : edges()) {
            text.append("  ").append(quoted(edge.to)).append(" -> ").append(quoted(edge.from));
            List<String> attributes = new ArrayList<>();
            if (!edge.isHard()) {
                attributes.add(edge.recursive || edge.kind.startsWith("onDemand") ? "style=dashed" : "style=dotted");
            }
            if (!edge.label().isEmpty()) {
                attributes.add("label=" + quoted(edge.label()));
            }
            if (!attributes.isEmpty()) {
                text.append(" [").append(String.join(", ", attributes)).append(']');
            }
            text.append(";\n");
        }
        return text.append("}\n").toString();
    }

    private static String lines(List<String> items) {
        return items.isEmpty() ? "" : "\n    " + String.join(",\n    ", items) + "\n  ";
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (c < ' ' || c == '<' || Character.isSurrogate(c)) {
                        quoted.append(String.format("\\u%04x", (int) c)); // '<' too: a page may hold this text
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
