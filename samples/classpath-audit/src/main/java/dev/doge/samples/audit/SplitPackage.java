package dev.doge.samples.audit;

import dev.doge.samples.audit.JarFacts.ClassFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    /** Finds the packages, sorted by name. What is in META-INF/versions adds no packages, nor does a module-info. */
    static List<SplitPackage> among(List<JarFacts> jars, Map<Path, String> artifacts) {
        Map<String, Set<String>> owners = new TreeMap<>();
        for (JarFacts jar : jars) {
            String artifact = Objects.requireNonNull(artifacts.get(jar.jar()));
            for (ClassFile file : jar.classes()) {
                if (!file.isModuleInfo()
                        && !file.isVersioned()
                        && !file.packageName().isEmpty()) {
                    owners.computeIfAbsent(file.packageName(), key -> new TreeSet<>())
                            .add(artifact);
                }
            }
        }
        List<SplitPackage> split = new ArrayList<>();
        owners.forEach((name, all) -> {
            if (all.size() > 1) {
                split.add(new SplitPackage(name, List.copyOf(all)));
            }
        });
        return List.copyOf(split);
    }
}
