package dev.doge.processor;

import dev.doge.processor.generate.GraphClass;
import dev.doge.processor.generate.GraphReport;
import dev.doge.processor.generate.Metadata;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.Composition;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.TaskClass;
import dev.doge.processor.read.ClassReader;
import dev.doge.processor.validate.Findings;
import dev.doge.processor.validate.Subject;
import dev.doge.processor.write.Outputs;
import java.util.Optional;
import javax.inject.Inject;
import javax.lang.model.element.TypeElement;

/** Takes one task class through all phases: read, bind, validate, generate, write. */
final class TaskClassStep {
    private final ClassReader reader;
    private final Checks checks;
    private final Outputs outputs;
    private final Reporter reporter;
    private final Reports reports;
    private String phase = "read";

    @Inject
    TaskClassStep(ClassReader reader, Checks checks, Outputs outputs, Reporter reporter, Reports reports) {
        this.reader = reader;
        this.checks = checks;
        this.outputs = outputs;
        this.reporter = reporter;
        this.reports = reports;
    }

    /** Returns the phase that is under way, for people who report that it broke down. */
    String phase() {
        return phase;
    }

    void process(TypeElement type) {
        phase = "read";
        Composition composition = reader.compose(type);
        TaskClass taskClass = composition.root();
        phase = "bind";
        BoundClass graph = BoundClass.of(composition);
        Keys keys = Keys.of(graph);
        phase = "validate";
        Findings findings = checks.of(new Subject(graph, keys));
        findings.diagnostics().forEach(found -> report(composition, found));
        if (findings.keepsFromGenerating()) {
            return;
        }
        if (taskClass.metadataOnly().isPresent()) {
            writeMetadata(type, composition);
        } else {
            writeGraph(type, graph, keys);
        }
    }

    private void report(Composition composition, Diagnostic found) {
        reporter.report(found.place()
                .map(place ->
                        new Diagnostic(found.id(), Optional.of(reader.inSource(composition, place)), found.text()))
                .orElse(found));
    }

    private void writeMetadata(TypeElement type, Composition composition) {
        phase = "generate";
        TaskClass taskClass = composition.root();
        String pkg = taskClass.name().pkg();
        String name = (pkg.isEmpty() ? "" : pkg + ".") + taskClass.metadataName();
        String source = Metadata.source(composition);
        phase = "write";
        tell(outputs.source(name, source, type, taskClass.place()));
    }

    private void writeGraph(TypeElement type, BoundClass graph, Keys keys) {
        phase = "generate";
        TaskClass taskClass = graph.taskClass();
        Optional<Diagnostic> exceeded = ClassFileLimits.exceeded(graph, keys);
        if (exceeded.isPresent()) {
            report(graph.composition(), exceeded.get());
            return;
        }
        String source = GraphClass.source(graph, keys);
        GraphReport report = new GraphReport(graph, keys);
        phase = "write";
        Optional<Diagnostic> problem = outputs.source(taskClass.qualifiedGraphName(), source, type, taskClass.place());
        tell(problem);
        if (problem.isEmpty()) {
            reader.wrote(taskClass.qualifiedGraphName());
            reports.write(report, type, taskClass).forEach(reporter::report);
        }
    }

    private void tell(Optional<Diagnostic> problem) {
        problem.ifPresent(reporter::report);
    }
}
