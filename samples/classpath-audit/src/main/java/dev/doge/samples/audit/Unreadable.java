package dev.doge.samples.audit;

import dev.doge.runtime.Outcome;
import dev.doge.samples.audit.JarFacts.ClassFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A jar, or a class in one, that cannot be read.
 *
 * @param jar the jar
 * @param entry the class; empty if it is the whole jar
 * @param why the reason
 */
record Unreadable(Path jar, String entry, String why) {
    static List<Unreadable> among(Map<Path, Outcome<JarFacts>> facts) {
        List<Unreadable> found = new ArrayList<>();
        facts.forEach((jar, outcome) -> {
            if (outcome instanceof Outcome.Success<JarFacts> success) {
                for (ClassFile file : success.result().classes()) {
                    if (!file.isReadable()) {
                        found.add(new Unreadable(jar, file.entry(), file.problem()));
                    }
                }
            } else if (outcome instanceof Outcome.Failure<JarFacts> failure) {
                found.add(new Unreadable(
                        jar, "", reason(failure.cause().rootCauses().get(0))));
            }
        });
        return found;
    }

    boolean isJar() {
        return entry.isEmpty();
    }

    /** Words an exception for people, on one line. */
    static String reason(Throwable cause) {
        if (cause instanceof AccessDeniedException) {
            return "may not be read";
        }
        String message = cause.getMessage();
        return message == null || message.isBlank()
                ? cause.getClass().getSimpleName()
                : message.replaceAll("\\s+", " ").strip();
    }
}
