package dev.doge.runtime;

import dev.doge.runtime.generated.Source;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a task: the class that declares it and its name. A value: equal when both are equal. A task of a {@link BuiltGraph} has that
 * as its class and the text of its key as its name, and is equal to itself alone.
 *
 * <p>Generated graph classes have one public constant per task. Immutable and thread-safe.
 *
 * @param <T> the type of the task's value; {@code Void} for a task without
 */
@SuppressWarnings("UnusedTypeParameter") // the type of the value speaks to the compiler only
public final class TaskId<T extends @Nullable Object> implements Source {
    private final Class<?> owner;
    private final String name;
    private final @Nullable TaskRef<?> ref;
    private final int hash;

    /**
     * Makes an identity.
     *
     * @param ref the task of a graph that is built at run time, where the name is but the text of its key; null for any other
     */
    TaskId(Class<?> owner, String name, @Nullable TaskRef<?> ref) {
        this.ref = ref;
        this.owner = Objects.requireNonNull(owner, "owner");
        this.name = Objects.requireNonNull(name, "name");
        this.hash = 31 * owner.hashCode() + name.hashCode();
    }

    /**
     * Returns the identity of a task. Called by generated code, which knows the type of the value.
     *
     * @param owner the class that declares the task
     * @param name the name of the task
     * @param <T> the type of the task's value
     * @return the identity
     */
    public static <T extends @Nullable Object> TaskId<T> of(Class<?> owner, String name) {
        return new TaskId<>(owner, name, null);
    }

    /**
     * Returns the name of the task, unique in its class.
     *
     * @return the name
     */
    @Override
    public String name() {
        return name;
    }

    /**
     * Returns the class that declares the task.
     *
     * @return the class
     */
    public Class<?> owner() {
        return owner;
    }

    /**
     * Returns the simple name of the class and the name of the task, joined by a dot.
     *
     * @return the qualified name, {@code "Storefront.user"}
     */
    public String qualifiedName() {
        return owner.getSimpleName() + '.' + name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof TaskId<?> that
                        && hash == that.hash
                        && owner == that.owner
                        && ref == that.ref
                        && name.equals(that.name));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return qualifiedName();
    }
}
