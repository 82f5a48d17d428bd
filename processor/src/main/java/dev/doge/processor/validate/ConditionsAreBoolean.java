package dev.doge.processor.validate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Condition;
import dev.doge.processor.graph.Names;
import dev.doge.processor.graph.Spelling;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE053: a condition is a boolean task or input. */
final class ConditionsAreBoolean implements TaskRule {
    @Inject
    ConditionsAreBoolean() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Condition condition : subject.graph().conditions(task)) {
            if (condition.source().isEmpty()
                    || condition
                            .source()
                            .get()
                            .task()
                            .filter(findings::isPoisoned)
                            .isEmpty()) {
                wrong(condition)
                        .ifPresent(what -> findings.report(
                                task,
                                Diagnostic.at(condition.name().place(), Id.DOGE053, what)
                                        .why("@When on " + task.method().text())
                                        .help(help(subject.graph(), task, condition))));
            }
        }
    }

    private static Optional<String> wrong(Condition condition) {
        String name = condition.name().name();
        String shown = name.isBlank() ? Names.quoted(name) : name;
        if (condition.source().isEmpty()) {
            return Optional.of("no boolean task or input is named " + shown);
        }
        Type type = condition.source().get().type();
        if (!isBoolean(type)) {
            return Optional.of("the condition " + shown + " is " + type.simple() + ", not boolean");
        }
        return condition.source().get().task().filter(Task::isConditional).isPresent()
                ? Optional.of("the condition " + shown + " may be skipped itself")
                : condition.source().get().task().filter(Task::isNullable).isPresent()
                        ? Optional.of("the condition " + shown + " may be null")
                        : Optional.empty();
    }

    private static boolean isBoolean(Type type) {
        return type.boxed().is("java.lang.Boolean");
    }

    private static String help(BoundClass graph, Task task, Condition condition) {
        List<String> known = graph.names(task).stream()
                .filter(name -> graph.task(task, name)
                        .map(Task::value)
                        .or(() -> graph.input(name).map(BoundClass.Input::type))
                        .filter(ConditionsAreBoolean::isBoolean)
                        .isPresent())
                .filter(name -> !name.equals(task.name()))
                .toList();
        String not = condition.negated() ? "!" : "";
        return Spelling.nearest(condition.name().name(), known)
                .map(nearest -> "did you mean " + not + nearest + "?")
                .orElse(
                        known.size() == 1
                                ? "name " + known.get(0) + ", which is boolean, or write a boolean task"
                                : "write a task that returns boolean, and name that one");
    }
}
