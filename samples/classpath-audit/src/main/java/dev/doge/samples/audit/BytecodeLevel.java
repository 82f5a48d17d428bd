package dev.doge.samples.audit;

import dev.doge.samples.audit.JarFacts.ClassFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much was compiled for one Java.
 *
 * @param major the major version of the class-file format
 * @param classes how many classes have it
 * @param jars how many jars need it: it is the highest among their classes, those in META-INF/versions and module-info left out
 */
record BytecodeLevel(int major, int classes, int jars) {
    /** Returns the Java that can load such classes, as people call it. */
    String java() {
        return major < 49 ? "1." + Math.max(1, major - 44) : Integer.toString(major - 44);
    }

    /** Counts the levels, the oldest first. */
    static List<BytecodeLevel> among(List<JarFacts> jars) {
        Map<Integer, Integer> classes = new TreeMap<>();
        Map<Integer, Integer> needed = new TreeMap<>();
        for (JarFacts jar : jars) {
            int highest = 0;
            for (ClassFile file : jar.classes()) {
                if (file.major() > 0) {
                    classes.merge(file.major(), 1, Integer::sum);
                    if (!file.isVersioned() && !file.isModuleInfo()) {
                        highest = Math.max(highest, file.major());
                    }
                }
            }
            needed.merge(highest, 1, Integer::sum);
        }
        List<BytecodeLevel> levels = new ArrayList<>();
        classes.forEach((major, count) -> levels.add(new BytecodeLevel(major, count, needed.getOrDefault(major, 0))));
        return List.copyOf(levels);
    }
}
