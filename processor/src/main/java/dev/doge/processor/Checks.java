package dev.doge.processor;

import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.Composition;
import dev.doge.processor.model.TaskClass;
import dev.doge.processor.read.ClassReader;
import dev.doge.processor.validate.Findings;
import dev.doge.processor.validate.Subject;
import dev.doge.processor.validate.Validator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import javax.inject.Singleton;

/** What is wrong with the classes of a round. Each is validated once, before those that include it. */
@Singleton
final class Checks {
    private final ClassReader reader;
    private final Validator validator;
    private final Map<TaskClass, Findings> known = new HashMap<>();

    @Inject
    Checks(ClassReader reader, Validator validator) {
        this.reader = reader;
        this.validator = validator;
    }

    /** Forgets the last round, whose elements are gone. */
    void nextRound() {
        known.clear();
    }

    /** Returns what is wrong with a class. */
    Findings of(Subject subject) {
        Composition composition = subject.graph().composition();
        Findings findings = known.get(composition.root());
        if (findings == null) {
            known.put(composition.root(), new Findings()); // for rings of includes, which are reported
            findings = validator.validate(subject, included(composition));
            known.put(composition.root(), findings);
        }
        return findings;
    }

    private List<Findings> included(Composition composition) {
        List<Findings> included = new ArrayList<>();
        for (TaskClass part : composition.parts()) {
            if (!part.equals(composition.root()) && part.source()) {
                Findings findings = known.get(part);
                if (findings == null) {
                    BoundClass graph = BoundClass.of(reader.compose(part));
                    findings = of(new Subject(graph, Keys.of(graph)));
                }
                included.add(findings);
            }
        }
        return included;
    }
}
