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
        boolean pinned = !subject.taskClass().graph().inputs().isEmpty();
        if (pinned || findings.hasErrors()) {
            return;
        }
        Set<Set<String>> told = new HashSet<>();
        for (Task task : subject.tasks()) {
            List<BoundClass.Input> key = subject.keys().of(task).orElse(List.of()).stream()
                    .map(name -> subject.graph().input(name).orElseThrow())
                    .toList();
            boolean toldHere = false;
            for (int i = 0; i < key.size(); i++) {
                for (int j = i + 1; j < key.size(); j++) {
                    Type one = key.get(i).type();
                    Type other = key.get(j).type();
                    if (one.fits(other)
                            && other.fits(one)
                            && told.add(Set.of(key.get(i).name(), key.get(j).name()))
                            && !toldHere) {
                        toldHere = true; // the one edit mends them all
                        findings.report(found(subject, task, key.get(i), key.get(j)));
                    }
                }
            }
        }
    }

    private static Diagnostic found(Subject subject, Task task, BoundClass.Input one, BoundClass.Input other) {
        String pinned = String.join(
                "\", \"",
                subject.graph().inputs().stream().map(BoundClass.Input::name).toList());
        return Diagnostic.at(
                        task.place(),
                        Id.DOGE062,
                        "the inputs " + one.name() + " and " + other.name() + " of " + task.name()
                                + " could be swapped")
                .why("both are " + one.type().text() + ", and their order follows the order of parameters")
                .help("pin the order: @TaskGraph(inputs = {\"" + pinned + "\"}), or make them records");
    }
}
