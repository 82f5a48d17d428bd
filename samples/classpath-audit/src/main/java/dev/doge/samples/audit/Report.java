package dev.doge.samples.audit;

import dev.doge.samples.audit.Unreadable.Kind;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the audit found.
 *
 * @param root the directory
 * @param totals how much there is
 * @param conflicts classes that differ between artifacts
 * @param splitPackages packages that several artifacts have
 * @param bytecodeLevels which Java is needed
 * @param packageCycles packages of one jar that reach each other
 * @param unreadable what cannot be read
 */
record Report(
        Path root,
        Totals totals,
        List<ClassConflict> conflicts,
        List<SplitPackage> splitPackages,
        List<BytecodeLevel> bytecodeLevels,
        List<PackageCycle> packageCycles,
        List<Unreadable> unreadable) {
    List<Unreadable> unreadable(Kind kind) {
        return unreadable.stream().filter(found -> found.kind() == kind).toList();
    }

    /** Returns a path as reports show it: below the root, with slashes. */
    String shown(Path path) {
        return root.relativize(path).toString().replace('\\', '/');
    }

    /** Returns a text without what moves a terminal's cursor, turns its text around or prints nothing; names may hold anything. */
    static String printable(@Nullable String text) {
        return String.valueOf(text).replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
