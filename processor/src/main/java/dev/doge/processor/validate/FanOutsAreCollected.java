package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import javax.inject.Inject;

/** DOGE034, and DOGE020 for the values: a fan-out comes as a List or a Map. */
final class FanOutsAreCollected implements TaskRule {
    @Inject
    FanOutsAreCollected() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {

            if (!(subject.graph().binding(parameter) instanceof Binding.ToEach each)
                    || findings.isPoisoned(each.task())
                    || each.source().task().filter(findings::isPoisoned).isPresent()
                    || each.source().type().element().isEmpty()) {
                continue;
            }
            Type element = each.source().type().element().get().boxed();
            Type value = each.task().value().boxed();
            Type type = parameter.type();
            boolean list =
                    type.is("java.util.List") || type.is("java.util.Collection") || type.is("java.lang.Iterable");
            boolean map = type.is("java.util.Map");
            if (!list && !(map && type.arguments().get(0).agrees(element))) {
                findings.report(
                        task,
                        Diagnostic.at(
                                        parameter.place(),
                                        Id.DOGE034,
                                        map
                                                ? "the results of a fan-out come by element, which is "
                                                        + element.simple() + ", not "
                                                        + type.arguments()
                                                                .get(0)
                                                                .simple()
                                                : "the results of a fan-out come as a List or a Map, not as "
                                                        + type.simple())
                                .why(task.method().text())
                                .help("write List<" + value.simple() + "> " + parameter.name() + ", or Map<"
                                        + element.simple() + ", " + value.simple() + "> " + parameter.name()));
                continue;
            }
            Type inner = each.taking().type().orElse(value);
            if (!value.fits(inner)) {
                Diagnostic found = Diagnostic.at(
                        parameter.place(),
                        Id.DOGE020,
                        "the values of " + each.task().name() + " do not fit the parameter");
                for (String line : new Table(2, 2, 4)
                        .row(
                                each.task().name(),
                                "gives",
                                value.text(),
                                each.task().method().text())
                        .row(task.name(), "takes", inner.text(), task.method().text())
                        .lines()) {
                    found = found.why(line);
                }
                findings.report(task, found.help("declare the parameter with " + value.simple()));
            }
        }
    }
}
