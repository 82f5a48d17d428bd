package dev.doge.samples.audit;

import dev.doge.runtime.Outcome;
import dev.doge.samples.audit.JarFacts.ClassFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Something that cannot be read; everything else is audited all the same.
 *
 * @param kind what it is
 * @param path the directory, the jar, or the jar with the class
 * @param entry the class; empty if it is none
 * @param why the reason, on one line
 */
record Unreadable(Kind kind, Path path, String entry, String why) {
    enum Kind {
        DIRECTORY,
        JAR,
        CLASS
    }

    static List<Unreadable> among(Listing listing, Map<Path, Outcome<JarFacts>> facts) {
        List<Unreadable> found = new ArrayList<>(listing.closed());
        facts.forEach((jar, outcome) -> {
            if (outcome instanceof Outcome.Success<JarFacts> success) {
                for (ClassFile file : success.result().classes()) {
                    if (!file.isReadable()) {
                        found.add(new Unreadable(Kind.CLASS, jar, file.entry(), file.problem()));
                    }
                }
            } else if (outcome instanceof Outcome.Failure<JarFacts> failure) {
                Throwable cause = failure.cause().rootCauses().get(0);
                found.add(new Unreadable(Kind.JAR, jar, "", reason(cause)));
            }
        });
        return List.copyOf(found);
    }

    /** Words an exception for people, on one line and without the path, which they are told anyway. */
    static String reason(Throwable cause) {
        String message = cause instanceof FileSystemException failure ? failure.getReason() : cause.getMessage();
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        } else if (cause instanceof NoSuchFileException) {
            return "no such file";
        } else if (message == null || message.isBlank()) {
            String name = cause.getClass().getSimpleName().replaceAll("(Exception|Error)$", "");
            return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        }
        return message.replaceAll("\\s+", " ").strip();
    }
}
