package dev.doge.processor.validate;

import dev.doge.processor.model.DependsOnMark;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE029: on a parameter @DependsOn names one task; on a method it names tasks and nothing else. */
final class DependsOnIsWellFormed implements TaskRule {
    @Inject
    DependsOnIsWellFormed() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {
            parameter
                    .dependsOn()
                    .filter(mark ->
                            mark.tasks().size() != 1 && parameter.input().isEmpty())
                    .ifPresent(mark -> findings.report(task, notOne(task, mark)));
        }
        task.after().ifPresent(mark -> {
            Optional<String> misplaced = mark.each().isPresent()
                    ? Optional.of("each")
                    : mark.as().isPresent()
                            ? Optional.of("as")
                            : !mark.with().isEmpty()
                                    ? Optional.of("with")
                                    : mark.recursive().map(place -> "recursive");
            misplaced.ifPresent(member -> findings.report(
                    task,
                    Diagnostic.at(
                                    place(mark),
                                    Id.DOGE029,
                                    "@DependsOn on a method only names tasks: " + member + " has no meaning there")
                            .why(task.method().text())
                            .help("move it to the parameter that takes the value")));
        });
    }

    private static Place place(DependsOnMark mark) {
        return mark.each()
                .or(mark::as)
                .or(() -> mark.with().stream().findFirst())
                .map(Named::place)
                .or(mark::recursive)
                .orElse(mark.place());
    }

    private static Diagnostic notOne(Task task, DependsOnMark mark) {
        int count = mark.tasks().size();
        return Diagnostic.at(
                        count == 0 ? mark.place() : mark.tasks().get(1).place(),
                        Id.DOGE029,
                        "@DependsOn on a parameter names exactly one task, not " + count)
                .why(task.method().text())
                .help(
                        count == 0
                                ? "name the task, or drop @DependsOn and name the parameter after it"
                                : "@DependsOn(\"" + mark.tasks().get(0).name()
                                        + "\") here, and one parameter more for each other task");
    }
}
