package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import javax.inject.Inject;

/** DOGE025, and DOGE031 for wrappers: types have their arguments. */
final class TypesAreNotRaw implements TaskRule {
    @Inject
    TypesAreNotRaw() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        Optional<String> raw = task.returned().raw();
        if (raw.isPresent()) {
            findings.report(
                    task,
                    Diagnostic.at(task.place(), Id.DOGE025, "raw type in the signature of a task: " + raw.get())
                            .why(task.method().text())
                            .help("add the type argument: " + raw.get() + "<...>"));
            return;
        }
        for (Parameter parameter : task.parameters()) {
            parameter.type().raw().ifPresent(name -> findings.report(task, found(subject, task, parameter, name)));
        }
    }

    private static Diagnostic found(Subject subject, Task task, Parameter parameter, String raw) {
        if (List.of("Outcome", "Lazy", "OnDemand", "Optional").contains(raw)
                && !(subject.graph().binding(parameter) instanceof Binding.ToInput)) {
            return Diagnostic.at(parameter.place(), Id.DOGE031, raw + " without its type argument")
                    .why(task.method().text())
                    .help("write " + whole(subject, parameter, raw) + " " + parameter.name());
        }
        return Diagnostic.at(parameter.place(), Id.DOGE025, "raw type in the signature of a task: " + raw)
                .why(task.method().text())
                .help("add the type argument: " + raw + "<...>");
    }

    /** Returns the type of the only input that could be bound, if there is only one. */
    private static String key(Subject subject, Binding binding) {
        List<String> key = binding instanceof Binding.Taken taken
                ? subject.keys().of(taken.task()).orElse(List.of())
                : List.of();
        return key.size() == 1
                ? subject.graph().input(key.get(0)).orElseThrow().type().boxed().simple()
                : "K";
    }

    private static String whole(Subject subject, Parameter parameter, String raw) {
        Binding binding = subject.graph().binding(parameter);
        String value = binding instanceof Binding.Taken taken
                ? taken.task().value().boxed().simple()
                : "...";
        if (raw.equals("OnDemand")) {
            value = key(subject, binding) + ", " + value;
        }
        String written = parameter.type().simple();
        return written.replaceAll("\\b" + raw + "\\b(?!<)", raw + "<" + Matcher.quoteReplacement(value) + ">");
    }
}
