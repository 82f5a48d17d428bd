package dev.doge.processor.clauses;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A clause of the contract, and what people have written of it.
 *
 * @param id its number, as tags have it
 * @param says what it promises, in short
 * @param breaks what was broken on purpose, to see tests fail
 * @param open what is not there yet; empty if the clause is closed
 */
record Clause(String id, String says, List<Break> breaks, Optional<String> open) {
    /**
     * A break that was tried.
     *
     * @param change what was changed in the code
     * @param tests the tests that failed then
     */
    record Break(String change, List<String> tests) {
        static Break of(String text) {
            int arrow = text.lastIndexOf("=>");
            if (arrow < 0) {
                throw new IllegalArgumentException("a break is 'what was changed => ATest.that_failed, ...': " + text);
            }
            return new Break(
                    text.substring(0, arrow).strip(),
                    Arrays.stream(text.substring(arrow + 2).split(",", -1))
                            .map(String::strip)
                            .toList());
        }
    }

    /** Reads what is written under the number of a clause. */
    static Clause of(String id, Properties written) {
        List<Break> breaks = new ArrayList<>();
        for (int i = 1; written.containsKey(id + ".break." + i); i++) {
            breaks.add(Break.of(written.getProperty(id + ".break." + i)));
        }
        return new Clause(
                id, written.getProperty(id, ""), breaks, Optional.ofNullable(written.getProperty(id + ".open")));
    }

    /** Says whether all of it is there, or part of it. */
    boolean isThere() {
        return !breaks.isEmpty() || open.isEmpty();
    }

    /** Says whether a test failed when the clause was broken. */
    boolean isHeldBy(String test) {
        return breaks.stream().anyMatch(tried -> tried.tests().contains(test));
    }
}
