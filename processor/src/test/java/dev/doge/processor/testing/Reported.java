package dev.doge.processor.testing;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * One diagnostic as a compiler handed it out.
 *
 * @param kind what it is
 * @param id {@code DOGE003}; empty if it is the compiler's own
 * @param file the name of the file without folders; empty if it has none
 * @param line from 1; 0 or less if it has none
 * @param column from 1; 0 or less if the compiler does not say
 * @param message the whole text
 */
public record Reported(Diagnostic.Kind kind, String id, String file, long line, long column, String message) {
    private static final Pattern ID = Pattern.compile("^\\[(DOGE\\d{3})]");

    static Reported of(Diagnostic<? extends JavaFileObject> diagnostic, Compiler compiler) {
        String message = diagnostic.getMessage(Locale.ROOT).replace("\r\n", "\n");
        if (compiler == Compiler.JAVAC) {
            message = message.replace("\n  ", "\n"); // javac shifts all lines but the first by two
        }
        Matcher id = ID.matcher(message);
        return new Reported(
                diagnostic.getKind(),
                id.find() ? id.group(1) : "",
                fileName(diagnostic.getSource()),
                diagnostic.getLineNumber(),
                diagnostic.getColumnNumber(),
                message);
    }

    private static String fileName(@Nullable JavaFileObject source) {
        if (source == null) {
            return "";
        }
        URI uri = source.toUri();
        return uri.getPath().substring(uri.getPath().lastIndexOf('/') + 1);
    }

    /** Says whether Doge reported it, and not the compiler. */
    public boolean isOurs() {
        return !id.isEmpty();
    }

    /** Says whether it fails the build. */
    public boolean isError() {
        return kind == Diagnostic.Kind.ERROR;
    }

    /** Says whether it fails a build under {@code -Werror}. */
    public boolean isWarning() {
        return kind == Diagnostic.Kind.WARNING || kind == Diagnostic.Kind.MANDATORY_WARNING;
    }

    /** Returns {@code DOGE003@Checkout.java:17}, or {@code DOGE090@nowhere}. */
    public String place() {
        return (isOurs() ? id : kind) + "@" + (file.isEmpty() ? "nowhere" : file + ":" + line);
    }

    @Override
    public String toString() {
        return kind + " " + file + ":" + line + ":" + column + "\n"
                + message.indent(2).stripTrailing();
    }
}
