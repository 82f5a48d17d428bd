package dev.doge.processor;

import dev.doge.processor.graph.Spelling;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The options of the processor.
 *
 * @param reports whether reports are written
 * @param problems what is wrong with them
 */
record Options(boolean reports, List<Diagnostic> problems) {
    static final String REPORTS = "doge.reports";

    /** Reads {@code -A} options. */
    static Options of(Map<String, String> given) {
        List<Diagnostic> problems = new ArrayList<>();
        for (String name : given.keySet().stream()
                .filter(name -> name.startsWith("doge"))
                .sorted()
                .toList()) {
            if (!name.equals(REPORTS)) {
                problems.add(Diagnostic.of(Id.DOGE090, "unknown option -A" + name)
                        .help(Spelling.nearest(name, Set.of(REPORTS))
                                .map(nearest -> "did you mean -A" + nearest + "?")
                                .orElse("the option there is: -A" + REPORTS + "=none|text")));
            }
        }
        String reports = given.getOrDefault(REPORTS, "text");
        if (!Set.of("none", "text").contains(reports)) {
            problems.add(Diagnostic.of(Id.DOGE090, "unknown value of -A" + REPORTS + ": " + reports)
                    .help(Spelling.nearest(reports, Set.of("none", "text"))
                            .map(nearest -> "did you mean -A" + REPORTS + "=" + nearest + "?")
                            .orElse("write -A" + REPORTS + "=none or -A" + REPORTS + "=text")));
        }
        return new Options(!reports.equals("none"), problems);
    }
}
