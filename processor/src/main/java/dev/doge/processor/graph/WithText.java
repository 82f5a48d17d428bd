package dev.doge.processor.graph;

import dev.doge.processor.model.Named;
import java.util.Optional;

/**
 * What is written in {@code with}: {@code "base = currency"}.
 *
 * @param input the left side
 * @param source the right side
 */
public record WithText(Named input, Named source) {
    /** Reads it; empty if it is not of this form. */
    public static Optional<WithText> parse(Named text) {
        String[] sides = text.name().split("=", -1);
        if (sides.length != 2) {
            return Optional.empty();
        }
        String input = sides[0].strip();
        String source = sides[1].strip();
        return Names.isLegal(input) && isSource(source)
                ? Optional.of(new WithText(new Named(input, text.place()), new Named(source, text.place())))
                : Optional.empty();
    }

    /** A plain name, which may be qualified by the simple name of a class. */
    private static boolean isSource(String name) {
        int dot = name.indexOf('.');
        return dot < 0
                ? Names.isLegal(name)
                : Character.isUpperCase(name.charAt(0))
                        && Names.isLegal(name.substring(0, dot))
                        && Names.isLegal(name.substring(dot + 1));
    }
}
