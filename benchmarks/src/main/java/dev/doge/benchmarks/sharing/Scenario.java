package dev.doge.benchmarks.sharing;

import java.util.List;

/** A promise, and how it is tried. What happens first is decided by latches, never by time; only what never happens is waited out. */
interface Scenario {
    /** Returns the promise as one line. */
    String promise();

    /** Returns the clause of Doge's design that says it. */
    String clause();

    /**
     * Tries the promise.
     *
     * @param contender who is to keep it
     * @return what was seen
     * @throws Hang if a wait does not end
     * @throws Exception if the harness fails, which says nothing of the contender
     */
    Seen run(Contender contender) throws Exception;

    /** Returns all scenarios in the order of the page. */
    static List<Scenario> all() {
        return List.of(
                new SixteenCallers(),
                new OneOfTwoLeaves(),
                new OneHasADeadline(),
                new CallbackFails(),
                new LastOneLeaves(),
                new AsksOfCancelledWork(),
                new LateResult(),
                new StubbornBody(),
                new FailureIsShared(),
                new FailureIsGone(),
                new Ring(),
                new NothingIsLeft(),
                new HotKeyInCallbacks(),
                new HotKeyHeld());
    }
}
