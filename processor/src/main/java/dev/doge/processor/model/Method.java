package dev.doge.processor.model;

import java.util.List;

/**
 * The method behind a task.
 *
 * @param owner the class that declares it
 * @param name its name
 * @param isStatic whether it is static
 * @param erasedParameters the erasures of its parameters
 * @param text the method as messages show it, {@code "Shop.greeting(String user)"}
 * @param deprecated whether it is deprecated
 * @param overloaded whether the class has another method of its name
 */
public record Method(
        Shape.Declared owner,
        String name,
        boolean isStatic,
        List<Shape> erasedParameters,
        String text,
        boolean deprecated,
        boolean overloaded) {}
