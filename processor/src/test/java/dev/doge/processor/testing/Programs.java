package dev.doge.processor.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;

/** Programs that some tests need and not every machine has. */
public final class Programs {
    private Programs() {}

    /** Returns where a program is. Without it the test is skipped, and fails if {@code DOGE_REQUIRE_ALL=1}. */
    public static Path require(String name) {
        Path found = Stream.of(
                        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        if (found == null && "1".equals(System.getenv("DOGE_REQUIRE_ALL"))) {
            throw new AssertionError(name + " is missing, and DOGE_REQUIRE_ALL=1");
        }
        assumeTrue(found != null, () -> "skipped: " + name + " is not installed");
        return Objects.requireNonNull(found);
    }
}
