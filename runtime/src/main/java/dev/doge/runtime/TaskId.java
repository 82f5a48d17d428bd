package dev.doge.runtime;

import dev.doge.runtime.generated.Source;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a task: the class that declares it and its name. A value: equal when both are equal.
 *
 * <p>Generated graph classes have one public constant per task. Immutable and thread-safe.
 *
 * @param <T> the type of the task's value; {@code Void} for a task without
 */
@SuppressWarnings("UnusedTypeParameter") // the type of the value speaks to the compiler only
public final class TaskId<T extends @Nullable Object> implements Source {
    private final Class<?> owner;
    private final String name;
    private final int hash;

    private TaskId(Class<?> owner, String name) {
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
        return new TaskId<>(owner, name);
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
