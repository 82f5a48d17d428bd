package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.Taking;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE030: the value of a task that may be skipped is taken as one that may be absent. */
final class ConditionalIsOptional implements TaskRule {
    @Inject
    ConditionalIsOptional() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {
            if (subject.graph().binding(parameter) instanceof Binding.Taken taken
                    && taken.task().isConditional()
                    && !taken.taking().takesAbsent()
                    && !isFlat(parameter, taken)
                    && !findings.isPoisoned(taken.task())) {
                String name = subject.graph().name(taken.task());
                findings.report(
                        task,
                        Diagnostic.at(
                                        parameter.place(),
                                        Id.DOGE030,
                                        name + " may be skipped, and then there is no value to take")
                                .why(taken.task().method().text() + " has @When")
                                .why(task.method().text())
                                .help("write " + type(parameter, taken, "Optional") + " " + parameter.name() + ", or "
                                        + type(parameter, taken, "Outcome") + " " + parameter.name()));
            }
        }
    }

    /** Returns whether a parameter takes a value that is an Optional itself, so that it is empty if there is none. */
    static boolean isFlat(Parameter parameter, Binding.Taken taken) {
        return taken.taking().outer() == Taking.Outer.BARE && parameter.type().is("java.util.Optional");
    }

    /** Returns the type of a parameter with a wrapper at the right place. */
    static String type(Parameter parameter, Binding.Taken taken, String wrapper) {
        String value = taken.task().value().boxed().simple();
        boolean flat = wrapper.equals("Optional") && taken.task().value().is("java.util.Optional");
        String wrapped = flat ? value : wrapper + "<" + value + ">";
        return switch (taken.taking().outer()) {
            case LAZY -> "Lazy<" + wrapped + ">";
            case ON_DEMAND -> "OnDemand<" + first(parameter) + ", " + wrapped + ">";
            case EACH ->
                parameter.type().is("java.util.Map")
                        ? "Map<" + first(parameter) + ", " + wrapped + ">"
                        : "List<" + wrapped + ">";
            default -> wrapped;
        };
    }

    private static String first(Parameter parameter) {
        return parameter.type().arguments().isEmpty()
                ? "K"
                : parameter.type().arguments().get(0).simple();
    }
}
