package dev.doge.runtime;

import java.util.Optional;

/**
 * A task that is running at present, as {@link Doge#running()} has found it. A value; thread-safe.
 *
 * @param request the task and its key
 * @param thread the thread that its body runs on; empty if the body has returned a stage that is awaited, or waits itself while its
 *     thread runs what it waits for
 * @param waiters how many wait for it: runs and other work, each counted once
 */
public record Running(Request<?> request, Optional<Thread> thread, int waiters) {
    /** Returns it in a line. */
    @Override
    public String toString() {
        return request + thread.map(on -> " runs on " + on.getName()).orElse(" waits") + ", waiters=" + waiters;
    }
}
