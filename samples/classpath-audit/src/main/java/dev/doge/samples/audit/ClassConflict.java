package dev.doge.samples.audit;

import dev.doge.samples.audit.JarFacts.ClassFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A class that several artifacts have, with different bytes: which one a program gets depends on the order of its class path.
 *
 * @param entry the class file's path in the jars
 * @param artifacts the artifacts
 */
record ClassConflict(String entry, List<String> artifacts) {
    /** Finds the conflicts. Versions of one artifact do not count; what is for a later Java is compared apart. */
    static List<ClassConflict> among(List<JarFacts> jars) {
        Map<String, Map<String, Set<Digest>>> byEntry = new HashMap<>();
        for (JarFacts jar : jars) {
            for (ClassFile file : jar.classes()) {
                if (file.isLoadable()) {
                    byEntry.computeIfAbsent(file.entry(), key -> new TreeMap<>())
                            .computeIfAbsent(jar.artifact(), key -> new HashSet<>(2))
                            .add(file.digest());
                }
            }
        }
        List<ClassConflict> conflicts = new ArrayList<>();
        new TreeMap<>(byEntry).forEach((entry, artifacts) -> {
            if (artifacts.size() > 1 && differ(artifacts)) {
                conflicts.add(new ClassConflict(entry, List.copyOf(new TreeSet<>(artifacts.keySet()))));
            }
        });
        return conflicts;
    }

    /** Returns whether some artifact has bytes that another has not in any of its versions. */
    private static boolean differ(Map<String, Set<Digest>> artifacts) {
        Set<Set<Digest>> distinct = new HashSet<>(artifacts.values());
        if (distinct.size() == 1) {
            return false;
        }
        return distinct.stream()
                .anyMatch(
                        one -> distinct.stream().anyMatch(other -> one.stream().noneMatch(other::contains)));
    }
}
