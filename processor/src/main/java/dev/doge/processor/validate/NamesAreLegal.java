package dev.doge.processor.validate;

import dev.doge.processor.graph.Names;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;
import javax.inject.Inject;

/** DOGE009: names are Java identifiers. */
final class NamesAreLegal implements Rule {
    @Inject
    NamesAreLegal() {}

    @Override
    public void check(Subject subject, Findings findings) {
        for (Task task : subject.tasks()) {
            if (!Names.isLegal(task.name())) {
                findings.report(
                        task,
                        illegal(
                                task.name(),
                                task.namePlace(),
                                "it would name the task " + task.method().text()));
            }
            for (Parameter parameter : task.parameters()) {
                parameter
                        .input()
                        .filter(name -> !Names.isLegal(name.name()))
                        .ifPresent(name -> findings.report(
                                task,
                                illegal(
                                        name.name(),
                                        name.place(),
                                        "it would name an input of "
                                                + task.method().text())));
            }
        }
    }

    private static Diagnostic illegal(String name, Place place, String why) {
        return Diagnostic.at(place, Id.DOGE009, Names.quoted(name) + " is not a Java identifier")
                .why(why)
                .help("write " + Names.quoted(Names.legalised(name)));
    }
}
