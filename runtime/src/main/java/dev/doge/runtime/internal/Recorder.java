package dev.doge.runtime.internal;

import dev.doge.runtime.Progress;
import dev.doge.runtime.Request;
import dev.doge.runtime.RunReport;
import dev.doge.runtime.TaskReport;
import dev.doge.runtime.event.TaskEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Keeps the history of a run: of each request that it demanded, what became of it and when. Thread-safe. */
public final class Recorder implements Observer {
    private static final long NEVER = Long.MIN_VALUE;

    private static final class Entry {
        private final Request<?> request;
        private final Set<Request<?>> by = new LinkedHashSet<>(2);
        private final Set<Request<?>> needs = new LinkedHashSet<>(4);
        private boolean joined;
        private boolean element;
        private long requested = NEVER;
        private long started = NEVER;
        private long ended = NEVER;
        private TaskEvent.@Nullable End end;
        private String why = "";
        private @Nullable Throwable fellBack;

        Entry(Request<?> request) {
            this.request = request;
        }
    }

    private final Domain domain;
    private final Clock clock;
    private final long start;
    private final Map<Request<?>, Entry> entries = new LinkedHashMap<>();
    private long end = NEVER;

    Recorder(Domain domain, Clock clock) {
        this.domain = domain;
        this.clock = clock;
        this.start = clock.nanoTime();
    }

    private long now() {
        return clock.nanoTime();
    }

    @Override
    public synchronized void heard(TaskEvent event, Frame frame, int n) {
        if (end != NEVER) {
            return;
        }
        Entry entry = entries.computeIfAbsent(event.request(), Entry::new);
        if (event instanceof TaskEvent.Requested requested) {
            if (entry.end == TaskEvent.End.CANCELLED) { // and now it is executed afresh
                entry.end = null;
                entry.ended = NEVER;
                entry.started = NEVER;
            }
            entry.element = frame.isElement();
            begin(entry, requested.by());
        } else if (event instanceof TaskEvent.Joined joined) {
            entry.joined |= entry.requested == NEVER;
            begin(entry, joined.by());
        } else if (event instanceof TaskEvent.Started) {
            entry.started = now();
        } else if (event instanceof TaskEvent.FallingBack fallingBack) {
            entry.fellBack = fallingBack.cause();
        } else if (event instanceof TaskEvent.Finished finished) {
            entry.ended = now();
            entry.end = finished.end();
            entry.why = finished.why();
            entry.joined |= finished.end() == TaskEvent.End.CACHE_HIT;
            if (finished.end() != TaskEvent.End.CANCELLED) {
                entry.needs.addAll(new Standing(frame).needs(n));
            }
        }
    }

    private void begin(Entry entry, @Nullable Request<?> by) {
        if (entry.requested == NEVER) {
            entry.requested = now();
        }
        if (by != null) {
            entry.by.add(by);
            Entry needing = entries.get(by);
            if (needing != null) {
                needing.needs.add(entry.request);
            }
        }
    }

    @Override
    public synchronized void close(Domain ended) {
        if (ended == domain && end == NEVER) {
            end = now();
        }
    }

    // ---- what is told of it ----

    /**
     * Returns the history so far.
     *
     * @param target what the run is for
     * @return the report
     */
    public synchronized RunReport report(Request<?> target) {
        List<TaskReport> tasks = new ArrayList<>(entries.size());
        entries.values().forEach(entry -> tasks.add(report(entry)));
        return new RunReport(target, true, Duration.ofNanos(last() - start), tasks, criticalPath(target));
    }

    private long last() {
        return end == NEVER ? now() : end;
    }

    private TaskReport report(Entry entry) {
        long ended = entry.ended == NEVER ? last() : entry.ended;
        long started = entry.started == NEVER ? ended : entry.started;
        return new TaskReport(
                entry.request,
                entry.joined ? TaskReport.Origin.JOINED : TaskReport.Origin.EXECUTED,
                entry.end,
                entry.why,
                Duration.ofNanos(entry.requested - start),
                Duration.ofNanos(started - entry.requested),
                Duration.ofNanos(ended - started),
                List.copyOf(entry.needs),
                List.copyOf(entry.by));
    }

    /** Walks back from the target, each time to what ended last of all that was needed: the critical path method (Kelley and Walker, 1959). */
    private List<Request<?>> criticalPath(Request<?> target) {
        List<Request<?>> path = new ArrayList<>();
        Set<Request<?>> seen = new HashSet<>();
        for (Entry at = entries.get(target); at != null && seen.add(at.request); at = latest(at)) {
            path.add(at.request);
        }
        Collections.reverse(path);
        return path;
    }

    /**
     * Returns what an entry waited for longest: of what it needs or, if it was asked for late, of what had to be known for that. One element
     * of a fan-out has not waited for another.
     */
    private @Nullable Entry latest(Entry of) {
        Entry latest = latest(of.needs, Long.MAX_VALUE, true);
        if (latest == null || latest.ended < of.requested) {
            for (Request<?> by : of.by) {
                Entry asking = entries.get(by);
                Entry known = asking == null ? null : latest(asking.needs, of.requested, !of.element);
                latest = known == null || (latest != null && latest.ended > known.ended) ? latest : known;
            }
        }
        return latest;
    }

    private @Nullable Entry latest(Set<Request<?>> needs, long until, boolean elements) {
        Entry latest = null;
        for (Request<?> needed : needs) {
            Entry entry = entries.get(needed);
            if (entry != null
                    && (elements || !entry.element)
                    && entry.ended != NEVER
                    && entry.ended <= until
                    && (latest == null || entry.ended > latest.ended)) {
                latest = entry;
            }
        }
        return latest;
    }

    /**
     * Says what is recorded of a request.
     *
     * @return what there is to say; empty if the run has not demanded it
     */
    synchronized List<String> explain(Request<?> request) {
        Entry entry = entries.get(request);
        if (entry == null) {
            return List.of();
        }
        TaskReport report = report(entry);
        List<String> lines = new ArrayList<>();
        lines.add((entry.joined ? "joined work that was under way or still held" : "executed") + because(entry));
        String what = entry.end == null
                ? "has not ended"
                : entry.end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        lines.add(what + (entry.why.isEmpty() ? "" : ": " + entry.why) + "; waited " + millis(report.waited())
                + ", ran " + millis(report.ran()));
        if (entry.fellBack != null) {
            lines.add("its fallback supplied the value, after " + Failures.describe(entry.fellBack));
        }
        Entry latest = latest(entry);
        if (latest != null) {
            lines.add("waited longest for " + latest.request);
        }
        return lines;
    }

    private static String because(Entry entry) {
        return entry.by.isEmpty()
                ? ", because a caller asked for it"
                : ", because " + entry.by.stream().map(Request::toString).collect(Collectors.joining(", "))
                        + (entry.by.size() == 1 ? " needs it" : " need it");
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
    }

    synchronized Progress progress(List<Progress.Current> current) {
        int done = (int)
                entries.values().stream().filter(entry -> entry.end != null).count();
        return new Progress(done, entries.size(), current);
    }
}
