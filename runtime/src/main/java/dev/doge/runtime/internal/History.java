package dev.doge.runtime.internal;

import dev.doge.runtime.Progress;
import dev.doge.runtime.Request;
import dev.doge.runtime.RunReport;
import dev.doge.runtime.TaskReport;
import dev.doge.runtime.event.TaskEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a recorder has noted, put together by request. Made for one question; not thread-safe. */
final class History {
    private static final long NEVER = Recorder.NEVER;

    /** What became of a request: of one generation of its key, and once put together of all. */
    static final class Past {
        private final Request<?> request;
        private final boolean joined;
        private final long requested;
        private final Set<Request<?>> by;
        private final Set<Request<?>> needs = new LinkedHashSet<>();

        /** What it was found to have needed when it had ended; what else was asked for on its behalf is added to {@link #needs}, too. */
        final Set<Request<?>> needed = new LinkedHashSet<>();

        boolean element;
        long started = NEVER;
        long ended = NEVER;
        TaskEvent.@Nullable End end;
        String why = "";

        @Nullable
        Throwable fellBack;

        Past(Request<?> request, boolean joined, long requested, List<Request<?>> by) {
            this.request = request;
            this.joined = joined;
            this.requested = requested;
            this.by = new LinkedHashSet<>(by);
        }

        /** Forgets what came after a moment, on behalf of others; returns whether it had been asked for by then. */
        private boolean isBegunBy(long last) {
            if (started > last) {
                started = NEVER;
            }
            if (ended > last) {
                ended = NEVER;
                end = null;
                why = "";
            }
            return requested <= last;
        }

        /** Adds what became of it in a generation that was asked for later: of two executions, the one that ended last is told. */
        private void goesOn(Past later) {
            boolean afresh = end == TaskEvent.End.CANCELLED && !later.joined;
            if (afresh || later.ended > ended || (ended == NEVER && later.started > started)) {
                started = later.started;
                ended = later.ended;
                end = later.end;
                why = later.why;
            }
            element = later.joined ? element : later.element;
            by.addAll(later.by);
            needed.addAll(later.needed);
            fellBack = later.fellBack == null ? fellBack : later.fellBack;
        }

        private boolean isJoined() {
            return joined || end == TaskEvent.End.CACHE_HIT;
        }
    }

    private final long last;
    private final Map<Request<?>, Past> all = new LinkedHashMap<>();

    /**
     * Puts together what was noted.
     *
     * @param last when it ended, or now
     * @param noted what was noted, of each frame in the order in which it was asked for
     */
    History(long last, List<Past> noted) {
        this.last = last;
        List<Past> inOrder = new ArrayList<>(noted);
        inOrder.removeIf(past -> !past.isBegunBy(last));
        inOrder.sort(Comparator.comparingLong(past -> past.requested));
        for (Past past : inOrder) {
            Past known = all.putIfAbsent(past.request, past);
            if (known != null) {
                known.goesOn(past);
            }
        }
        for (Past past : all.values()) {
            for (Request<?> by : past.by) {
                Past needing = all.get(by);
                if (needing != null) {
                    needing.needs.add(past.request);
                }
            }
        }
        all.values().forEach(past -> past.needs.addAll(past.needed));
    }

    /** Returns the report of a run for a target. */
    RunReport report(Request<?> target) {
        List<TaskReport> tasks = new ArrayList<>(all.size());
        all.values().forEach(past -> tasks.add(report(past)));
        return new RunReport(target, true, Duration.ofNanos(last - Recorder.START), tasks, criticalPath(target));
    }

    private TaskReport report(Past past) {
        long ended = past.ended == NEVER ? last : past.ended;
        long started = past.started == NEVER ? ended : past.started;
        return new TaskReport(
                past.request,
                past.isJoined() ? TaskReport.Origin.JOINED : TaskReport.Origin.EXECUTED,
                past.end,
                past.why,
                Duration.ofNanos(past.requested - Recorder.START),
                Duration.ofNanos(started - past.requested),
                Duration.ofNanos(ended - started),
                List.copyOf(past.needs),
                List.copyOf(past.by));
    }

    /** Walks back from the target, each time to what ended last of all that was needed: the critical path method (Kelley and Walker, 1959). */
    private List<Request<?>> criticalPath(Request<?> target) {
        List<Request<?>> path = new ArrayList<>();
        Set<Request<?>> seen = new HashSet<>();
        for (Past at = all.get(target); at != null && seen.add(at.request); at = latest(at)) {
            path.add(at.request);
        }
        Collections.reverse(path);
        return path;
    }

    /**
     * Returns what a request waited for longest: of what it needs or, if it was asked for late, of what had to be known for that: by who asked or, if that is a body
     * which had waited for nothing else, by who asked for that. One element of a fan-out has not waited for another.
     */
    private @Nullable Past latest(Past of) {
        Past latest = latest(of.needs, Long.MAX_VALUE, true);
        if (latest != null && latest.ended >= of.requested) {
            return latest;
        }
        Set<Request<?>> seen = new HashSet<>();
        Set<Request<?>> asked = of.by;
        boolean elements = !of.element;
        for (boolean found = false; !found && !asked.isEmpty(); ) {
            Set<Request<?>> above = new LinkedHashSet<>();
            for (Request<?> by : asked) {
                Past asking = seen.add(by) ? all.get(by) : null;
                if (asking != null) {
                    Past known = latest(asking.needs, of.requested, elements);
                    found |= known != null;
                    latest = known == null || (latest != null && latest.ended > known.ended) ? latest : known;
                    above.addAll(asking.by);
                }
            }
            asked = above;
        }
        return latest;
    }

    private @Nullable Past latest(Set<Request<?>> needs, long until, boolean elements) {
        Past latest = null;
        for (Request<?> needed : needs) {
            Past past = all.get(needed);
            if (past != null
                    && (elements || !past.element)
                    && past.ended != NEVER
                    && past.ended <= until
                    && (latest == null || past.ended > latest.ended)) {
                latest = past;
            }
        }
        return latest;
    }

    /**
     * Says what is recorded of a request.
     *
     * @return what there is to say; empty if the run has not demanded it
     */
    List<String> explain(Request<?> request) {
        Past past = all.get(request);
        if (past == null) {
            return List.of();
        }
        TaskReport report = report(past);
        List<String> lines = new ArrayList<>();
        lines.add(origin(past) + because(past));
        String what = past.end == null
                ? "has not ended"
                : past.end.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        lines.add(what + (past.why.isEmpty() ? "" : ": " + past.why) + "; waited " + millis(report.waited()) + ", ran "
                + millis(report.ran()));
        if (past.fellBack != null) {
            lines.add("its fallback supplied the value, after " + Failures.describe(past.fellBack));
        }
        boolean waits = past.started == NEVER && past.end == null; // what it waits for longest is yet to be seen
        Past latest = waits ? null : latest(past);
        if (latest != null) {
            lines.add("waited longest for " + latest.request);
        }
        return lines;
    }

    private static String origin(Past past) {
        if (past.isJoined()) {
            return "joined work that was under way or still held";
        }
        return past.started == NEVER && past.end != null ? "demanded, and never run" : "executed";
    }

    private static String because(Past past) {
        return past.by.isEmpty()
                ? ", because a caller asked for it"
                : ", because " + past.by.stream().map(Request::toString).collect(Collectors.joining(", "))
                        + (past.by.size() == 1 ? " needs it" : " need it");
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f ms", duration.toNanos() / 1e6);
    }

    Progress progress(List<Progress.Current> current) {
        int done = (int) all.values().stream().filter(past -> past.end != null).count();
        return new Progress(done, all.size(), current);
    }
}
