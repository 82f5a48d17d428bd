package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE039: what a fan-out iterates, or a bare parameter is bound to, is not skipped. */
final class SourcesAreThere implements TaskRule {
    @Inject
    SourcesAreThere() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {
            if (!(subject.graph().binding(parameter) instanceof Binding.Taken taken)
                    || findings.isPoisoned(taken.task())) {
                continue;
            }
            if (taken instanceof Binding.ToEach each
                    && each.source().task().filter(Task::isConditional).isPresent()) {
                Place place =
                        parameter.dependsOn().orElseThrow().each().orElseThrow().place();
                Task source = each.source().task().get();
                findings.report(
                        task,
                        Diagnostic.at(
                                        place,
                                        Id.DOGE039,
                                        "the source " + source.name()
                                                + " may be skipped, and then there is nothing to iterate")
                                .why(source.method().text() + " has @When")
                                .help("write a task that takes Optional<"
                                        + source.value().boxed().simple() + "> " + source.name()
                                        + " and returns an empty list without it"));
            } else if (!taken.taking().takesAbsent()
                    && !ConditionalIsOptional.isFlat(parameter, taken)
                    && !taken.task().isConditional()) {
                source(taken)
                        .ifPresent(with -> findings.report(
                                task,
                                Diagnostic.at(
                                                with.input().place(),
                                                Id.DOGE039,
                                                "the source "
                                                        + with.source().name()
                                                        + " may be skipped, and then there is no value")
                                        .why(with.source()
                                                        .task()
                                                        .orElseThrow()
                                                        .method()
                                                        .text() + " has @When")
                                        .help("write " + ConditionalIsOptional.type(parameter, taken, "Optional") + " "
                                                + parameter.name())));
            }
        }
    }

    private static Optional<Binding.With> source(Binding.Taken taken) {
        return taken.with().stream()
                .filter(with -> with.source().task().filter(Task::isConditional).isPresent())
                .findFirst();
    }
}
