package dev.doge.runtime;

import dev.doge.runtime.internal.RequestPath;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request failed: its task, or one that it needs, threw. Every waiter gets its own; the exceptions that users' code threw are shared, and
 * are never changed, copied or wrapped: {@link #getCause()} is the first of them.
 *
 * <p>The message names the task that failed, its exception, and the way from there to the request. Thread-safe as far as the causes are.
 */
public final class TaskFailedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Request<?> request;
    private final transient @Nullable RequestPath path;
    /** How often the task that failed first was tried. */
    private final int attempts;

    private final transient List<Throwable> rootCauses;

    TaskFailedException(
            String message, Request<?> request, List<Request<?>> path, int attempts, List<Throwable> rootCauses) {
        super(message, rootCauses.get(0));
        this.request = request;
        this.path = RequestPath.of(path);
        this.attempts = attempts;
        this.rootCauses = List.copyOf(rootCauses);
    }

    /**
     * Returns what was asked for.
     *
     * @return the request
     * @throws IllegalStateException in another process than the one where it failed: requests do not travel
     */
    public Request<?> request() {
        if (request == null) {
            throw new IllegalStateException("the request did not travel with the exception: " + getMessage());
        }
        return request;
    }

    /**
     * Returns the way from the request to the task that failed first, both included.
     *
     * @return the requests; unmodifiable
     */
    public List<Request<?>> path() {
        return path == null ? List.of() : path;
    }

    /**
     * Returns how often the task that failed first was tried.
     *
     * @return 1 or more
     */
    public int attempts() {
        return attempts;
    }

    /**
     * Returns the exceptions that users' code threw, the same objects, in the order in which they became known.
     *
     * @return at least one; unmodifiable
     */
    @SuppressWarnings(
            "NullAway") // null only after it has travelled to another process; the cause has travelled with it
    public List<Throwable> rootCauses() {
        return rootCauses == null ? List.of(getCause()) : rootCauses;
    }

    /**
     * Throws the first root cause that is of a type, and returns if there is none.
     *
     * @param type the type to look for
     * @param <X> the type to look for
     * @throws X the root cause, the same object
     */
    public <X extends Throwable> void throwIfCausedBy(Class<X> type) throws X {
        for (Throwable cause : rootCauses()) {
            if (type.isInstance(cause)) {
                throw type.cast(cause);
            }
        }
    }
}
