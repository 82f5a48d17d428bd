package dev.doge.runtime.generated;

import java.util.Objects;

/**
 * An input that is bound anew for one edge: the target, and all that it needs, sees the value of the source instead of the dependant's.
 * Immutable and thread-safe.
 *
 * @param input the input of the target's key
 * @param source where its value comes from, in the dependant's own binding
 */
public record Bind(InputId<?> input, Source source) {
    /**
     * Checks that nothing is null.
     *
     * @param input the input of the target's key
     * @param source where its value comes from
     */
    public Bind {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(source, "source");
    }

    /**
     * Binds an input.
     *
     * @param input the input of the target's key
     * @param source where its value comes from
     * @return the binding
     */
    public static Bind of(InputId<?> input, Source source) {
        return new Bind(input, source);
    }
}
