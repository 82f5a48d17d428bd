package dev.doge.processor;

import dev.doge.processor.graph.Spelling;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The options of the processor.
 *
 * @param reports which reports are written
 * @param snapshot the folder of the reports that graphs are compared with
 * @param problems what is wrong with them
 */
record Options(Reports reports, Optional<Path> snapshot, List<Diagnostic> problems) {
    static final String REPORTS = "doge.reports";
    static final String SNAPSHOT = "doge.snapshot";
    private static final List<String> NAMES = List.of(REPORTS, SNAPSHOT);

    /** Which reports are written. */
    enum Reports {
        NONE,
        /** JSON, Mermaid and Graphviz. */
        TEXT,
        /** These and the page. */
        ALL;

        static final List<String> WORDS =
                Arrays.stream(values()).map(Reports::word).toList();

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Reads {@code -A} options. */
    static Options of(Map<String, String> given) {
        List<Diagnostic> problems = new ArrayList<>();
        given.keySet().stream()
                .filter(name -> name.startsWith("doge") && !NAMES.contains(name))
                .sorted()
                .forEach(name -> problems.add(Diagnostic.of(Id.DOGE090, "unknown option -A" + name)
                        .help(Spelling.nearest(name, NAMES)
                                .map(nearest -> "did you mean -A" + nearest + "?")
                                .orElse("the options there are: -A" + REPORTS + "=none|text|all and -A" + SNAPSHOT
                                        + "=<directory>"))));
        return new Options(reports(given, problems), snapshot(given, problems), problems);
    }

    private static Reports reports(Map<String, String> given, List<Diagnostic> problems) {
        if (!given.containsKey(REPORTS)) {
            return Reports.TEXT;
        }
        String word = String.valueOf(given.get(REPORTS)); // null where the option has no value
        if (Reports.WORDS.contains(word)) {
            return Reports.valueOf(word.toUpperCase(Locale.ROOT));
        }
        problems.add(Diagnostic.of(Id.DOGE090, "unknown value of -A" + REPORTS + ": " + word)
                .help(Spelling.nearest(word, Reports.WORDS)
                        .map(nearest -> "did you mean -A" + REPORTS + "=" + nearest + "?")
                        .orElse(Reports.WORDS.stream()
                                .map(known -> "-A" + REPORTS + "=" + known)
                                .collect(Collectors.joining(", ", "one of ", "")))));
        return Reports.TEXT;
    }

    private static Optional<Path> snapshot(Map<String, String> given, List<Diagnostic> problems) {
        if (!given.containsKey(SNAPSHOT)) {
            return Optional.empty();
        }
        String folder = given.get(SNAPSHOT);
        try {
            if (folder != null && !folder.isBlank()) {
                return Optional.of(Path.of(folder));
            }
        } catch (InvalidPathException e) {
            // told below
        }
        problems.add(Diagnostic.of(Id.DOGE090, "-A" + SNAPSHOT + " names no directory: " + folder)
                .help("name the directory of the committed reports: -A" + SNAPSHOT + "=src/graphs"));
        return Optional.empty();
    }
}
