package dev.doge.samples.audit;

import dev.doge.samples.audit.JarFacts.ClassFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A class that several artifacts have, and not all with the same bytes: which one a program gets depends on the order of its class path.
 *
 * @param entry the class file's path in the jars; one in META-INF/versions is another than the one it stands in for
 * @param artifacts the artifacts
 */
record ClassConflict(String entry, List<String> artifacts) {
    /** Finds the conflicts, sorted by path. Versions of one artifact are none. */
    static List<ClassConflict> among(List<JarFacts> jars, Map<Path, String> artifacts) {
        List<ClassConflict> conflicts = new ArrayList<>();
        copies(jars, artifacts).forEach((entry, copies) -> {
            if (copies.digests.size() > 1) {
                conflicts.add(new ClassConflict(entry, List.copyOf(copies.artifacts)));
            }
        });
        conflicts.sort(Comparator.comparing(ClassConflict::entry));
        return List.copyOf(conflicts);
    }

    /** Which artifacts have a class, and with which bytes. */
    private record Copies(Set<String> artifacts, Set<Digest> digests) {}

    private static Map<String, Copies> copies(List<JarFacts> jars, Map<Path, String> artifacts) {
        Set<String> shared = shared(jars, artifacts);
        Map<String, Copies> copies = new HashMap<>();
        for (JarFacts jar : jars) {
            for (ClassFile file : jar.classes()) {
                if (shared.contains(file.entry()) && isComparable(file)) {
                    Copies found =
                            copies.computeIfAbsent(file.entry(), key -> new Copies(new TreeSet<>(), new HashSet<>()));
                    found.artifacts.add(artifact(jar, artifacts));
                    found.digests.add(file.digest());
                }
            }
        }
        return copies;
    }

    /** Finds the few classes that several artifacts have. The many others then need no sets of their own. */
    private static Set<String> shared(List<JarFacts> jars, Map<Path, String> artifacts) {
        Set<String> shared = new HashSet<>();
        Map<String, String> owners = new HashMap<>();
        for (JarFacts jar : jars) {
            String artifact = artifact(jar, artifacts);
            for (ClassFile file : jar.classes()) {
                if (isComparable(file)) {
                    String owner = owners.putIfAbsent(file.entry(), artifact);
                    if (owner != null && !owner.equals(artifact)) {
                        shared.add(file.entry());
                    }
                }
            }
        }
        return shared;
    }

    private static boolean isComparable(ClassFile file) {
        return !file.isModuleInfo() && !file.digest().equals(Digest.UNKNOWN);
    }

    private static String artifact(JarFacts jar, Map<Path, String> artifacts) {
        return Objects.requireNonNull(artifacts.get(jar.jar()));
    }
}
