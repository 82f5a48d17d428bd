package dev.doge.processor;

import dev.doge.processor.generate.GraphPage;
import dev.doge.processor.generate.GraphReport;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.TaskClass;
import dev.doge.processor.snapshot.Snapshot;
import dev.doge.processor.validate.Version;
import dev.doge.processor.write.Outputs;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import javax.lang.model.element.TypeElement;

/** Writes the reports of a graph that were asked for, and compares it with its snapshot. */
final class Reports {
    private final Outputs outputs;
    private final Options options;

    @Inject
    Reports(Outputs outputs, Options options) {
        this.outputs = outputs;
        this.options = options;
    }

    /** Returns what is wrong: a file that cannot be written, or a graph that differs from its snapshot. */
    List<Diagnostic> write(GraphReport report, TypeElement type, TaskClass taskClass) {
        List<Diagnostic> problems = new ArrayList<>();
        String name = taskClass.qualifiedGraphName();
        String json = report.json();
        if (options.reports() != Options.Reports.NONE || options.snapshot().isPresent()) {
            Outputs.Report written = outputs.report(name + ".json", json, type, taskClass.place());
            written.problem().ifPresent(problems::add);
            if (problems.isEmpty() && options.snapshot().isPresent()) {
                new Snapshot(options.snapshot().get().resolve(name + ".json"), GraphReport.SCHEMA, Version.OF_PROCESSOR)
                        .compare(taskClass, json, written.location())
                        .ifPresent(problems::add);
            }
        }
        if (options.reports() != Options.Reports.NONE) {
            write(name + ".mmd", report.mermaid(), type, taskClass, problems);
            write(name + ".dot", report.dot(), type, taskClass, problems);
        }
        if (options.reports() == Options.Reports.ALL) {
            write(name + ".html", GraphPage.html(name, json), type, taskClass, problems);
        }
        return problems;
    }

    private void write(String fileName, String text, TypeElement type, TaskClass taskClass, List<Diagnostic> problems) {
        outputs.report(fileName, text, type, taskClass.place()).problem().ifPresent(problems::add);
    }
}
