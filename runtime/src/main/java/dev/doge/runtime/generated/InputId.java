package dev.doge.runtime.generated;

import java.util.Objects;

/**
 * The identity of an input within one plan: two are equal only if they are the same object. Immutable and thread-safe.
 *
 * @param <T> the boxed type of the input
 */
@SuppressWarnings("UnusedTypeParameter") // the type of the input speaks to the compiler only
public final class InputId<T> implements Source {
    private final String name;
    private final boolean copied;

    private InputId(String name, boolean copied) {
        this.name = Objects.requireNonNull(name, "name");
        this.copied = copied;
    }

    /**
     * Returns a new input whose values are immutable or trusted not to change.
     *
     * @param name the name of the input
     * @param <T> the boxed type of the input
     * @return the input
     */
    public static <T> InputId<T> of(String name) {
        return new InputId<>(name, false);
    }

    /**
     * Returns a new input whose values are collections, which are copied when a request is made, inner ones too.
     *
     * @param name the name of the input
     * @param <T> the type of the input
     * @return the input
     */
    public static <T> InputId<T> copied(String name) {
        return new InputId<>(name, true);
    }

    /**
     * Returns the name of the input.
     *
     * @return the name
     */
    @Override
    public String name() {
        return name;
    }

    /**
     * Returns whether values are copied when a request is made.
     *
     * @return true for collections
     */
    public boolean isCopied() {
        return copied;
    }

    @Override
    public String toString() {
        return '@' + name;
    }
}
