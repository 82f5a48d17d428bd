package dev.doge.samples.audit;

import dev.doge.samples.audit.JarFacts.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A package that several artifacts have classes of: the module path refuses it.
 *
 * @param name the package
 * @param artifacts the artifacts
 */
record SplitPackage(String name, List<String> artifacts) {
    static List<SplitPackage> among(List<JarFacts> jars) {
        Map<String, Set<String>> artifacts = new TreeMap<>();
        for (JarFacts jar : jars) {
            for (ClassFile file : jar.classes()) {
                if (file.isLoadable()
                        && !file.isVersioned()
                        && !file.packageName().isEmpty()) {
                    artifacts
                            .computeIfAbsent(file.packageName(), key -> new TreeSet<>())
                            .add(jar.artifact());
                }
            }
        }
        List<SplitPackage> split = new ArrayList<>();
        artifacts.forEach((name, owners) -> {
            if (owners.size() > 1) {
                split.add(new SplitPackage(name, List.copyOf(owners)));
            }
        });
        return split;
    }
}
