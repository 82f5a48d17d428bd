package dev.doge.processor.validate;

import javax.inject.Inject;

/** Applies the rules to a class. */
public final class Validator {
    private final RulesModule.Roster roster;

    @Inject
    Validator(RulesModule.Roster roster) {
        this.roster = roster;
    }

    /** Returns all that the rules find. */
    public Findings validate(Subject subject) {
        Findings findings = new Findings();
        boolean root = subject.taskClass().metadataOnly().isEmpty();
        for (Rule rule : root ? roster.ofRoots() : roster.ofBases()) {
            if (findings.isStopped()) {
                break;
            }
            rule.check(subject, findings);
        }
        return findings;
    }
}
