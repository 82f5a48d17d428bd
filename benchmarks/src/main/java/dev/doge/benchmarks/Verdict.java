package dev.doge.benchmarks;

/** What figures say of a budget. */
enum Verdict {
    MET("met"),
    FAILED("failed"),
    NOT_DECIDED("not decided");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** Judges by the whole interval: one that holds the budget decides nothing. */
    static Verdict of(Interval found, double budget) {
        return found.high() <= budget ? MET : found.low() > budget ? FAILED : NOT_DECIDED;
    }

    @Override
    public String toString() {
        return text;
    }
}
