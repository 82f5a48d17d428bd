package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import javax.inject.Inject;

/** DOGE032 and DOGE033: `each` names something that has elements. */
final class SourcesAreIterable implements TaskRule {
    @Inject
    SourcesAreIterable() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {

            if (!(subject.graph().binding(parameter) instanceof Binding.ToEach each)
                    || each.source().task().filter(findings::isPoisoned).isPresent()) {
                continue;
            }
            Type type = each.source().type();
            Place place =
                    parameter.dependsOn().orElseThrow().each().orElseThrow().place();
            String name = "each = \"" + each.source().name() + "\"";
            if (type.is("java.nio.file.Path") || type.is("java.lang.String")) {
                boolean path = type.is("java.nio.file.Path");
                findings.report(
                        task,
                        Diagnostic.at(
                                        place,
                                        Id.DOGE033,
                                        name + " is over a "
                                                + (path
                                                        ? "Path, which iterates over the names it consists of"
                                                        : "String, which has no elements"))
                                .why(task.method().text())
                                .help(
                                        path
                                                ? "write a task that lists the directory as List<Path>, and name that one"
                                                : "write a task that splits it into a List<String>, and name that one"));
            } else if (type.element().isEmpty()) {
                String where = each.source()
                        .task()
                        .or(() -> subject.graph().input(each.source().name()).map(BoundClass.Input::task))
                        .orElse(task)
                        .method()
                        .text();
                findings.report(
                        task,
                        Diagnostic.at(
                                        place,
                                        Id.DOGE032,
                                        name + " is not iterable: "
                                                + each.source().name() + " is " + type.simple())
                                .why(where)
                                .help("write a task that returns a List<"
                                        + type.boxed().simple() + ">, and name that one"));
            }
        }
    }
}
