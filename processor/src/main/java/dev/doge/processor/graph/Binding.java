package dev.doge.processor.graph;

import dev.doge.processor.model.Named;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.Type;
import java.util.List;
import java.util.Optional;

/** What a parameter takes. */
public sealed interface Binding {
    /** The value of an input. */
    record ToInput(String name) implements Binding {}

    /** What the task's body may know of its attempt. */
    record ToContext() implements Binding {}

    /** The value of a task, or a way to demand it. */
    sealed interface Taken extends Binding {
        Task task();

        Taking taking();

        /** Returns the inputs that are bound anew for this edge. */
        List<With> with();

        /** Returns what is written as the input to bind to elements or keys. */
        Optional<Named> as();

        /** Returns whether an input is bound to what only the body or the source knows. */
        default boolean binds() {
            return this instanceof ToEach || taking().outer() == Taking.Outer.ON_DEMAND;
        }

        /** Returns whether there may be no value, since the task or what its key is made of is skipped. */
        default boolean isConditional() {
            return task().isConditional()
                    || with().stream()
                            .anyMatch(bind -> bind.source()
                                    .task()
                                    .filter(Task::isConditional)
                                    .isPresent());
        }

        /** Returns whether there may be no value, or null. */
        default boolean mayBeAbsent() {
            return isConditional() || task().isNullable();
        }
    }

    /** The value of a task. */
    record ToTask(Task task, Taking taking, List<With> with, Optional<Named> as) implements Taken {}

    /** The values of a task that runs once per element of a source. */
    record ToEach(Task task, Taking taking, List<With> with, Optional<Named> as, Source source, boolean recursive)
            implements Taken {}

    /**
     * An input that is bound anew.
     *
     * @param input the input of the target's key
     * @param source what it is bound to
     */
    record With(Named input, Source source) {}

    /** A name that nothing has. */
    record Unknown(Named name) implements Binding {}

    /** A name that tasks of several includes have. */
    record Ambiguous(Named name, List<Task> tasks) implements Binding {}

    /** Annotations that contradict each other: another rule says so. */
    record Invalid() implements Binding {}

    /** What a fan-out iterates: a task, or an input if there is none. */
    record Source(String name, Optional<Task> task, Type type) {}
}
