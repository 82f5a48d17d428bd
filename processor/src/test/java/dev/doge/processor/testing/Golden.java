package dev.doge.processor.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that are compared with a committed file. With {@code -Ddoge.goldens=update} the file is written anew, and the comparison fails all
 * the same if it differed: the flag cannot be left on.
 */
public final class Golden {
    private Golden() {}

    /** Says whether goldens are to be written. */
    public static boolean updating() {
        return "update".equals(System.getProperty("doge.goldens"));
    }

    /** Compares {@code actual} with {@code src/test/resources/golden/<name>}. */
    public static void check(String name, String actual) {
        check(Path.of("src", "test", "resources", "golden").resolve(name), actual);
    }

    /** Compares {@code actual} with a file. */
    public static void check(Path file, String actual) {
        try {
            String expected = Files.exists(file) ? Files.readString(file) : "";
            if (updating() && !actual.equals(expected)) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, actual);
            }
            assertThat(actual)
                    .as("%s (written anew with -Ddoge.goldens=update)", file)
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
