package dev.doge.processor.validate;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.inject.Inject;

/** DOGE048: the inputs that @TaskGraph pins are those that the graph reads. */
final class PinsMatch implements Rule {
    @Inject
    PinsMatch() {}

    @Override
    public void check(Subject subject, Findings findings) {
        subject.taskClass()
                .settings()
                .filter(settings -> !settings.inputs().isEmpty())
                .ifPresent(settings -> {
                    if (findings.hasErrors()) {
                        return;
                    }
                    List<String> read = subject.graph().inputs().stream()
                            .map(BoundClass.Input::name)
                            .toList();
                    List<String> pinned =
                            settings.inputs().stream().map(Named::name).toList();
                    if (!Set.copyOf(read).equals(Set.copyOf(pinned)) || pinned.size() != read.size()) {
                        Named wrong = settings.inputs().stream()
                                .filter(name -> !read.contains(name.name())
                                        || pinned.indexOf(name.name()) != pinned.lastIndexOf(name.name()))
                                .findFirst()
                                .orElse(settings.inputs().get(0));
                        List<String> right = new ArrayList<>(pinned.stream()
                                .filter(read::contains)
                                .distinct()
                                .toList());
                        read.stream().filter(name -> !right.contains(name)).forEach(right::add);
                        findings.report(Diagnostic.at(
                                        wrong.place(),
                                        Id.DOGE048,
                                        "inputs does not name the inputs that the graph reads")
                                .why("named    " + String.join(", ", pinned))
                                .why("read     " + String.join(", ", read))
                                .help("write inputs = {\"" + String.join("\", \"", right) + "\"}"));
                    }
                });
    }
}
