package dev.doge.runtime;

import dev.doge.runtime.event.TaskEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a run has done: which tasks, where their results came from, how long they took. Immutable and thread-safe.
 *
 * <p>History needs {@link RunOptions#record()}. A run that was not recorded and failed still reports the way from its request to the first
 * root cause; without times.
 *
 * @param request what the run was for
 * @param isRecorded whether the run was recorded
 * @param elapsed how long the run took, or has taken so far; zero if it was not recorded
 * @param tasks the requests that it demanded, in the order in which they were asked for
 * @param criticalPath the chain of requests, first to last, each of which the next one waited for longest; empty if the run was not recorded
 */
public record RunReport(
        Request<?> request,
        boolean isRecorded,
        Duration elapsed,
        List<TaskReport> tasks,
        List<Request<?>> criticalPath) {
    /**
     * Makes a report.
     *
     * @param request what the run was for
     * @param isRecorded whether the run was recorded
     * @param elapsed how long the run took
     * @param tasks the requests that it demanded
     * @param criticalPath the chain of requests that decided how long it took
     */
    public RunReport {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(elapsed, "elapsed");
        tasks = List.copyOf(tasks);
        criticalPath = List.copyOf(criticalPath);
    }

    /**
     * Returns what became of a request.
     *
     * @param wanted the request
     * @return its report; empty if the run did not demand it, or nothing is known of it
     */
    public Optional<TaskReport> task(Request<?> wanted) {
        Objects.requireNonNull(wanted, "wanted");
        return tasks.stream().filter(task -> task.request().equals(wanted)).findFirst();
    }

    /**
     * Returns how many requests came from somewhere.
     *
     * @param origin from where
     * @return how many
     */
    public long count(TaskReport.Origin origin) {
        return tasks.stream().filter(task -> task.origin() == origin).count();
    }

    /**
     * Returns how many requests ended in a way.
     *
     * @param end how
     * @return how many
     */
    public long count(TaskEvent.End end) {
        return tasks.stream().filter(task -> task.end() == end).count();
    }

    /**
     * Returns for how long bodies ran, all together.
     *
     * @return the sum over all tasks
     */
    public Duration work() {
        return tasks.stream().map(TaskReport::ran).reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Returns which request needed which, a line each: the same text whenever the same was needed, whatever the order in which it ran.
     *
     * @return the text, {@code page(userId=42) <- quote(userId=42), user(userId=42)}, sorted
     */
    public String dependencies() {
        return tasks.stream()
                .map(task -> task.needs().isEmpty()
                        ? task.request().toString()
                        : task.request() + " <- "
                                + task.needs().stream()
                                        .map(Request::toString)
                                        .sorted()
                                        .collect(Collectors.joining(", ")))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Returns the report as people read it: a line of totals, the critical path, and a line per task. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add(isRecorded ? totals() : request + ": not recorded");
        if (!criticalPath.isEmpty()) {
            lines.add(
                    "  critical path: " + criticalPath.stream().map(this::timed).collect(Collectors.joining(" -> ")));
        }
        int width = tasks.stream()
                .map(task -> task.request().toString().length())
                .max(Comparator.naturalOrder())
                .orElse(0);
        tasks.forEach(task -> lines.add("  " + line(task, width)));
        return String.join("\n", lines);
    }

    private String totals() {
        StringBuilder text = new StringBuilder(request.toString())
                .append(": ")
                .append(count(TaskReport.Origin.EXECUTED))
                .append(" executed, ")
                .append(count(TaskReport.Origin.JOINED))
                .append(" joined");
        for (TaskEvent.End end : TaskEvent.End.values()) {
            if (end != TaskEvent.End.SUCCEEDED && count(end) > 0) {
                text.append(", ").append(count(end)).append(' ').append(word(end));
            }
        }
        return text.append("; took ")
                .append(millis(elapsed))
                .append(", bodies ")
                .append(millis(work()))
                .toString();
    }

    private String timed(Request<?> step) {
        return task(step).map(task -> step + " " + millis(task.ran())).orElse(step.toString());
    }

    private String line(TaskReport task, int width) {
        TaskEvent.End end = task.end();
        StringBuilder text = new StringBuilder(task.request().toString());
        text.append(" ".repeat(width - text.length()));
        text.append("  ").append(word(task.origin())).append(", ").append(end == null ? "under way" : word(end));
        if (isRecorded) {
            text.append(", waited ")
                    .append(millis(task.waited()))
                    .append(", ran ")
                    .append(millis(task.ran()));
        }
        return task.why().isEmpty()
                ? text.toString()
                : text.append(": ").append(task.why()).toString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
    }
}
