package dev.doge.processor.validate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Edge;
import dev.doge.processor.graph.Rings;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import java.util.List;
import java.util.stream.Collectors;
import javax.inject.Inject;

/** DOGE003: no task transitively needs itself for its own key. */
final class NoRings implements Rule {
    @Inject
    NoRings() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Rings.Component component : Rings.of(subject.graph())) {
            if (component.tasks().stream().noneMatch(findings::isPoisoned)) {
                findings.report(found(subject.graph(), component.ring()));
            }
            component.tasks().forEach(findings::poison);
        }
    }

    private static Diagnostic found(BoundClass graph, List<Edge> ring) {
        Edge closing = ring.get(ring.size() - 1);
        String path =
                ring.stream().map(edge -> graph.name(edge.from()) + " -> ").collect(Collectors.joining())
                        + graph.name(closing.to());
        Diagnostic found = Diagnostic.at(closing.place(), Id.DOGE003, "tasks form a cycle: " + path);
        Table table = new Table(3, 2, 3, 6);
        for (Edge edge : ring.subList(0, ring.size() - 1)) {
            table.row(graph.name(edge.from()), "needs", graph.name(edge.to()), edge.text());
        }
        table.row(graph.name(closing.from()), "needs", graph.name(closing.to()), closing.text(), "<- closes the cycle");
        for (String line : table.lines()) {
            found = found.why(line);
        }
        return found.help(help(graph, ring, closing));
    }

    private static String help(BoundClass graph, List<Edge> ring, Edge closing) {
        String from = graph.name(closing.from());
        String to = graph.name(closing.to());
        if (closing.kind() == Edge.Kind.ORDER) {
            return from + " does not use the value of " + to + "; drop that @DependsOn";
        }
        if (ring.stream().anyMatch(edge -> edge.kind() == Edge.Kind.EACH)) {
            return "if " + from + " is to recur for other elements, write recursive = true beside each";
        }
        return from.equals(to)
                ? "a task cannot take its own value; take another task, or an @Input"
                : "let " + from + " take what it uses of " + to + " from another task, or from an @Input";
    }
}
