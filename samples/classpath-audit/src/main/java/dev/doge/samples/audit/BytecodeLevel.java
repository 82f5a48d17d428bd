package dev.doge.samples.audit;

import dev.doge.samples.audit.JarFacts.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How many classes are of one bytecode level.
 *
 * @param major the major version of the class-file format
 * @param classes how many classes have it
 * @param jars how many jars have such classes outside META-INF/versions, and so need that Java
 */
record BytecodeLevel(int major, int classes, int jars) {
    /** Returns the Java that is needed at least. */
    String java() {
        return major < 45 ? "none" : major < 49 ? "1." + Math.max(1, major - 44) : "" + (major - 44);
    }

    static List<BytecodeLevel> among(List<JarFacts> jars) {
        Map<Integer, Integer> classes = new TreeMap<>();
        Map<Integer, Integer> holders = new TreeMap<>();
        for (JarFacts jar : jars) {
            Set<Integer> majors = new TreeSet<>();
            for (ClassFile file : jar.classes()) {
                if (file.major() > 0) {
                    classes.merge(file.major(), 1, Integer::sum);
                    if (!file.isVersioned() && !file.entry().equals("module-info.class")) {
                        majors.add(file.major());
                    }
                }
            }
            majors.forEach(major -> holders.merge(major, 1, Integer::sum));
        }
        List<BytecodeLevel> levels = new ArrayList<>();
        classes.forEach((major, count) -> levels.add(new BytecodeLevel(major, count, holders.getOrDefault(major, 0))));
        return levels;
    }
}
