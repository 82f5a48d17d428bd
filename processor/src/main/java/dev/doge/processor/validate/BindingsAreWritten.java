package dev.doge.processor.validate;

import dev.doge.processor.graph.Names;
import dev.doge.processor.graph.WithText;
import dev.doge.processor.model.DependsOnMark;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import java.util.List;
import javax.inject.Inject;

/** DOGE047: what stands in `with` is an input and what it is bound to. */
final class BindingsAreWritten implements TaskRule {
    @Inject
    BindingsAreWritten() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {
            for (Named text : parameter.dependsOn().map(DependsOnMark::with).orElse(List.of())) {
                if (WithText.parse(text).isEmpty()) {
                    findings.report(
                            task,
                            Diagnostic.at(text.place(), Id.DOGE047, "not a binding: " + Names.quoted(text.name()))
                                    .why(task.method().text())
                                    .help(help(text.name())));
                }
            }
        }
    }

    private static String help(String text) {
        int equals = text.indexOf('=');
        String source = text.substring(equals + 1).strip();
        boolean path = equals > 0 && source.matches("[\\p{Alpha}_$][\\w$]*(\\.[\\w$]+(\\(\\))?)+");
        return path
                ? "write a task that returns " + source + ", and name that one: sources are plain names"
                : "write \"input = source\": an input of the task that is taken, and a task or input of this one";
    }
}
