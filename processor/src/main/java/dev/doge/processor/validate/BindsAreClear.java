package dev.doge.processor.validate;

import dev.doge.processor.graph.InputNames;
import dev.doge.processor.graph.Names;
import dev.doge.processor.graph.Spelling;
import dev.doge.processor.model.Composition;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Task;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;

/** DOGE047: each line of {@code bind} names an input of an include, and its new name. */
final class BindsAreClear implements Rule {
    @Inject
    BindsAreClear() {}

    @Override
    public void check(Subject subject, Findings findings) {
        if (findings.lacksIncludes()) {
            return;
        }
        Composition composition = subject.graph().composition();
        for (InputNames.Problem problem : subject.graph().inputNames().problems()) {
            if (problem instanceof InputNames.Problem.NoBind wrong) {
                findings.report(Diagnostic.at(
                                wrong.bind().place(),
                                Id.DOGE047,
                                Names.quoted(wrong.bind().name()) + " is no binding of an input")
                        .why("a binding says the new name, and the input of an include")
                        .help("write bind = \"userId = UserTasks.id\""));
            } else if (problem instanceof InputNames.Problem.NoClass wrong) {
                findings.report(
                        Diagnostic.at(wrong.bind().place(), Id.DOGE047, "no one include is named " + wrong.name())
                                .why("includes: " + listed(wrong.known()))
                                .help(Spelling.nearest(wrong.name(), wrong.known())
                                        .map(nearest -> "did you mean " + nearest + "?")
                                        .orElse("name one of these")));
            } else if (problem instanceof InputNames.Problem.NoInput wrong) {
                findings.report(Diagnostic.at(
                                wrong.bind().place(), Id.DOGE047, wrong.owner() + " has no input named " + wrong.name())
                        .why("its inputs: " + listed(wrong.known()))
                        .help(Spelling.nearest(wrong.name(), wrong.known())
                                .map(nearest -> "did you mean " + wrong.owner() + "." + nearest + "?")
                                .orElse("name one of these")));
            } else if (problem instanceof InputNames.Problem.Twice wrong) {
                findings.report(Diagnostic.at(wrong.bind().place(), Id.DOGE047, wrong.target() + " is bound twice")
                        .help("keep one of the two"));
            } else if (problem instanceof InputNames.Problem.TwoNames wrong) {
                String owner = wrong.source().owner().simpleName() + "."
                        + wrong.source().name();
                String name = wrong.names().iterator().next();
                findings.report(Diagnostic.at(
                                composition.place(wrong.source().owner()),
                                Id.DOGE047,
                                "the input " + owner + " has two names: " + String.join(", ", wrong.names()))
                        .why("includes name it differently, and there is one "
                                + wrong.source().owner().simpleName())
                        .help("say its name here: bind = \"" + name + " = " + owner + "\""));
            }
        }
        for (Named bind : subject.taskClass().graph().binds()) {
            String left = bind.name().split("=", -1)[0].strip();
            Optional<Task> task = subject.graph().task(subject.taskClass(), left);
            if (task.isPresent()) {
                findings.report(Diagnostic.at(
                                bind.place(), Id.DOGE047, left + " is a task, and an input cannot be bound to one")
                        .why(task.get().method().text())
                        .help("write a task that takes the other with @DependsOn(with = ...), or choose another name"));
            }
        }
    }

    private static String listed(Set<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
