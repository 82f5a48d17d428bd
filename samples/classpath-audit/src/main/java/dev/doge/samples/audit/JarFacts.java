package dev.doge.samples.audit;

import dev.doge.runtime.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a jar holds.
 *
 * @param jar the jar
 * @param digest of its bytes
 * @param poms the groupId:artifactId of each {@code pom.properties} in it
 * @param classes its class files
 * @param references which of its packages refer to which others of its own
 */
record JarFacts(
        Path jar, Digest digest, List<String> poms, List<ClassFile> classes, Map<String, Set<String>> references) {
    /** Returns the facts of the jars that can be read. */
    static List<JarFacts> readable(Map<Path, Outcome<JarFacts>> facts) {
        return facts.values().stream()
                .map(Outcome::value)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * A class file.
     *
     * @param entry its path in the jar
     * @param digest of its bytes
     * @param major the major version of its format; 0 if it has none
     * @param problem why it cannot be read; empty if it can
     */
    record ClassFile(String entry, Digest digest, int major, String problem) {
        boolean isReadable() {
            return problem.isEmpty();
        }

        /** Returns whether it describes a module, and is no class that programs load. */
        boolean isModuleInfo() {
            return entry.equals("module-info.class") || entry.endsWith("/module-info.class");
        }

        /** Returns whether it is for a later Java only. */
        boolean isVersioned() {
            return entry.startsWith("META-INF/versions/");
        }

        /** Returns the package by the path in the jar; empty for the unnamed package. */
        String packageName() {
            int slash = entry.lastIndexOf('/');
            return slash < 0 ? "" : entry.substring(0, slash).replace('/', '.');
        }
    }
}
