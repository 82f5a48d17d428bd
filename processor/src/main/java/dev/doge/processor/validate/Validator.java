package dev.doge.processor.validate;

import dev.doge.processor.model.TaskClass;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;

/** Applies the rules to a class. */
public final class Validator {
    private final RulesModule.Roster roster;

    @Inject
    Validator(RulesModule.Roster roster) {
        this.roster = roster;
    }

    /**
     * Returns all that the rules find.
     *
     * @param subject the class
     * @param included what they found of the classes that it includes
     */
    public Findings validate(Subject subject, List<Findings> included) {
        Findings findings = new Findings();
        included.forEach(findings::include);
        TaskClass type = subject.taskClass();
        apply(
                type.metadataOnly().isEmpty()
                        ? roster.ofRoots()
                        : type.isPartial() ? roster.ofPartials() : roster.ofBases(),
                subject,
                findings);
        if (findings.isStopped()) {
            type.tasks().forEach(findings::poison);
        }
        return findings;
    }

    /** Applies rules in their order; those about one task that follow each other are applied together. */
    private static void apply(List<Rule> rules, Subject subject, Findings findings) {
        List<TaskRule> together = new ArrayList<>();
        for (Rule rule : rules) {
            if (findings.isStopped()) {
                return;
            }
            if (rule instanceof TaskRule ofTask) {
                together.add(ofTask);
                continue;
            }
            TaskRule.checkEach(together, subject, findings);
            together.clear();
            rule.check(subject, findings);
        }
        if (!findings.isStopped()) {
            TaskRule.checkEach(together, subject, findings);
        }
    }
}
