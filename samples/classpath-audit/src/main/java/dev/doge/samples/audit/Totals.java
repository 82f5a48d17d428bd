package dev.doge.samples.audit;

import dev.doge.runtime.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How much there is.
 *
 * @param jars all jars, also those that cannot be read
 * @param copies the jars that have the same bytes as another that is counted already
 * @param classes the class files in the jars that can be read
 */
record Totals(int jars, int copies, int classes) {
    static Totals of(Map<Path, Outcome<JarFacts>> facts) {
        List<JarFacts> readable = JarFacts.readable(facts);
        long distinct = readable.stream().map(JarFacts::digest).distinct().count();
        int classes = readable.stream().mapToInt(jar -> jar.classes().size()).sum();
        return new Totals(facts.size(), (int) (readable.size() - distinct), classes);
    }
}
