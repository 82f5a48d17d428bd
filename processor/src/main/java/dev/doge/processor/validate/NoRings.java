package dev.doge.processor.validate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Edge;
import dev.doge.processor.graph.Rings;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.inject.Inject;

/** DOGE003 and DOGE004: no task transitively needs itself for its own key, nor always for another. */
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
        Optional<Edge> endless = ring.stream()
                .filter(edge -> edge.kind() == Edge.Kind.WITH)
                .findFirst()
                .filter(with -> ring.stream().noneMatch(edge -> edge.kind() == Edge.Kind.EACH));
        if (endless.isPresent()) {
            return endless(graph, ring, endless.get());
        }
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

    /** A ring that binds an input anew, for which nothing says where it ends. */
    private static Diagnostic endless(BoundClass graph, List<Edge> ring, Edge with) {
        int at = ring.indexOf(with);
        String path =
                ring.stream().map(edge -> graph.name(edge.from()) + " -> ").collect(Collectors.joining())
                        + graph.name(ring.get(0).from());
        Diagnostic found = Diagnostic.at(with.place(), Id.DOGE004, "the recursion " + path + " never ends");
        Table table = new Table(3, 2, 3, 6);
        for (int i = 0; i < ring.size(); i++) {
            Edge edge = ring.get(i);
            String needs = graph.name(edge.to());
            if (i == at) {
                table.row(graph.name(edge.from()), "needs", needs, edge.text(), "<- for another key, always");
            } else {
                table.row(graph.name(edge.from()), "needs", needs, edge.text());
            }
        }
        for (String line : table.lines()) {
            found = found.why(line);
        }
        return found.help("let " + graph.name(with.from()) + " take " + graph.name(with.to())
                + " as OnDemand, or with each and recursive = true, so that it can stop");
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
