package dev.doge.processor.testing;

import dev.doge.annotations.Task;
import dev.doge.runtime.Graph;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/** What a user's class path holds, found where this JVM has it. */
public final class Libraries {
    private Libraries() {}

    /** Returns the annotations alone. */
    public static List<Path> annotations() {
        return List.of(of(Task.class));
    }

    /** Returns the annotations, the runtime, and what the runtime needs. */
    public static List<Path> all() {
        return List.of(of(Task.class), of(Graph.class), of(NullMarked.class));
    }

    /** Returns the jar or folder that {@code type} was loaded from. */
    public static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }
}
