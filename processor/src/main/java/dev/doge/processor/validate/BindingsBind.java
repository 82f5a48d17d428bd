package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.WithText;
import dev.doge.processor.model.DependsOnMark;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;

/** DOGE038: `as` and `recursive` stand beside `each`, and each input is bound once. */
final class BindingsBind implements TaskRule {
    @Inject
    BindingsBind() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {

            Binding binding = subject.graph().binding(parameter);
            parameter
                    .dependsOn()
                    .filter(mark -> mark.tasks().size() == 1)
                    .flatMap(mark -> found(mark, binding))
                    .ifPresent(found -> findings.report(task, found));
        }
    }

    private static Optional<Diagnostic> found(DependsOnMark mark, Binding binding) {
        boolean binds = mark.each().isPresent() || (binding instanceof Binding.Taken taken && taken.binds());
        if (mark.as().isPresent() && !binds && !(binding instanceof Binding.Unknown)) {
            return Optional.of(Diagnostic.at(mark.as().get().place(), Id.DOGE038, "as without each")
                    .why("as = \"" + mark.as().get().name() + "\" binds nothing")
                    .help("remove it, or say each = \"...\""));
        }
        if (mark.recursive().isPresent() && mark.each().isEmpty()) {
            return Optional.of(Diagnostic.at(mark.recursive().get(), Id.DOGE038, "recursive without each")
                    .why("only a fan-out, or an OnDemand, which needs no mark, can lead back to its own task")
                    .help("remove it, or say each = \"...\""));
        }
        Set<String> bound = new HashSet<>();
        mark.as().map(Named::name).ifPresent(bound::add);
        for (Named text : mark.with()) {
            Optional<WithText> with = WithText.parse(text);
            if (with.isPresent() && !bound.add(with.get().input().name())) {
                return Optional.of(Diagnostic.at(
                                text.place(),
                                Id.DOGE038,
                                "the input " + with.get().input().name() + " is bound twice")
                        .help("remove this one or the other"));
            }
        }
        return Optional.empty();
    }
}
