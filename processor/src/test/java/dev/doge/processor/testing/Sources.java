package dev.doge.processor.testing;

/** Shortens the sources of tests. */
public final class Sources {
    private static final String HEAD =
            "package shop; import dev.doge.annotations.*; import dev.doge.runtime.*; import java.util.*;"
                    + " import java.util.concurrent.*; import java.util.function.*; import java.util.stream.*; import java.io.*;"
                    + " import java.nio.file.Path; import org.jspecify.annotations.Nullable;\n";

    private Sources() {}

    /** Returns a file in package {@code shop} that imports what tests need. */
    public static String file(String types) {
        return HEAD + types;
    }

    /** Returns a file with {@code class Shop} of this body; DOGE062 and DOGE064 are no matter in tests. */
    public static String shop(String body) {
        return file("@SuppressWarnings({\"DOGE062\", \"DOGE064\"})\nclass Shop {\n" + body + "\n}\n");
    }
}
