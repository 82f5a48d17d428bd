package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Source;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a plan as text. The text is the same for the same plan. */
public final class GraphText {
    /** An edge as {@code GraphReport} of the processor words it; a test holds the two together. */
    private record Edge(
            String from, String to, String kind, @Nullable String as, String source, String with, boolean recursive) {
        static Edge of(String from, String to, String kind) {
            return new Edge(from, to, kind, null, "", "", false);
        }

        boolean isHard() {
            return kind.equals("needs") || (kind.startsWith("each") && !recursive) || kind.equals("with");
        }

        String style() {
            return isHard() ? "" : recursive || kind.equals("onDemand") ? "style=dashed" : "style=dotted";
        }

        String label() {
            String label =
                    source.isEmpty() ? kind.equals("needs") || kind.equals("after") ? "" : kind : "each " + source;
            return with.isEmpty() ? label : label + " " + with;
        }
    }

    private final String graph;
    private final CompiledPlan plan;
    private final Set<String> ambiguous = new HashSet<>();

    /**
     * Makes a writer.
     *
     * @param graph the name of the graph class
     * @param plan the plan
     */
    public GraphText(String graph, CompiledPlan plan) {
        this.graph = graph;
        this.plan = plan;
        Set<String> once = new HashSet<>();
        plan.tasks().stream().map(TaskId::name).filter(name -> !once.add(name)).forEach(ambiguous::add);
    }

    /** Returns the name of a task, qualified if another task of the plan has it too. */
    private String name(TaskId<?> task) {
        return ambiguous.contains(task.name()) ? task.qualifiedName() : task.name();
    }

    private static String node(String name) {
        return name.replace('.', '_') + '_';
    }

    private String source(Source source) {
        return source instanceof TaskId<?> task ? name(task) : '@' + source.name();
    }

    private List<Edge> edges() {
        Set<Edge> edges = new LinkedHashSet<>();
        for (TaskDraft draft : plan.drafts()) {
            String from = name(draft.id());
            draft.needs().forEach(task -> edges.add(Edge.of(from, name(task), "needs")));
            draft.after().forEach(task -> edges.add(Edge.of(from, name(task), "after")));
            for (TaskDraft.Edge other : draft.edges()) {
                if (other.target() instanceof TaskId<?> task) {
                    edges.add(new Edge(
                            from,
                            name(task),
                            other.kind().toString(),
                            other.as() == null ? null : other.as().name(),
                            other.source() == null ? "" : source(other.source()),
                            other.with().stream()
                                    .map(bind -> bind.input().name() + " = " + source(bind.source()))
                                    .collect(Collectors.joining(", ")),
                            other.recursive()));
                }
                other.tasks().stream()
                        .filter(task -> !task.equals(other.target()))
                        .forEach(task -> edges.add(Edge.of(from, name(task), "needs")));
            }
        }
        return List.copyOf(edges);
    }

    /**
     * Returns the plan as Mermaid.
     *
     * @return the text
     */
    public String toMermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        plan.tasks()
                .forEach(task -> text.append("  ")
                        .append(node(name(task)))
                        .append('[')
                        .append(quoted(name(task)))
                        .append("]\n"));
        for (Edge edge : edges()) {
            String arrow = edge.isHard() ? " --> " : " -.-> ";
            String label = edge.label().isEmpty() ? "" : "|" + quoted(edge.label()) + "| ";
            text.append("  ")
                    .append(node(edge.to))
                    .append(arrow)
                    .append(label)
                    .append(node(edge.from))
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * Returns the plan in the language of Graphviz.
     *
     * @return the text
     */
    public String toDot() {
        StringBuilder text = new StringBuilder("digraph ").append(quoted(graph)).append(" {\n  rankdir=LR;\n");
        plan.tasks()
                .forEach(task -> text.append("  ").append(quoted(name(task))).append(";\n"));
        for (Edge edge : edges()) {
            text.append("  ").append(quoted(edge.to)).append(" -> ").append(quoted(edge.from));
            String label = edge.label().isEmpty() ? "" : "label=" + quoted(edge.label());
            String attributes = Stream.of(edge.style(), label)
                    .filter(attribute -> !attribute.isEmpty())
                    .collect(Collectors.joining(", "));
            if (!attributes.isEmpty()) {
                text.append(" [").append(attributes).append(']');
            }
            text.append(";\n");
        }
        return text.append("}\n").toString();
    }

    /**
     * Returns the plan as JSON.
     *
     * @return the text
     */
    public String toJson() {
        Set<String> inputs = new LinkedHashSet<>();
        plan.drafts().forEach(draft -> Arrays.stream(draft.key()).forEach(input -> inputs.add(input.name())));
        StringBuilder text = new StringBuilder("{\n  \"schema\": 1,\n  \"graph\": ").append(quoted(graph));
        text.append(",\n  \"inputs\": [")
                .append(lines(inputs.stream()
                        .map(name -> "{\"name\": " + quoted(name) + '}')
                        .toList()))
                .append("],\n  \"tasks\": [");
        text.append(lines(plan.drafts().stream()
                        .map(draft -> "{\"name\": " + quoted(name(draft.id())) + ", \"key\": ["
                                + Arrays.stream(draft.key())
                                        .map(input -> quoted(input.name()))
                                        .collect(Collectors.joining(", "))
                                + "]}")
                        .toList()))
                .append("],\n  \"edges\": [");
        text.append(lines(edges().stream()
                .map(edge -> "{\"from\": " + quoted(edge.from) + ", \"to\": " + quoted(edge.to) + ", \"kind\": "
                        + quoted(edge.kind)
                        + (edge.as == null ? "" : ", \"as\": " + quoted(edge.as))
                        + (edge.source.isEmpty() ? "" : ", \"source\": " + quoted(edge.source)) + '}')
                .toList()));
        return text.append("]\n}\n").toString();
    }

    private static String lines(List<String> items) {
        return items.isEmpty() ? "" : "\n    " + String.join(",\n    ", items) + "\n  ";
    }

    /** Names are identifiers and class names: nothing in them needs an escape. */
    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
