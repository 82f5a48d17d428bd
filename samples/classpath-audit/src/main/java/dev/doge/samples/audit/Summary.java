package dev.doge.samples.audit;

import static java.util.Comparator.comparingInt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.doge.samples.audit.Unreadable.Kind;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The report for a terminal: a count for each kind of finding, with the worst as examples. */
final class Summary {
    private static final int EXAMPLES = 3;
    private static final int UNREADABLE = 10;
    private static final int LONGEST_RING = 9;

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
        line("");
        conflicts();
        splitPackages();
        packageCycles();
        count(report.totals().copies(), "jars that are copies of another");
        unreadable(Kind.JAR, "jars that cannot be read");
        unreadable(Kind.CLASS, "classes that cannot be read");
        if (!report.unreadable(Kind.DIRECTORY).isEmpty()) {
            unreadable(Kind.DIRECTORY, "directories that cannot be read");
        }
        line("");
        line("   Java     classes   jars that need it");
        for (BytecodeLevel level : report.bytecodeLevels()) {
            line("   %-5s  %9d  %6d", level.java(), level.classes(), level.jars());
        }
        line("");
        return text.toString();
    }

    private void conflicts() {
        count(report.conflicts().size(), "classes that differ between artifacts");
        Map<List<String>, List<ClassConflict>> groups =
                report.conflicts().stream().collect(groupingBy(ClassConflict::artifacts, LinkedHashMap::new, toList()));
        List<List<ClassConflict>> worst = examples(List.copyOf(groups.values()), comparingInt(List::size));
        for (List<ClassConflict> group : worst) {
            ClassConflict first = group.get(0);
            line("%9s%5d in %s  such as %s", "", group.size(), some(first.artifacts()), first.entry());
        }
    }

    private void splitPackages() {
        count(report.splitPackages().size(), "packages split over artifacts");
        Comparator<SplitPackage> spread =
                comparingInt(split -> split.artifacts().size());
        for (SplitPackage split : examples(report.splitPackages(), spread)) {
            line("%9s%s  in %s", "", split.name(), some(split.artifacts()));
        }
    }

    private void packageCycles() {
        count(report.packageCycles().size(), "package cycles within a jar");
        for (PackageCycle cycle : examples(report.packageCycles(), comparingInt(PackageCycle::packages))) {
            line("%9s%s  %d packages, such as %s", "", report.shown(cycle.jar()), cycle.packages(), some(cycle));
        }
    }

    private void unreadable(Kind kind, String title) {
        List<Unreadable> found = report.unreadable(kind);
        count(found.size(), title);
        for (Unreadable one : found.subList(0, Math.min(found.size(), UNREADABLE))) {
            String where = report.shown(one.path()) + (one.entry().isEmpty() ? "" : "  " + one.entry());
            line("%9s%s: %s", "", where, one.why());
        }
        if (found.size() > UNREADABLE) {
            line("%9sand %d more", "", found.size() - UNREADABLE);
        }
    }

    private static <T> List<T> examples(List<T> found, Comparator<T> badness) {
        return found.stream().sorted(badness.reversed()).limit(EXAMPLES).toList();
    }

    private static String some(PackageCycle cycle) {
        return cycle.ring().size() > LONGEST_RING ? "a ring of " + cycle.ring().size() : cycle.shown();
    }

    private static String some(List<String> names) {
        String some = String.join(", ", names.subList(0, Math.min(names.size(), EXAMPLES)));
        return names.size() > EXAMPLES ? some + " and " + (names.size() - EXAMPLES) + " more" : some;
    }

    private void count(int count, String what) {
        line("%7d  %s", count, what);
    }

    @SuppressWarnings("AnnotateFormatMethod") // would be a dependency for one private method
    private void line(String format, Object... arguments) {
        text.append(Report.printable(String.format(Locale.ROOT, format, arguments)))
                .append('\n');
    }
}
