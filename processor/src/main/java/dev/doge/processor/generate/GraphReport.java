package dev.doge.processor.generate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A graph as JSON, Mermaid and Graphviz. The same bytes for the same graph. */
public final class GraphReport {
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
                            + each.source()
                                    .task()
                                    .map(graph::name)
                                    .orElse(each.source().name());
                    edges.add(new Edge(
                            graph.name(task),
                            graph.name(each.task()),
                            PlanCode.isOutcome(parameter) ? "eachOutcome" : "each",
                            Optional.of(as),
                            Optional.of(source)));
                    each.source().task().ifPresent(from -> edges.add(edge(task, from, "needs")));
                }
            }
            for (Named name : task.predecessors()) {
                edges.add(edge(task, graph.task(task, name.name()).orElseThrow(), "after"));
            }
        }
        return List.copyOf(edges);
    }

    private Edge edge(Task from, Task to, String kind) {
        return new Edge(graph.name(from), graph.name(to), kind, Optional.empty(), Optional.empty());
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
        return "{\n  \"schema\": 1,\n  \"graph\": " + quoted(graph.taskClass().qualifiedGraphName())
                + ",\n  \"owner\": "
                + quoted(graph.taskClass().name().text()) + ",\n  \"inputs\": [" + inputs + "],\n  \"tasks\": [" + tasks
                + "],\n  \"edges\": [" + edges + "]\n}\n";
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
                + (task.isPerRun() ? ", \"share\": \"RUN\"" : "")
                + (task.description().isEmpty() ? "" : ", \"description\": " + quoted(task.description())) + "}";
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
            text.append("  ").append(node(edge.to)).append(edge.kind.equals("after") ? " -.-> " : " --> ");
            edge.source.ifPresent(
                    source -> text.append("|\"each ").append(source).append("\"| "));
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
