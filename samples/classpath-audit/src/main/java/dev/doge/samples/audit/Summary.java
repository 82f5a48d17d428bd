package dev.doge.samples.audit;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** The report for a terminal. */
final class Summary {
    private static final int EXAMPLES = 3;

    private final Report report;
    private final StringBuilder text = new StringBuilder();

    private Summary(Report report) {
        this.report = report;
    }

    /** Returns the summary; its first line says how much was read. */
    static String of(Report report, String shownRoot) {
        return new Summary(report).write(shownRoot);
    }

    private String write(String shownRoot) {
        line(
                "audited %d jars, %d classes in %s",
                report.totals().jars(), report.totals().classes(), shownRoot);
        section(
                "classes that differ between artifacts",
                report.conflicts(),
                conflict -> conflict.entry() + "  in  " + String.join(", ", conflict.artifacts()));
        section(
                "packages split over artifacts",
                report.splitPackages(),
                split -> split.name() + "  in  " + String.join(", ", split.artifacts()));
        section(
                "package cycles within a jar",
                report.packageCycles(),
                cycle -> report.shown(cycle.jar()) + "  " + String.join(" -> ", cycle.ring()) + " -> "
                        + cycle.ring().get(0));
        section(
                "jars that cannot be read",
                report.unreadable().stream().filter(Unreadable::isJar).toList(),
                jar -> report.shown(jar.jar()) + "  " + jar.why());
        section(
                "classes that cannot be read",
                report.unreadable().stream().filter(found -> !found.isJar()).toList(),
                found -> report.shown(found.jar()) + "  " + found.entry() + "  " + found.why());
        line("%7s  bytecode levels", report.bytecodeLevels().size());
        for (BytecodeLevel level : report.bytecodeLevels()) {
            line("           Java %-4s  %8d classes, %5d jars", level.java(), level.classes(), level.jars());
        }
        return text.toString();
    }

    private <T> void section(String title, List<T> found, Function<T, String> words) {
        line("%7d  %s", found.size(), title);
        found.stream().limit(EXAMPLES).forEach(one -> line("           %s", words.apply(one)));
        if (found.size() > EXAMPLES) {
            line("           … %d more", found.size() - EXAMPLES);
        }
    }

    private void line(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }
}
