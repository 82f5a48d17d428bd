package dev.doge.samples.audit;

import dev.doge.runtime.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much there is.
 *
 * @param jars all jars, also those that cannot be read
 * @param classes the class files in those that can
 */
record Totals(int jars, int classes) {
    static Totals of(Map<Path, Outcome<JarFacts>> facts) {
        return new Totals(
                facts.size(),
                readable(facts).stream().mapToInt(jar -> jar.classes().size()).sum());
    }

    /** Returns the facts of the jars that can be read. */
    static List<JarFacts> readable(Map<Path, Outcome<JarFacts>> facts) {
        return facts.values().stream()
                .map(Outcome::value)
                .flatMap(Optional::stream)
                .toList();
    }
}
