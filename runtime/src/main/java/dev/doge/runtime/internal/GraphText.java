package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Source;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a plan as text. The text is the same for the same plan. */
public final class GraphText {
    private record Edge(
            String from,
            String to,
            String kind,
            @Nullable String as,
            @Nullable String source) {}

    private static final Set<String> HARD = Set.of("needs", "each", "eachOptional", "eachOutcome", "with", "optional");

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
            draft.needs().forEach(task -> edges.add(new Edge(from, name(task), "needs", null, null)));
            draft.after().forEach(task -> edges.add(new Edge(from, name(task), "after", null, null)));
            for (TaskDraft.Edge other : draft.others()) {
                String kind = other.kind().toString();
                if (other.target() instanceof TaskId<?> task) {
                    edges.add(new Edge(
                            from,
                            name(task),
                            kind,
                            other.as() == null ? null : other.as().name(),
                            other.source() == null ? null : source(other.source())));
                }
                other.tasks().stream()
                        .filter(task -> !task.equals(other.target()))
                        .forEach(task -> edges.add(new Edge(from, name(task), "needs", null, null)));
            }
            for (TaskDraft.Each each : draft.fanOuts()) {
                String kind = each.collecting() ? "eachOutcome" : "each";
                edges.add(new Edge(from, name(each.target()), kind, each.as().name(), source(each.source())));
                if (each.source() instanceof TaskId<?> task) {
                    edges.add(new Edge(from, name(task), "needs", null, null));
                }
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
            String arrow = HARD.contains(edge.kind) ? " --> " : " -.-> ";
            String label = label(edge).isEmpty() ? "" : "|" + label(edge) + "| ";
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
            String style = HARD.contains(edge.kind) ? "" : "style=dotted";
            String label = label(edge).isEmpty() ? "" : "label=" + quoted(label(edge));
            if (!style.isEmpty() || !label.isEmpty()) {
                text.append(" [")
                        .append(style)
                        .append(style.isEmpty() || label.isEmpty() ? "" : ", ")
                        .append(label)
                        .append(']');
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
                        + (edge.source == null ? "" : ", \"source\": " + quoted(edge.source)) + '}')
                .toList()));
        return text.append("]\n}\n").toString();
    }

    private static String label(Edge edge) {
        if (edge.source != null) {
            return "each " + edge.source;
        }
        return edge.kind.equals("needs") || edge.kind.equals("after") ? "" : edge.kind;
    }

    private static String lines(List<String> items) {
        return items.isEmpty() ? "" : "\n    " + String.join(",\n    ", items) + "\n  ";
    }

    /** Names are identifiers and class names: nothing in them needs an escape. */
    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
