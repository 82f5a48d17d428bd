package dev.doge.processor.validate;

import dev.doge.processor.graph.InputNames;
import dev.doge.processor.graph.Names;
import dev.doge.processor.model.Composition;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.inject.Inject;

/** DOGE045: inputs of two classes that have one name are one thing only if the class that composes them says so. */
final class InputsAreOneThing implements Rule {
    @Inject
    InputsAreOneThing() {}

    @Override
    public void check(Subject subject, Findings findings) {
        if (findings.lacksIncludes()) {
            return;
        }
        Map<Place, List<InputNames.Problem.Apart>> apart = new LinkedHashMap<>();
        Composition composition = subject.graph().composition();
        for (InputNames.Problem problem : subject.graph().inputNames().problems()) {
            if (problem instanceof InputNames.Problem.Apart found) {
                Place place = composition.place(found.sources().get(1).owner());
                apart.computeIfAbsent(place, key -> new ArrayList<>()).add(found);
                found.sources().forEach(source -> findings.poison(source.task()));
            }
        }
        apart.forEach((place, inputs) -> findings.report(found(subject, place, inputs)));
    }

    private static Diagnostic found(Subject subject, Place place, List<InputNames.Problem.Apart> inputs) {
        String names = inputs.stream().map(InputNames.Problem.Apart::name).collect(Collectors.joining(", "));
        Diagnostic found = Diagnostic.at(
                place,
                Id.DOGE045,
                inputs.size() == 1
                        ? "the input " + names + " is read by several classes, and nothing says that it is one thing"
                        : "the inputs " + names
                                + " are read by several classes, and nothing says that each is one thing");
        Table table = new Table(4, 4);
        for (InputNames.Problem.Apart input : inputs) {
            input.sources()
                    .forEach(source -> table.row(
                            source.owner().simpleName() + "." + source.name(),
                            source.parameter().type().text(),
                            source.task().method().text()));
        }
        for (String line : table.lines()) {
            found = found.why(line);
        }
        String bind = inputs.stream()
                .flatMap(input -> input.sources().stream())
                .map(source -> "\"" + Names.decapitalised(source.owner().simpleName())
                        + Names.capitalised(source.name()) + " = "
                        + source.owner().simpleName() + "." + source.name() + "\"")
                .collect(Collectors.joining(", ", "bind = {", "}"));
        boolean unifiable = inputs.stream()
                .allMatch(input -> input.sources().stream()
                        .allMatch(source -> source.parameter()
                                .type()
                                .agrees(input.sources().get(0).parameter().type())));
        return found.help(
                unifiable
                        ? "if it is one thing, write " + inputs(subject) + "; otherwise " + bind
                        : "rename them: " + bind);
    }

    /** Returns the line that pins all inputs of the graph. */
    private static String inputs(Subject subject) {
        return subject.graph().inputs().stream()
                .map(input -> "\"" + input.name() + "\"")
                .distinct()
                .collect(Collectors.joining(", ", "inputs = {", "}"));
    }
}
