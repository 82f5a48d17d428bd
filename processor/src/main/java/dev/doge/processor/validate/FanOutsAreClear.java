package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.graph.Spelling;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE035, DOGE036 and DOGE037: it is clear which input a fan-out binds, and the element fits it. */
final class FanOutsAreClear implements Rule {
    @Inject
    FanOutsAreClear() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.tasks()) {
            if (findings.isPoisoned(task)) {
                continue;
            }
            for (Parameter parameter : task.parameters()) {

                if (!(subject.graph().binding(parameter) instanceof Binding.ToEach each)
                        || findings.isPoisoned(each.task())) {
                    continue;
                }
                Place mark =
                        parameter.dependsOn().orElseThrow().each().orElseThrow().place();
                Keys.As as = subject.keys().as(parameter);
                Optional<Type> element = each.source().type().element();
                if (as instanceof Keys.As.NoSuch none) {
                    findings.report(task, noSuch(each, none));
                } else if (as instanceof Keys.As.Unclear unclear) {
                    findings.report(task, unclear(subject, mark, each, unclear));
                } else if (as instanceof Keys.As.Bound bound && element.isPresent()) {
                    Type input =
                            subject.graph().input(bound.input()).orElseThrow().type();
                    if (!element.get().boxed().fits(input.boxed())) {
                        findings.report(
                                task,
                                Diagnostic.at(
                                                mark,
                                                Id.DOGE037,
                                                "an element of " + each.source().name() + " does not fit the input "
                                                        + bound.input() + " of "
                                                        + each.task().name())
                                        .why("element    " + element.get().text())
                                        .why("input      " + input.text())
                                        .help("write a task that returns List<"
                                                + input.boxed().simple() + ">, and name that one"));
                    }
                }
            }
        }
    }

    private static Diagnostic noSuch(Binding.ToEach each, Keys.As.NoSuch none) {
        Diagnostic found = Diagnostic.at(
                none.name().place(),
                Id.DOGE035,
                each.task().name() + " has no input named " + none.name().name());
        if (none.key().isEmpty()) {
            return found.why("it needs no input at all").help("drop each, and take its value bare");
        }
        return found.why("its inputs: " + String.join(", ", none.key()))
                .help("write as = \""
                        + Spelling.nearest(none.name().name(), none.key())
                                .orElse(none.key().get(0)) + "\"");
    }

    private static Diagnostic unclear(Subject subject, Place mark, Binding.ToEach each, Keys.As.Unclear unclear) {
        String elements = " of " + each.task().name() + " fit the elements of "
                + each.source().name();
        if (unclear.fitting().isEmpty()) {
            Diagnostic found = Diagnostic.at(mark, Id.DOGE036, "no input" + elements.replace(" fit ", " fits "))
                    .why("an element is "
                            + each.source().type().element().map(Type::text).orElse("unknown"));
            List<String> key = subject.keys().of(each.task()).orElse(List.of());
            for (String name : key) {
                found = found.why(name + " is "
                        + subject.graph().input(name).orElseThrow().type().text());
            }
            return found.help("let " + each.task().name() + " take an @Input of the element's type");
        }
        List<String> numbers = List.of("no", "one", "two", "three", "four", "five");
        int count = unclear.fitting().size();
        Diagnostic found = Diagnostic.at(
                mark, Id.DOGE036, (count < numbers.size() ? numbers.get(count) : "" + count) + " inputs" + elements);
        Table table = new Table(4);
        unclear.fitting().forEach(input -> table.row(input.name(), input.type().text()));
        for (String line : table.lines()) {
            found = found.why(line);
        }
        return found.help("say which one: as = \"" + unclear.fitting().get(0).name() + "\"");
    }
}
