package dev.doge.processor.generate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A graph as JSON, Mermaid and Graphviz. The same bytes for the same graph. */
public final class GraphReport {
    /** The schema of the JSON, as docs/guide/report-schema.md describes it. */
    public static final int SCHEMA = 1;

    private record Edge(String from, String to, String kind, Optional<String> as, Optional<String> source) {}

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
            for (Parameter parameter : task.parameters()) {
                Binding binding = graph.binding(parameter);
                if (binding instanceof Binding.ToTask bare) {
                    edges.add(edge(task, bare.task(), "needs"));
                } else if (binding instanceof Binding.ToEach each) {
                    String as = ((Keys.As.Bound) keys.as(parameter)).input();
                    String source = (each.source().task().isPresent() ? "" : "@")
                            + each.source().name();
                    edges.add(new Edge(
                            task.name(),
                            each.task().name(),
                            PlanCode.isOutcome(parameter) ? "eachOutcome" : "each",
                            Optional.of(as),
                            Optional.of(source)));
                    each.source().task().ifPresent(from -> edges.add(edge(task, from, "needs")));
                }
            }
            for (Named name : task.predecessors()) {
                edges.add(edge(task, graph.task(name.name()).orElseThrow(), "after"));
            }
        }
        return List.copyOf(edges);
    }

    private static Edge edge(Task from, Task to, String kind) {
        return new Edge(from.name(), to.name(), kind, Optional.empty(), Optional.empty());
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
                        + edge.as.map(as -> ", \"as\": " + quoted(as)).orElse("")
                        + edge.source
                                .map(source -> ", \"source\": " + quoted(source))
                                .orElse("") + "}")
                .toList());
        return "{\n  \"schema\": " + SCHEMA + ",\n  \"graph\": "
                + quoted(graph.taskClass().qualifiedGraphName())
                + ",\n  \"owner\": "
                + quoted(graph.taskClass().name().text()) + ",\n  \"inputs\": [" + inputs + "],\n  \"tasks\": [" + tasks
                + "],\n  \"edges\": [" + edges + "]\n}\n";
    }

    private String task(Task task) {
        String key = keys.of(task).orElseThrow().stream()
                .map(GraphReport::quoted)
                .collect(Collectors.joining(", ", "[", "]"));
        return "{\"name\": " + quoted(task.name()) + ", \"key\": " + key + ", \"type\": "
                + quoted(task.hasValue() ? task.value().text() : "void") + ", \"level\": " + keys.level(task)
                + ", \"method\": " + quoted(task.method().text())
                + (task.kind() == Task.Kind.STAGE || task.kind() == Task.Kind.ASYNC_ACTION ? ", \"async\": true" : "")
                + (task.isNullable() && task.hasValue() ? ", \"nullable\": true" : "")
                + (task.isPerRun() ? ", \"share\": \"RUN\"" : "")
                + (task.description().isEmpty() ? "" : ", \"description\": " + quoted(task.description())) + "}";
    }

    /** Returns the graph as a Mermaid flow chart. */
    public String mermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        graph.tasks()
                .forEach(task -> text.append("  ")
                        .append(task.name())
                        .append("_[\"")
                        .append(task.name())
                        .append("\"]\n"));
        for (Edge edge : edges()) {
            text.append("  ").append(edge.to).append(edge.kind.equals("after") ? "_ -.-> " : "_ --> ");
            edge.source.ifPresent(
                    source -> text.append("|\"each ").append(source).append("\"| "));
            text.append(edge.from).append("_\n");
        }
        return text.toString();
    }

    /** Returns the graph in the language of Graphviz. */
    public String dot() {
        StringBuilder text = new StringBuilder("digraph ")
                .append(quoted(graph.taskClass().qualifiedGraphName()))
                .append(" {\n  rankdir=LR;\n");
        graph.tasks()
                .forEach(task -> text.append("  ").append(quoted(task.name())).append(";\n"));
        for (Edge edge : edges()) {
            text.append("  ").append(quoted(edge.to)).append(" -> ").append(quoted(edge.from));
            if (edge.kind.equals("after")) {
                text.append(" [style=dotted]");
            }
            edge.source.ifPresent(source ->
                    text.append(" [label=").append(quoted("each " + source)).append(']'));
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
