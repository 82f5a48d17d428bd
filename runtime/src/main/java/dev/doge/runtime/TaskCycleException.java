package dev.doge.runtime;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Requests that wait for each other, so that none of them would ever be served: a ring that the compiler could not see, since bodies have
 * made it while they ran. Every request of the ring fails with one and the same exception of this type as its root cause; a task with a
 * {@code @Fallback} for it takes that instead.
 *
 * <p>Immutable and thread-safe.
 */
public final class TaskCycleException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_SHOWN = 20;

    private final transient List<Request<?>> cycle;

    /**
     * Makes an exception.
     *
     * @param cycle the requests of the ring, each of which waits for the next, and the last for the first; not empty
     */
    public TaskCycleException(List<? extends Request<?>> cycle) {
        super("requests wait for each other: " + text(cycle));
        this.cycle = List.copyOf(cycle);
    }

    private static String text(List<? extends Request<?>> cycle) {
        String way = cycle.stream().limit(MOST_SHOWN).map(Request::toString).collect(Collectors.joining(" -> "));
        int more = cycle.size() - MOST_SHOWN;
        return way + (more > 0 ? " -> … " + more + " more -> " : " -> ") + cycle.get(0);
    }

    /**
     * Returns the ring, from its smallest request on (by its text).
     *
     * @return the requests, each of which waits for the next, and the last for the first; unmodifiable, and empty in another process than the
     *     one where it was thrown
     */
    public List<Request<?>> cycle() {
        return cycle == null ? List.of() : cycle;
    }
}
