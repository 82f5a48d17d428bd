package dev.doge.processor.validate;

/** One thing that must hold of a graph. Stateless. */
interface Rule {
    void check(Subject subject, Findings findings);
}
