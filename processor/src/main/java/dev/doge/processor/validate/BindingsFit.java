package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.Spelling;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE035, DOGE037, and DOGE023 for nulls: what is bound by `with` is an input of the target, and its value fits. */
final class BindingsFit implements TaskRule {
    @Inject
    BindingsFit() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {
            if (!(subject.graph().binding(parameter) instanceof Binding.Taken taken)
                    || findings.isPoisoned(taken.task())
                    || subject.keys().of(taken.task()).isEmpty()) {
                continue;
            }
            taken.with().stream()
                    .filter(with ->
                            with.source().task().filter(findings::isPoisoned).isEmpty())
                    .map(with -> found(subject, taken, with))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(found -> findings.report(task, found));
        }
    }

    private static Optional<Diagnostic> found(Subject subject, Binding.Taken taken, Binding.With with) {
        List<String> key = subject.keys().of(taken.task()).orElse(List.of());
        String name = with.input().name();
        String target = subject.graph().name(taken.task());
        if (!key.contains(name) && !recurs(subject, taken.task(), name)) {
            Diagnostic found = Diagnostic.at(with.input().place(), Id.DOGE035, target + " has no input named " + name);
            return Optional.of(
                    key.isEmpty()
                            ? found.why("it needs no input at all").help("take its value without with")
                            : found.why("its inputs: " + String.join(", ", key))
                                    .help("write with = \""
                                            + Spelling.nearest(name, key).orElse(key.get(0)) + " = "
                                            + with.source().name() + "\""));
        }
        Type input = subject.graph().input(name).orElseThrow().type();
        Type value = with.source().type();
        if (!value.boxed().fits(input.boxed())) {
            return Optional.of(Diagnostic.at(
                            with.input().place(),
                            Id.DOGE037,
                            with.source().name() + " does not fit the input " + name + " of " + target)
                    .why("source    " + value.text())
                    .why("input     " + input.text())
                    .help("write a task that returns " + input.boxed().simple() + ", and name that one"));
        }
        return with.source()
                .task()
                .filter(source -> source.isNullable() && !source.isConditional())
                .map(source -> Diagnostic.at(
                                with.input().place(),
                                Id.DOGE023,
                                "the value of " + source.name() + " may be null, an input may not")
                        .why(source.method().text() + " is @Nullable")
                        .help("let it return a value that says what null means"));
    }

    /** Returns whether a task that is on a recursion reads an input itself. */
    private static boolean recurs(Subject subject, Task target, String name) {
        return target.parameters().stream()
                .anyMatch(parameter -> subject.graph().binding(parameter) instanceof Binding.ToInput input
                        && input.name().equals(name));
    }
}
