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

    /** The value of a task. */
    record ToTask(Task task) implements Binding {}

    /** The values of a task that runs once per element of a source. */
    record ToEach(Task task, Source source, Optional<Named> as) implements Binding {}

    /** A name that nothing has. */
    record Unknown(Named name) implements Binding {}

    /** A name that tasks of several includes have. */
    record Ambiguous(Named name, List<Task> tasks) implements Binding {}

    /** Annotations that contradict each other: another rule says so. */
    record Invalid() implements Binding {}

    /** What a fan-out iterates: a task, or an input if there is none. */
    record Source(String name, Optional<Task> task, Type type) {}
}
