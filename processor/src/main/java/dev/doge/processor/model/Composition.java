package dev.doge.processor.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A task class and all that it includes, each class once. */
public final class Composition {
    private final List<TaskClass> parts;
    private final Map<String, TaskClass> named;

    /**
     * Makes a composition.
     *
     * @param parts the class itself, then what it includes, depth first
     */
    public Composition(List<TaskClass> parts) {
        this.parts = List.copyOf(parts);
        this.named = parts.stream().collect(Collectors.toMap(part -> part.name().qualifiedName(), Function.identity()));
    }

    /** Returns the class that is composed. */
    public TaskClass root() {
        return parts.get(0);
    }

    /** Returns all classes: the root first, then its includes depth-first. */
    public List<TaskClass> parts() {
        return parts;
    }

    /** Returns what a value of the list of includes names; empty if it is no task class. */
    public Optional<TaskClass> part(TaskClass.Include include) {
        return Optional.ofNullable(named.get(include.name()));
    }

    /** Returns what a class includes itself. */
    public List<TaskClass> includes(TaskClass part) {
        return part.graph().includes().stream()
                .map(this::part)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Returns the classes that include a class themselves. */
    public List<TaskClass> includers(TaskClass part) {
        return parts.stream()
                .filter(each -> includes(each).stream().anyMatch(part::equals))
                .toList();
    }

    /** Returns a class and what it includes, depth first. */
    public Set<TaskClass> closure(TaskClass part) {
        Set<TaskClass> closure = new LinkedHashSet<>();
        collect(part, closure);
        return closure;
    }

    private void collect(TaskClass part, Set<TaskClass> closure) {
        if (closure.add(part)) {
            includes(part).forEach(included -> collect(included, closure));
        }
    }

    /** Returns the value of the root's {@code includes} through which it reaches a class; the root itself if it is that class. */
    public Place place(TaskClass part) {
        return root().graph().includes().stream()
                .filter(include -> part(include)
                        .filter(direct -> closure(direct).contains(part))
                        .isPresent())
                .findFirst()
                .filter(include -> !part.equals(root()))
                .map(TaskClass.Include::place)
                .orElse(root().place());
    }

    /** Returns the classes below a class that a qualifier names: by simple, nested or full name. */
    public List<TaskClass> named(TaskClass from, String qualifier) {
        return closure(from).stream()
                .filter(part -> ('.' + part.name().qualifiedName()).endsWith('.' + qualifier))
                .toList();
    }

    @Override
    public String toString() {
        return Objects.toString(named.keySet());
    }
}
