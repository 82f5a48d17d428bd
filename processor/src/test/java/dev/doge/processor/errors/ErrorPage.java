package dev.doge.processor.errors;

import dev.doge.processor.testing.Compiler;
import dev.doge.processor.testing.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One page of {@code docs/errors}: a wrong example whose line is marked, the message it gives, and the corrected example. It is read by
 * people and by the tests, so that what people read is what happens.
 *
 * @param file where it is
 * @param text its Markdown
 */
record ErrorPage(Path file, String text) {
    private static final Pattern TITLE = Pattern.compile("\\A# (DOGE\\d{3}): (.+)\n");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)([^\n]*)\n(.*?)^```$");
    private static final Pattern MARK = Pattern.compile("// (error|warning|note) here(?: \\((javac|ecj)\\))?$");

    /** The folder of the pages. */
    static Path folder() {
        return Path.of(System.getProperty("doge.root", ".."), "docs", "errors");
    }

    /** Reads all pages, in the order of their ids. */
    static List<ErrorPage> all() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.filter(file -> file.getFileName().toString().matches("DOGE\\d{3}\\.md"))
                    .sorted()
                    .map(ErrorPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ErrorPage read(Path file) {
        try {
            return new ErrorPage(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String id() {
        return title(1);
    }

    String title() {
        return title(2);
    }

    private String title(int group) {
        Matcher title = TITLE.matcher(text);
        if (!title.find()) {
            throw new AssertionError(file + " does not begin with \"# DOGEnnn: title\"");
        }
        return title.group(group);
    }

    /** Says whether the example needs more than its sources to go wrong. */
    boolean isSpecial() {
        return section("Wrong").contains("\nSpecial case: ");
    }

    Example wrong() {
        return example("Wrong");
    }

    Example corrected() {
        return example("Corrected");
    }

    /** Returns the message that the wrong example gives. */
    String message() {
        Matcher block = BLOCK.matcher(section("Message"));
        if (!block.find() || !block.group(1).equals("text")) {
            throw new AssertionError(file + " has no ```text under Message");
        }
        return block.group(3).stripTrailing();
    }

    /** Writes the page with another message. */
    void update(String message) {
        String section = section("Message");
        String updated = section.replace(message() + "\n", message + "\n");
        try {
            Files.writeString(file, text.replace(section, updated));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the place of the message, {@code "error Shop.java:17"}; {@code "error :-1"} if it has none. */
    String place(Compiler compiler) {
        String expected = null;
        for (SourceFile source : wrong().sources()) {
            String[] lines = source.text().split("\n", -1);
            for (int i = 0; i < lines.length; i++) {
                Matcher mark = MARK.matcher(lines[i].stripTrailing());
                if (mark.find() && (mark.group(2) == null || mark.group(2).equals(name(compiler)))) {
                    if (expected != null) {
                        throw new AssertionError(file + " marks two lines");
                    }
                    expected = mark.group(1) + " " + source.fileName() + ":" + (i + 1);
                }
            }
        }
        return expected == null ? "error :-1" : expected;
    }

    private static String name(Compiler compiler) {
        return compiler.name().toLowerCase(Locale.ROOT);
    }

    private Example example(String heading) {
        List<SourceFile> sources = new ArrayList<>();
        List<SourceFile> libraries = new ArrayList<>();
        List<SourceFile> unprocessed = new ArrayList<>();
        List<SourceFile> besides = new ArrayList<>();
        String command = "";
        Matcher block = BLOCK.matcher(section(heading));
        while (block.find()) {
            if (block.group(1).equals("java")) {
                List<SourceFile> files = switch (block.group(2).strip()) {
                    case "" -> sources;
                    case "class-path" -> libraries;
                    case "class-path unprocessed" -> unprocessed;
                    default -> throw new AssertionError(file + ": ```java" + block.group(2));
                };
                files.add(SourceFile.of(block.group(3)));
            } else if (block.group(1).equals("json")) {
                besides.add(new SourceFile(block.group(2).strip(), block.group(3)));
            } else if (block.group(1).equals("sh")) {
                command = block.group(3);
            }
        }
        return new Example(sources, libraries, unprocessed, besides, command);
    }

    private String section(String heading) {
        int start = text.indexOf("\n## " + heading + "\n");
        if (start < 0) {
            throw new AssertionError(file + " has no section " + heading);
        }
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }

    @Override
    public String toString() {
        return id();
    }
}
