package dev.doge.samples.audit;

import dev.doge.annotations.DependsOn;
import dev.doge.annotations.Input;
import dev.doge.annotations.Task;
import dev.doge.runtime.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The audit as a task graph: list the jars, read each of them once, look for each kind of finding, put the report together.
 *
 * <p>Every finding takes the facts of every jar. They are read once per jar all the same, on all cores, and a jar that cannot be read is one
 * outcome among the others.
 */
public class Audit {
    @Task(description = "The jars below the directory, sorted")
    List<Path> jars(@Input Path root) throws IOException {
        return JarFiles.below(root);
    }

    @Task(description = "SHA-256 of a jar")
    Digest digest(@Input Path jar) throws IOException {
        return Digest.of(jar);
    }

    @Task(description = "What a jar holds: its artifact, its classes, and which packages refer to which")
    JarFacts facts(@Input Path jar, Digest digest) throws IOException {
        return JarReader.read(jar, digest);
    }

    @Task(description = "How many jars and classes there are")
    Totals totals(@DependsOn(value = "facts", each = "jars") Map<Path, Outcome<JarFacts>> facts) {
        return Totals.of(facts);
    }

    @Task(description = "Classes that differ between artifacts")
    List<ClassConflict> conflicts(@DependsOn(value = "facts", each = "jars") Map<Path, Outcome<JarFacts>> facts) {
        return ClassConflict.among(Totals.readable(facts));
    }

    @Task(description = "Packages that several artifacts have a part of")
    List<SplitPackage> splitPackages(@DependsOn(value = "facts", each = "jars") Map<Path, Outcome<JarFacts>> facts) {
        return SplitPackage.among(Totals.readable(facts));
    }

    @Task(description = "Which Java the classes need")
    List<BytecodeLevel> bytecodeLevels(@DependsOn(value = "facts", each = "jars") Map<Path, Outcome<JarFacts>> facts) {
        return BytecodeLevel.among(Totals.readable(facts));
    }

    @Task(description = "Packages of one jar that refer to each other in a ring")
    List<PackageCycle> packageCycles(@DependsOn(value = "facts", each = "jars") Map<Path, Outcome<JarFacts>> facts) {
        return PackageCycle.among(Totals.readable(facts));
    }

    @Task(description = "Jars and classes that cannot be read, and why")
    List<Unreadable> unreadable(@DependsOn(value = "facts", each = "jars") Map<Path, Outcome<JarFacts>> facts) {
        return Unreadable.among(facts);
    }

    @Task(description = "All of it")
    Report report(
            @Input Path root,
            Totals totals,
            List<ClassConflict> conflicts,
            List<SplitPackage> splitPackages,
            List<BytecodeLevel> bytecodeLevels,
            List<PackageCycle> packageCycles,
            List<Unreadable> unreadable) {
        return new Report(root, totals, conflicts, splitPackages, bytecodeLevels, packageCycles, unreadable);
    }
}
