package dev.doge.samples.audit;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a jar holds.
 *
 * @param jar the jar
 * @param digest of its bytes
 * @param artifact groupId:artifactId, or the name of the file where nothing tells
 * @param classes its class files
 * @param references which of its packages refer to which others of its own
 */
record JarFacts(
        Path jar, Digest digest, String artifact, List<ClassFile> classes, Map<String, Set<String>> references) {
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

        /** Returns whether it is a class that programs load by name, and not a description of a module or package. */
        boolean isLoadable() {
            return !entry.endsWith("module-info.class") && !entry.endsWith("package-info.class");
        }

        /** Returns the package, within META-INF/versions where it is one of those; empty for the unnamed package. */
        String packageName() {
            int slash = entry.lastIndexOf('/');
            return slash < 0 ? "" : entry.substring(0, slash).replace('/', '.');
        }

        /** Returns whether it is for a later Java only. */
        boolean isVersioned() {
            return entry.startsWith("META-INF/");
        }
    }
}
