package dev.doge.processor.validate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;

/** DOGE062: two inputs of a request method that could be swapped have a pinned order. */
final class OrderIsPinned implements Rule {
    @Inject
    OrderIsPinned() {}

    @Override
    public void check(Subject subject, Findings findings) {
        boolean pinned = subject.taskClass()
                .settings()
                .filter(settings -> !settings.inputs().isEmpty())
                .isPresent();
        if (pinned || findings.hasErrors()) {
            return;
        }
        Set<Set<String>> told = new HashSet<>();
        for (Task task : subject.graph().tasks()) {
            List<String> key = subject.keys().of(task).orElse(List.of());
            for (int i = 0; i < key.size(); i++) {
                for (int j = i + 1; j < key.size(); j++) {
                    Type one = subject.graph().input(key.get(i)).orElseThrow().type();
                    Type other = subject.graph().input(key.get(j)).orElseThrow().type();
                    if (one.fits(other) && other.fits(one) && told.add(Set.of(key.get(i), key.get(j)))) {
                        findings.report(Diagnostic.at(
                                        task.place(),
                                        Id.DOGE062,
                                        "the inputs " + key.get(i) + " and " + key.get(j) + " of " + task.name()
                                                + " could be swapped")
                                .why("both are " + one.text() + ", and their order follows the order of parameters")
                                .help("pin the order: @TaskGraph(inputs = {\""
                                        + String.join(
                                                "\", \"",
                                                subject.graph().inputs().stream()
                                                        .map(BoundClass.Input::name)
                                                        .toList())
                                        + "\"}), or make them records"));
                    }
                }
            }
        }
    }
}
