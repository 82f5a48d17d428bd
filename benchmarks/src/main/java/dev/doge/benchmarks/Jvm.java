package dev.doge.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Fresh JVMs, like this one. Safe to call from any thread; it waits. */
public final class Jvm {
    private Jvm() {}

    /**
     * Runs a program to its end.
     *
     * @param program has a {@code main}
     * @param options what the JVM gets
     * @param arguments what the program gets
     * @return what it printed; what it says of errors goes where this one's does
     * @throws IllegalStateException if it fails
     */
    public static String run(Class<?> program, List<String> options, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        try {
            Process jvm = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (jvm.waitFor() != 0) {
                throw new IllegalStateException(program.getName() + " failed; it said: " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
