package dev.doge.benchmarks.sharing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What was seen, as Markdown: who kept which promise, and then the details.
 *
 * @param all what was seen of each contender in each scenario
 */
record Page(Map<Scenario, Map<Contender, Seen>> all) {
    private static final String BEGIN = "<!-- printed by dev.doge.benchmarks.sharing.Sharing -->\n";
    private static final String END = "<!-- end of what was printed -->\n";

    /** Replaces what a page has between the markers. */
    static String replaced(String page, String output) {
        return page.substring(0, begin(page)) + output + page.substring(page.indexOf(END));
    }

    /** Returns what a page has between the markers. */
    static String printed(String page) {
        return page.substring(begin(page), page.indexOf(END));
    }

    private static int begin(String page) {
        if (!page.contains(BEGIN) || !page.contains(END)) {
            throw new IllegalArgumentException("the page has no lines " + BEGIN + END);
        }
        return page.indexOf(BEGIN) + BEGIN.length();
    }

    String toMarkdown() {
        List<String> lines = new ArrayList<>();
        List<Contender> contenders = Contender.all();
        lines.add("| promise | " + contenders.stream().map(Contender::title).collect(Collectors.joining(" | ")) + " |");
        lines.add("|---|" + "---|".repeat(contenders.size()));
        int number = 0;
        for (Map.Entry<Scenario, Map<Contender, Seen>> row : all.entrySet()) {
            lines.add("| " + ++number + ". " + row.getKey().promise() + " | "
                    + contenders.stream()
                            .map(contender -> seen(row, contender).mark().toString())
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
        lines.add("");
        lines.add("What was seen:");
        lines.add("");
        number = 0;
        for (Map.Entry<Scenario, Map<Contender, Seen>> row : all.entrySet()) {
            lines.add(++number + ". " + row.getKey().promise() + " ("
                    + row.getKey().clause() + ")");
            alike(row).forEach((what, names) -> lines.add("   - " + String.join(", ", names) + ": " + what));
        }
        lines.add("");
        return String.join("\n", lines);
    }

    private static Seen seen(Map.Entry<Scenario, Map<Contender, Seen>> row, Contender contender) {
        return Objects.requireNonNull(row.getValue().get(contender));
    }

    /** Returns the contenders by what was seen of them. */
    private static Map<String, List<String>> alike(Map.Entry<Scenario, Map<Contender, Seen>> row) {
        Map<String, List<String>> alike = new LinkedHashMap<>();
        row.getValue()
                .forEach((contender, seen) -> alike.computeIfAbsent(
                                seen.mark() + ", " + seen.what(), what -> new ArrayList<>())
                        .add(contender.title()));
        return alike;
    }
}
