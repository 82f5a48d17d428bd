package dev.doge.processor.validate;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE098: refuses what the annotations can say and this version cannot do. */
final class SettingsAreSupported implements Rule {
    @Inject
    SettingsAreSupported() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.tasks()) {
            for (Parameter parameter : task.parameters()) {
                parameter.dependsOn().ifPresent(mark -> {
                    mark.with().stream()
                            .limit(1)
                            .forEach(with -> findings.report(task, unsupported(with.place(), "@DependsOn(with)")));
                    mark.recursive()
                            .ifPresent(place -> findings.report(task, unsupported(place, "@DependsOn(recursive)")));
                });
                if (parameter.input().isEmpty()) {
                    wrapper(parameter.type())
                            .ifPresent(name ->
                                    findings.report(task, unsupported(parameter.place(), name + " as a parameter")));
                }
            }
        }
    }

    private static Diagnostic unsupported(Place place, String what) {
        return Diagnostic.at(place, Id.DOGE098, what + " is not supported by this version of Doge")
                .help("leave it out, or use a version that has it");
    }

    private static Optional<String> wrapper(Type type) {
        if (type.raw().isPresent()) {
            return Optional.empty();
        }
        for (String name : List.of("Outcome", "Lazy", "OnDemand", "TaskContext")) {
            if (type.is("dev.doge.runtime." + name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }
}
