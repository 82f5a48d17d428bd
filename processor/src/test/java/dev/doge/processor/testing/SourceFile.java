package dev.doge.processor.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source file.
 *
 * @param path relative to the source folder, with forward slashes
 * @param text its content
 */
public record SourceFile(String path, String text) {
    private static final Pattern PACKAGE = Pattern.compile("(?m)^\\s*package\\s+([\\w.]+)\\s*;");
    private static final Pattern TYPE = Pattern.compile(
            "(?m)(?:^|;\\s*)(?:@\\w+(?:\\([^)]*\\))?\\s+)*(?:(?:public|abstract|final|sealed|non-sealed|strictfp)\\s+)*"
                    + "(?:class|interface|record|enum|@interface)\\s+([\\p{L}_$][\\p{L}\\p{N}_$]*)");

    /** Returns the file that {@code text} belongs into, by its package and its first top-level type. */
    public static SourceFile of(String text) {
        Matcher declared = PACKAGE.matcher(text);
        String folder = declared.find() ? declared.group(1).replace('.', '/') + "/" : "";
        if (text.contains("module ") && !TYPE.matcher(text).find()) {
            return new SourceFile("module-info.java", text);
        }
        Matcher type = TYPE.matcher(text);
        if (!type.find()) {
            throw new IllegalArgumentException("no top-level type in:\n" + text);
        }
        return new SourceFile(folder + type.group(1) + ".java", text);
    }

    /** Writes the file below a folder. */
    Path writeTo(Path folder) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.writeString(file, text);
    }

    /** Returns the name of the file without its folders. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Returns the number, from 1, of the one line that contains {@code marker}. */
    public long lineOf(String marker) {
        String[] lines = text.split("\n", -1);
        long found = 0;
        for (int i = 0; i < lines.length; i++) {
            if (lines[i].contains(marker)) {
                if (found != 0) {
                    throw new IllegalArgumentException(
                            marker + " is on lines " + found + " and " + (i + 1) + " of " + path);
                }
                found = i + 1L;
            }
        }
        if (found == 0) {
            throw new IllegalArgumentException(marker + " is nowhere in " + path);
        }
        return found;
    }
}
