package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a graph as text. The text is the same for the same graph. */
public final class GraphText {
    /** A task: how it is called in languages that know only identifiers, its name, and the names of its inputs. */
    private record Task(String id, String name, List<String> key) {}

    /** An edge as {@code GraphReport} of the processor words it; a test holds the two together. */
    private record Edge(
            String from,
            String to,
            String kind,
            @Nullable String as,
            String source,
            List<Binding> with,
            boolean recursive) {
        static Edge of(String from, String to, String kind) {
            return new Edge(from, to, kind, null, "", List.of(), false);
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
            return with.isEmpty()
                    ? label
                    : label + with.stream().map(Binding::toString).collect(Collectors.joining(", ", " ", ""));
        }
    }

    /** An input of the needed task, and what it is bound to. */
    private record Binding(String as, String source) {
        String toJson() {
            return "{\"as\": " + quoted(as) + ", \"source\": " + quoted(source) + '}';
        }

        @Override
        public String toString() {
            return as + " = " + source;
        }
    }

    /** What is to be written. */
    private interface Content {
        List<Task> tasks();

        List<Edge> edges();
    }

    private final String graph;
    private final Content content;

    /**
     * Makes a writer.
     *
     * @param graph the name of the graph class
     * @param plan the plan
     */
    public GraphText(String graph, CompiledPlan plan) {
        this.graph = graph;
        this.content = new Declared(plan, graph);
    }

    /**
     * Makes a writer.
     *
     * @param graph the name of the graph
     * @param plan the plan
     */
    public GraphText(String graph, BuiltPlan plan) {
        this.graph = graph;
        this.content = new Built(plan);
    }

    /** What a graph class declares. */
    private static final class Declared implements Content {
        private final CompiledPlan plan;
        private final String graph;
        private final Set<String> ambiguous = new HashSet<>();

        Declared(CompiledPlan plan, String graph) {
            this.plan = plan;
            this.graph = graph;
            Set<String> once = new HashSet<>();
            plan.tasks().stream()
                    .map(TaskId::name)
                    .filter(name -> !once.add(name))
                    .forEach(ambiguous::add);
        }

        /** Returns the name of a task, qualified if another task of the plan has it too and this one does not hide that. */
        private String name(TaskId<?> task) {
            return ambiguous.contains(task.name()) && !isOwn(task) ? task.qualifiedName() : task.name();
        }

        /** Returns whether the class whose graph this is has a task: it hides what it includes. */
        private boolean isOwn(TaskId<?> task) {
            return GraphNames.of(task.owner()).equals(graph);
        }

        @Override
        public List<Task> tasks() {
            return plan.drafts().stream()
                    .map(draft -> new Task(
                            name(draft.id()).replace('.', '_') + '_',
                            name(draft.id()),
                            Arrays.stream(draft.key()).map(InputId::name).toList()))
                    .toList();
        }

        private String source(Source source) {
            return source instanceof TaskId<?> task ? name(task) : '@' + source.name();
        }

        @Override
        public List<Edge> edges() {
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
                                        .map(bind -> new Binding(bind.input().name(), source(bind.source())))
                                        .toList(),
                                other.recursive()));
                    }
                    other.tasks().stream()
                            .filter(task -> !task.equals(other.target()))
                            .forEach(task -> edges.add(Edge.of(from, name(task), "needs")));
                }
            }
            return List.copyOf(edges);
        }
    }

    /** What was built at run time. Keys with the same text are told apart by a number. */
    private record Built(BuiltPlan plan) implements Content {
        @Override
        public List<Task> tasks() {
            Set<String> plain = new HashSet<>();
            for (int n = 0; n < plan.size(); n++) {
                plain.add(plan.ref(n).toString());
            }
            Map<String, Integer> times = new HashMap<>();
            List<Task> tasks = new ArrayList<>(plan.size());
            for (int n = 0; n < plan.size(); n++) {
                tasks.add(new Task("t" + n, name(plan.ref(n).toString(), times, plain), List.of()));
            }
            return tasks;
        }

        /** Returns a text the first time, and then with a number that makes it unlike all others. */
        private static String name(String text, Map<String, Integer> times, Set<String> plain) {
            int time = times.merge(text, 1, Integer::sum);
            if (time == 1) {
                return text;
            }
            String name = text + " (" + time + ')';
            while (plain.contains(name)) {
                time = times.merge(text, 1, Integer::sum);
                name = text + " (" + time + ')';
            }
            return name;
        }

        @Override
        public List<Edge> edges() {
            List<Task> tasks = tasks();
            List<Edge> edges = new ArrayList<>();
            for (int n = 0; n < plan.size(); n++) {
                int takes = plan.takes(n);
                for (int i = 0; i < plan.needs(n); i++) {
                    int needed = plan.need(n, i);
                    String kind = i < takes ? "needs" : "after";
                    edges.add(Edge.of(tasks.get(n).name, tasks.get(needed).name, kind));
                }
            }
            return edges;
        }
    }

    /**
     * Returns the graph as Mermaid.
     *
     * @return the text
     */
    public String toMermaid() {
        StringBuilder text = new StringBuilder("flowchart LR\n");
        Map<String, String> ids = new HashMap<>();
        for (Task task : content.tasks()) {
            ids.put(task.name, task.id);
            text.append("  ")
                    .append(task.id)
                    .append('[')
                    .append(label(task.name))
                    .append("]\n");
        }
        for (Edge edge : content.edges()) {
            String arrow = edge.isHard() ? " --> " : " -.-> ";
            String label = edge.label().isEmpty() ? "" : "|" + label(edge.label()) + "| ";
            text.append("  ")
                    .append(ids.get(edge.to))
                    .append(arrow)
                    .append(label)
                    .append(ids.get(edge.from))
                    .append('\n');
        }
        return text.toString();
    }

    /**
     * Returns the graph in the language of Graphviz.
     *
     * @return the text
     */
    public String toDot() {
        StringBuilder text = new StringBuilder("digraph ").append(quoted(graph)).append(" {\n  rankdir=LR;\n");
        content.tasks()
                .forEach(task -> text.append("  ").append(quoted(task.name)).append(";\n"));
        for (Edge edge : content.edges()) {
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
     * Returns the graph as JSON.
     *
     * @return the text
     */
    public String toJson() {
        List<Task> tasks = content.tasks();
        Set<String> inputs = new LinkedHashSet<>();
        tasks.forEach(task -> inputs.addAll(task.key));
        StringBuilder text = new StringBuilder("{\n  \"schema\": 1,\n  \"graph\": ").append(quoted(graph));
        text.append(",\n  \"inputs\": [")
                .append(lines(inputs.stream()
                        .map(name -> "{\"name\": " + quoted(name) + '}')
                        .toList()))
                .append("],\n  \"tasks\": [");
        text.append(lines(tasks.stream()
                        .map(task -> "{\"name\": " + quoted(task.name) + ", \"key\": ["
                                + task.key.stream().map(GraphText::quoted).collect(Collectors.joining(", ")) + "]}")
                        .toList()))
                .append("],\n  \"edges\": [");
        text.append(lines(content.edges().stream()
                .map(edge -> "{\"from\": " + quoted(edge.from) + ", \"to\": " + quoted(edge.to) + ", \"kind\": "
                        + quoted(edge.kind)
                        + (edge.as == null ? "" : ", \"as\": " + quoted(edge.as))
                        + (edge.source.isEmpty() ? "" : ", \"source\": " + quoted(edge.source))
                        + (edge.with.isEmpty()
                                ? ""
                                : edge.with.stream()
                                        .map(Binding::toJson)
                                        .collect(Collectors.joining(", ", ", \"bindings\": [", "]")))
                        + (edge.recursive ? ", \"recursive\": true" : "") + '}')
                .toList()));
        return text.append("]\n}\n").toString();
    }

    private static String lines(List<String> items) {
        return items.isEmpty() ? "" : "\n    " + String.join(",\n    ", items) + "\n  ";
    }

    /** Returns a text in quotes as JSON and Graphviz have it: what must not stand there is escaped, in the same way in both. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (c < ' ') {
                        quoted.append(String.format("\\u%04x", c));
                    } else {
                        quoted.append((char) c);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }

    /** Returns a text in quotes as Mermaid has it, which would take some of it for HTML. */
    private static String label(String text) {
        String escaped = text.replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("&", "#amp;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replace('\n', ' ');
        return '"' + (escaped.isBlank() ? "#nbsp;" : escaped) + '"';
    }
}
