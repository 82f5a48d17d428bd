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
 * The audit as a task graph: list the jars, read each of them, look for each kind of finding, put the report together.
 *
 * <p>Every finding asks for the facts of every jar. Each jar is read once all the same, on all cores, and a jar that cannot be read is one
 * outcome among the others. The tasks themselves only say what needs what; the work is in the classes that they name.
 */
public class Audit {
    @Task(description = "What is below the directory")
    Listing listing(@Input Path root) throws IOException {
        return Listing.of(root);
    }

    @Task(description = "The jars below the directory, sorted")
    List<Path> jars(Listing listing) {
        return listing.jars();
    }

    @Task(description = "SHA-256 of a jar")
    Digest digest(@Input Path jar) throws IOException {
        return Digest.of(jar);
    }

    @Task(description = "What a jar holds: its classes, and which packages refer to which")
    JarFacts facts(@Input Path jar, Digest digest) throws IOException {
        return JarReader.read(jar, digest);
    }

    @Task(description = "How many jars and classes there are")
    Totals totals(@DependsOn(value = "facts", each = "jars", as = "jar") Map<Path, Outcome<JarFacts>> facts) {
        return Totals.of(facts);
    }

    @Task(description = "Which artifact each jar is a version of")
    Map<Path, String> artifacts(
            @Input Path root,
            @DependsOn(value = "facts", each = "jars", as = "jar") Map<Path, Outcome<JarFacts>> facts) {
        return Artifact.of(root, JarFacts.readable(facts));
    }

    @Task(description = "Classes that differ between artifacts")
    List<ClassConflict> conflicts(
            @DependsOn(value = "facts", each = "jars", as = "jar") Map<Path, Outcome<JarFacts>> facts,
            Map<Path, String> artifacts) {
        return ClassConflict.among(JarFacts.readable(facts), artifacts);
    }

    @Task(description = "Packages that several artifacts have classes of")
    List<SplitPackage> splitPackages(
            @DependsOn(value = "facts", each = "jars", as = "jar") Map<Path, Outcome<JarFacts>> facts,
            Map<Path, String> artifacts) {
        return SplitPackage.among(JarFacts.readable(facts), artifacts);
    }

    @Task(description = "Which Java the classes need")
    List<BytecodeLevel> bytecodeLevels(
            @DependsOn(value = "facts", each = "jars", as = "jar") Map<Path, Outcome<JarFacts>> facts) {
        return BytecodeLevel.among(JarFacts.readable(facts));
    }

    @Task(description = "Packages of one jar that reach each other")
    List<PackageCycle> packageCycles(
            @DependsOn(value = "facts", each = "jars", as = "jar") Map<Path, Outcome<JarFacts>> facts) {
        return PackageCycle.among(JarFacts.readable(facts));
    }

    @Task(description = "Directories, jars and classes that cannot be read, and why")
    List<Unreadable> unreadable(
            Listing listing,
            @DependsOn(value = "facts", each = "jars", as = "jar") Map<Path, Outcome<JarFacts>> facts) {
        return Unreadable.among(listing, facts);
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
