package dev.doge.runtime;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says that a dependency would close a cycle, which {@link TaskGraphBuilder} refuses. Carries the whole cycle. Immutable, and thread-safe.
 */
public final class CycleException extends IllegalArgumentException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_TEXT = 20;

    private final transient List<TaskRef<?>> cycle;

    CycleException(List<TaskRef<?>> cycle) {
        super("tasks form a cycle: " + text(cycle));
        this.cycle = List.copyOf(cycle);
    }

    private static String text(List<TaskRef<?>> cycle) {
        Stream<String> names = cycle.size() <= LONGEST_TEXT
                ? cycle.stream().map(TaskRef::toString)
                : Stream.of(
                                cycle.stream().limit(LONGEST_TEXT - 1).map(TaskRef::toString),
                                Stream.of("... " + (cycle.size() - LONGEST_TEXT) + " more ..."),
                                Stream.of(cycle.get(cycle.size() - 1).toString()))
                        .flatMap(part -> part);
        return names.collect(Collectors.joining(" -> ")) + " -> " + cycle.get(0);
    }

    /**
     * Returns the shortest cycle that the dependency would close. Each task needs the next, and the last needs the first, which is the task
     * that was to get the dependency.
     *
     * @return the tasks, each once; unmodifiable, and empty after serialization
     */
    public List<TaskRef<?>> cycle() {
        return cycle == null ? List.of() : cycle;
    }
}
