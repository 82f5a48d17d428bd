package dev.doge.processor.testing;

import dev.doge.runtime.DogeExecutor;
import dev.doge.runtime.Request;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs requests. */
public final class Runs {
    private static final Map<Class<?>, Object> SAMPLES = Map.of(
            long.class,
            1L,
            int.class,
            1,
            boolean.class,
            true,
            double.class,
            1.5,
            String.class,
            "a",
            UUID.class,
            new UUID(0, 1),
            Path.class,
            Path.of("a"),
            Optional.class,
            Optional.empty(),
            List.class,
            List.of());

    private Runs() {}

    /** Runs a request on an executor of its own. */
    public static @Nullable Object run(Request<?> request) {
        try (DogeExecutor doge = DogeExecutor.create()) {
            return doge.run(request);
        }
    }

    /** Runs every request of a graph whose task classes have a constructor without parameters, with sample inputs. */
    public static void everyRequest(GraphUnderTest graph) {
        if (!Arrays.stream(graph.factory().getParameterTypes()).allMatch(Runs::isConstructible)) {
            return;
        }
        Object instance = graph.ofNew();
        for (Method method : graph.requestMethods()) {
            if (Stream.of(method.getParameterTypes()).allMatch(SAMPLES::containsKey)) {
                Object[] key =
                        Stream.of(method.getParameterTypes()).map(SAMPLES::get).toArray();
                run(graph.request(instance, method.getName(), key));
            }
        }
    }

    private static boolean isConstructible(Class<?> type) {
        return !Modifier.isAbstract(type.getModifiers())
                && Stream.of(type.getDeclaredConstructors())
                        .anyMatch(constructor -> constructor.getParameterCount() == 0);
    }
}
