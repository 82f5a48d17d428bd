package dev.doge.processor.validate;

import dev.doge.processor.model.TaskClass;
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
        List<Rule> rules = type.metadataOnly().isEmpty()
                ? roster.ofRoots()
                : type.isPartial() ? roster.ofPartials() : roster.ofBases();
        for (Rule rule : rules) {
            if (findings.isStopped()) {
                break;
            }
            rule.check(subject, findings);
        }
        if (findings.isStopped()) {
            type.tasks().forEach(findings::poison);
        }
        return findings;
    }
}
