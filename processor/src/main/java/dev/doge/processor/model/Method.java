package dev.doge.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * The method behind a task, or behind its fallback.
 *
 * @param owner the class that declares it
 * @param name its name
 * @param isStatic whether it is static
 * @param erasedParameters the erasures of its parameters
 * @param text the method as messages show it, {@code "Shop.greeting(String user)"}
 * @param deprecated whether it is deprecated
 * @param overloaded whether the class has another method of its name
 * @param restricted how it is declared, if code of other packages cannot call it; a private one is a flaw of its own
 */
public record Method(
        Shape.Declared owner,
        String name,
        boolean isStatic,
        List<Shape> erasedParameters,
        String text,
        boolean deprecated,
        boolean overloaded,
        Optional<String> restricted) {
    /** Returns how it is declared, if code of a package cannot call it. */
    public Optional<String> inaccessibleFrom(String pkg) {
        return restricted.filter(how -> !owner.pkg().equals(pkg)).map(how -> how + " in " + owner.pkg());
    }
}
