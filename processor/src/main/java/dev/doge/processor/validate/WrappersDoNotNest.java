package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE026: wrappers do not nest. */
final class WrappersDoNotNest implements TaskRule {
    private static final String OPTIONAL = "java.util.Optional";
    private static final String OUTCOME = "dev.doge.runtime.Outcome";
    private static final String LAZY = "dev.doge.runtime.Lazy";
    private static final String ON_DEMAND = "dev.doge.runtime.OnDemand";

    @Inject
    WrappersDoNotNest() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {

            if (subject.graph().binding(parameter) instanceof Binding.ToInput) {
                continue;
            }
            flat(subject.graph().binding(parameter), parameter.type())
                    .ifPresent(flat -> findings.report(
                            task,
                            Diagnostic.at(
                                            parameter.place(),
                                            Id.DOGE026,
                                            "nested wrappers: "
                                                    + parameter.type().simple())
                                    .why(task.method().text())
                                    .help("write " + flat)));
        }
    }

    /** Returns the type without the wrapper that is too much; empty if none is. */
    private static Optional<String> flat(Binding binding, Type type) {
        boolean each = binding instanceof Binding.ToEach;
        List<Type> arguments = type.arguments();
        if (arguments.isEmpty() || (!each && !isWrapper(type))) {
            return Optional.empty();
        }
        Type inside = arguments.get(arguments.size() - 1);
        if (!isWrapper(inside)) {
            return Optional.empty();
        }
        boolean value = binding instanceof Binding.Taken taken
                && inside.is(OPTIONAL)
                && taken.task().value().is(OPTIONAL);
        boolean mayHold = each || type.is(LAZY) || type.is(ON_DEMAND);
        boolean mayBeHeld = inside.is(OPTIONAL) || inside.is(OUTCOME);
        if (mayHold && mayBeHeld) {
            if (binding instanceof Binding.Taken taken && taken.task().value().is(OPTIONAL) && holdsOptional(inside)) {
                return Optional.empty(); // how a task ended whose value is an Optional
            }
            return flat(new Binding.Invalid(), inside).map(flat -> type.simple().replace(inside.simple(), flat));
        }
        if (value && !type.is(OPTIONAL)) {
            return Optional.empty();
        }
        return Optional.of(
                mayHold || (mayBeHeld && type.is(OUTCOME))
                        ? type.simple().replace(inside.simple(), last(inside))
                        : inside.simple());
    }

    private static boolean holdsOptional(Type type) {
        return type.is(OUTCOME)
                && !type.arguments().isEmpty()
                && type.arguments().get(0).is(OPTIONAL);
    }

    private static String last(Type type) {
        List<Type> arguments = type.arguments();
        return arguments.isEmpty() ? "T" : arguments.get(arguments.size() - 1).simple();
    }

    private static boolean isWrapper(Type type) {
        return type.is(OPTIONAL) || type.is(OUTCOME) || type.is(LAZY) || type.is(ON_DEMAND);
    }
}
