package dev.doge.runtime;

import java.util.List;

/**
 * What became of an executor that was closed. Immutable and thread-safe.
 *
 * @param cancelled the requests that were cancelled because they did not end within the grace period
 * @param stillRunning the tasks whose bodies had not returned when the wait for them ended; empty if no thread was left behind
 */
public record CloseReport(List<Request<?>> cancelled, List<Request<?>> stillRunning) {
    /**
     * Makes a report.
     *
     * @param cancelled the requests that were cancelled
     * @param stillRunning the tasks whose bodies had not returned
     */
    public CloseReport {
        cancelled = List.copyOf(cancelled);
        stillRunning = List.copyOf(stillRunning);
    }

    /**
     * Returns whether all work had ended when the executor closed.
     *
     * @return true if nothing was cancelled and nothing still runs
     */
    public boolean isClean() {
        return cancelled.isEmpty() && stillRunning.isEmpty();
    }
}
