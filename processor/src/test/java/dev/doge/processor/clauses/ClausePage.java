package dev.doge.processor.clauses;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The page that says which tests hold which clause. */
final class ClausePage {
    private static final String HEAD = """
            # The clauses and the tests that hold them

            Written by `ClausesTest` from the tags of all tests and from `processor/src/test/resources/clauses.properties`; not to be edited by
            hand. To write it anew: `mvn -pl processor -am test -Ddoge.goldens=update`, which then fails, as for all goldens.

            A tag counts only if the test has been seen to fail with the clause broken on purpose in the code. What was broken, and what failed
            then, is said below. A tagged test that no break has been tried for is listed as such and does not count.

            """;

    private ClausePage() {}

    /** Returns the page. */
    static String of(List<Clause> clauses, Map<String, List<String>> tests) {
        StringBuilder page = new StringBuilder(HEAD);
        page.append("| clause | what it says | held by |\n|---|---|---|\n");
        for (Clause clause : clauses) {
            page.append("| [")
                    .append(clause.id())
                    .append("](#")
                    .append(clause.id().toLowerCase(Locale.ROOT));
            page.append(") | ").append(clause.says()).append(" | ").append(summary(clause, held(clause, tests)));
            page.append(" |\n");
        }
        clauses.forEach(clause -> detail(page, clause, tests.getOrDefault(clause.id(), List.of())));
        return page.toString();
    }

    private static List<String> held(Clause clause, Map<String, List<String>> tests) {
        return tests.getOrDefault(clause.id(), List.of()).stream()
                .filter(clause::isHeldBy)
                .toList();
    }

    private static String summary(Clause clause, List<String> held) {
        String classes = byClass(held).entrySet().stream()
                .map(entry -> "`" + entry.getKey() + "` " + entry.getValue().size())
                .collect(joining(", "));
        String open = clause.open().map(what -> "*open: " + what + "*").orElse("");
        return classes + (classes.isEmpty() || open.isEmpty() ? "" : "; ") + open;
    }

    private static void detail(StringBuilder page, Clause clause, List<String> tests) {
        page.append("\n## ")
                .append(clause.id())
                .append("\n\n")
                .append(clause.says())
                .append("\n");
        clause.open().ifPresent(what -> page.append("\nopen: ").append(what).append('\n'));
        for (Clause.Break tried : clause.breaks()) {
            page.append("\nbreak tried: ").append(tried.change()).append("\n\n").append(list(tried.tests()));
        }
        List<String> others =
                tests.stream().filter(test -> !clause.isHeldBy(test)).toList();
        if (!others.isEmpty()) {
            page.append("\ntagged, no break tried:\n\n").append(list(others));
        }
    }

    private static String list(List<String> tests) {
        return byClass(tests).entrySet().stream()
                .map(entry -> "- `" + entry.getKey() + "`: "
                        + entry.getValue().stream()
                                .map(name -> "`" + name + "`")
                                .collect(joining(", ")) + "\n")
                .collect(joining());
    }

    private static Map<String, List<String>> byClass(List<String> tests) {
        return tests.stream()
                .collect(groupingBy(
                        test -> test.substring(0, test.lastIndexOf('.')),
                        TreeMap::new,
                        mapping(test -> test.substring(test.lastIndexOf('.') + 1), toList())));
    }
}
