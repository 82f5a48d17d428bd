package dev.doge.processor.validate;

import dev.doge.processor.graph.Binding;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.graph.Spelling;
import dev.doge.processor.model.DependsOnMark;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.List;
import java.util.Optional;
import javax.inject.Inject;

/** DOGE035, DOGE036 and DOGE037: it is clear which input a fan-out binds, and the element fits it. */
final class FanOutsAreClear implements TaskRule {
    @Inject
    FanOutsAreClear() {}

    @Override
    public void check(Task task, Subject subject, Findings findings) {
        for (Parameter parameter : task.parameters()) {

            if (!(subject.graph().binding(parameter) instanceof Binding.Taken each)
                    || !each.binds()
                    || findings.isPoisoned(each.task())
                    || (each instanceof Binding.ToEach fan
                            && fan.source().task().filter(findings::isPoisoned).isPresent())) {
                continue;
            }
            Place mark = parameter
                    .dependsOn()
                    .flatMap(DependsOnMark::each)
                    .map(Named::place)
                    .orElse(parameter.place());
            Keys.As as = subject.keys().as(parameter);
            Optional<Type> element = Keys.element(parameter, each);
            if (as instanceof Keys.As.NoSuch none) {
                findings.report(task, noSuch(each, none));
            } else if (as instanceof Keys.As.Unclear unclear) {
                findings.report(task, unclear(subject, mark, parameter, each, unclear));
            } else if (as instanceof Keys.As.Bound bound && element.isPresent()) {
                Type input = subject.graph().input(bound.input()).orElseThrow().type();
                if (!element.get().boxed().fits(input.boxed())) {
                    findings.report(
                            task,
                            Diagnostic.at(
                                            mark,
                                            Id.DOGE037,
                                            what(each, "an element of ", "a key of the ")
                                                    + " does not fit the input "
                                                    + bound.input() + " of "
                                                    + each.task().name())
                                    .why((each instanceof Binding.ToEach ? "element" : "key    ") + "    "
                                            + element.get().text())
                                    .why("input      " + input.text())
                                    .help(
                                            each instanceof Binding.ToEach
                                                    ? "write a task that returns List<"
                                                            + input.boxed().simple() + ">, and name that one"
                                                    : "write OnDemand<"
                                                            + input.boxed().simple() + ", "
                                                            + each.task()
                                                                    .value()
                                                                    .boxed()
                                                                    .simple() + "> "
                                                            + parameter.name()));
                }
            }
        }
    }

    private static Diagnostic noSuch(Binding.Taken each, Keys.As.NoSuch none) {
        Diagnostic found = Diagnostic.at(
                none.name().place(),
                Id.DOGE035,
                each.task().name() + " has no input named " + none.name().name());
        if (none.key().isEmpty()) {
            return found.why("it needs no input at all").help("take its value bare");
        }
        return found.why("its inputs: " + String.join(", ", none.key()))
                .help("write as = \""
                        + Spelling.nearest(none.name().name(), none.key())
                                .orElse(none.key().get(0)) + "\"");
    }

    /** Returns what is bound: an element of a source, or a key that the body names. */
    private static String what(Binding.Taken taken, String element, String key) {
        return taken instanceof Binding.ToEach each ? element + each.source().name() : key + "OnDemand";
    }

    private static Diagnostic unclear(
            Subject subject, Place mark, Parameter parameter, Binding.Taken each, Keys.As.Unclear unclear) {
        String elements = " of " + each.task().name() + " fit " + what(each, "the elements of ", "the keys of the ");
        if (unclear.fitting().isEmpty()) {
            Diagnostic found = Diagnostic.at(mark, Id.DOGE036, "no input" + elements.replace(" fit ", " fits "))
                    .why((each instanceof Binding.ToEach ? "an element is " : "a key is ")
                            + Keys.element(parameter, each).map(Type::text).orElse("unknown"));
            List<String> key = subject.keys().of(each.task()).orElse(List.of());
            for (String name : key) {
                found = found.why(name + " is "
                        + subject.graph().input(name).orElseThrow().type().text());
            }
            return found.help("let " + each.task().name() + " take an @Input of "
                    + (each instanceof Binding.ToEach ? "the element's type" : "this type"));
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
