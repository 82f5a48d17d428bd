package dev.doge.processor.validate;

/** Says which rules are applied. All of them, save in the test that leaves out one at a time. */
@FunctionalInterface
public interface RuleFilter {
    /** All rules. */
    RuleFilter ALL = rule -> true;

    /** Returns whether the rule of this simple class name is applied. */
    boolean applies(String rule);
}
