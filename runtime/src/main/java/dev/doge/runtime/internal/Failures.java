package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import dev.doge.runtime.RunReport;
import dev.doge.runtime.TaskFailedException;
import dev.doge.runtime.TaskReport;
import dev.doge.runtime.event.TaskEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Words a failure for one waiter. */
final class Failures {
    /** How many requests of a path the text shows at each of its ends. */
    private static final int SHOWN = RequestPath.AT_HAND - 1;

    /** How many paths the text shows (R5). */
    private static final int MOST_PATHS = 20;

    private Failures() {}

    /**
     * One way from a request to what was thrown.
     *
     * @param trail the way up to the task that failed, or whose body asked for what did
     * @param beyond how it goes on in a run that a body has asked for
     */
    record Way(@Nullable Trail trail, List<Request<?>> beyond, List<Throwable> causes, int attempts) {
        Throwable first() {
            return causes.get(0);
        }

        List<Request<?>> path() {
            List<Request<?>> path = new ArrayList<>();
            for (Trail at = trail; at != null; at = at.before) {
                path.add(at.request);
            }
            Collections.reverse(path);
            return RequestPath.of(path, beyond);
        }
    }

    /** A way up to a request. Many ways share their beginnings, so each names what comes before it. */
    private record Trail(@Nullable Trail before, Request<?> request) {
        /** Returns a way that goes on to a request; the same if it ends there. */
        static Trail to(@Nullable Trail before, Request<?> request) {
            return before != null && before.request.equals(request) ? before : new Trail(before, request);
        }

        static @Nullable Trail of(List<Request<?>> requests) {
            Trail trail = null;
            for (Request<?> request : requests) {
                trail = to(trail, request);
            }
            return trail;
        }
    }

    /** A failure that is still to be followed, and the way up to it. */
    private record Branch(Failed failed, @Nullable Trail trail) {}

    /** Returns the failure of a request, new for each waiter. */
    static TaskFailedException of(Request<?> request, Failed failed) {
        return of(request, List.of(failed));
    }

    /**
     * Returns the failure of a request, new for each waiter.
     *
     * @param failures what became known, first to last; at least one
     */
    static TaskFailedException of(Request<?> request, List<Failed> failures) {
        List<Way> ways = new ArrayList<>();
        failures.forEach(failed -> ways(failed, null, ways));
        return worded(request, ways);
    }

    /** Returns the ways to all roots; those that the text does not show know no path. */
    static List<Way> ways(Roots roots) {
        List<Way> ways = new ArrayList<>();
        for (Roots.Root root : roots.found()) {
            ways(root.failed(), ways.size() < MOST_PATHS ? Trail.of(root.path()) : null, ways);
        }
        return ways;
    }

    /**
     * Returns the failure of a request, new for each waiter.
     *
     * @param ways to what was thrown, at least one
     */
    static TaskFailedException worded(Request<?> request, List<Way> ways) {
        Set<Throwable> roots = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        List<Way> distinct = new ArrayList<>();
        for (Way way : ways) {
            boolean news = false;
            for (Throwable cause : way.causes) {
                if (roots.add(cause)) {
                    causes.add(cause);
                    news = true;
                }
            }
            if (news) {
                distinct.add(way);
            }
        }
        Way first = ways.get(0);
        List<Request<?>> path = first.path();
        StringBuilder text = new StringBuilder(text(path, first.first(), first.attempts));
        for (int i = 1; i < distinct.size() && i < MOST_PATHS; i++) {
            Way way = distinct.get(i);
            text.append("\n  and ").append(text(way.path(), way.first(), way.attempts));
        }
        if (distinct.size() > MOST_PATHS) {
            text.append("\n  and ").append(distinct.size() - MOST_PATHS).append(" more");
        }
        return Api.failure(text.toString(), request, path, first.attempts, causes);
    }

    /** Returns what users' code threw, the first first. */
    static List<Throwable> roots(Failed failed) {
        List<Throwable> roots = new ArrayList<>();
        Deque<Failed> open = new ArrayDeque<>();
        open.push(failed);
        while (!open.isEmpty()) {
            Failed root = open.pop();
            for (Failed next = root; next != null; next = next.because()) {
                root = next;
                if (next.also() != null) {
                    open.push(next.also());
                }
            }
            TaskFailedException nested = nested(root.cause());
            roots.addAll(nested == null ? List.of(root.cause()) : nested.rootCauses());
        }
        return roots;
    }

    /** Returns what users' code threw first. */
    static Throwable root(Failed failed) {
        TaskFailedException nested = nested(failed.cause());
        return nested == null ? failed.cause() : nested.rootCauses().get(0);
    }

    /** Follows a failure to its roots: first along what brought it about, then, from the deepest, along what became known besides. */
    private static void ways(Failed failed, @Nullable Trail before, List<Way> into) {
        Deque<Branch> open = new ArrayDeque<>();
        open.push(new Branch(failed, before));
        while (!open.isEmpty()) {
            Branch branch = open.pop();
            Failed root = branch.failed;
            Trail trail = branch.trail;
            for (Failed next = root; next != null; next = next.because()) {
                root = next;
                trail = Trail.to(trail, next.frame().request(next.task()));
                if (next.also() != null) {
                    open.push(new Branch(next.also(), trail));
                }
            }
            Throwable cause = root.cause();
            TaskFailedException nested = nested(cause);
            into.add(
                    nested == null
                            ? new Way(trail, List.of(), List.of(cause), 1)
                            : new Way(trail, nested.path(), nested.rootCauses(), nested.attempts()));
        }
    }

    /** Returns the way to a failure of the run itself: a limit has ended it. */
    static Way limit(Request<?> request, Throwable cause) {
        return new Way(Trail.to(null, request), List.of(), List.of(cause), 1);
    }

    /** A body that asked for other tasks by itself failed because of them: the way goes on there. */
    private static @Nullable TaskFailedException nested(Throwable cause) {
        if (cause instanceof TaskFailedException failed) {
            return failed;
        }
        boolean carrier = cause instanceof CompletionException || cause instanceof ExecutionException;
        return carrier && cause.getCause() instanceof TaskFailedException failed ? failed : null;
    }

    private static String text(List<Request<?>> path, Throwable cause, int attempts) {
        int last = path.size() - 1;
        StringBuilder text = new StringBuilder().append(path.get(last)).append(" failed");
        if (attempts > 1) {
            text.append(" after ").append(attempts).append(" attempts");
        }
        text.append(": ").append(describe(cause));
        for (int i = last - 1; i >= 0; i--) {
            if (last > 2 * SHOWN && i == last - 1 - SHOWN) {
                text.append(" / … ").append(last - 2 * SHOWN).append(" more");
                i = SHOWN;
            } else {
                text.append(" / needed by ").append(path.get(i));
            }
        }
        return text.toString();
    }

    /** Returns what is known of a run that was not recorded: if it failed, the way to the first root cause. */
    static RunReport report(Request<?> request, Run<?> run) {
        return new RunReport(
                request, false, Duration.ZERO, failure(run).map(Failures::way).orElse(List.of()), List.of());
    }

    /** Says what is known of a request in a run that was not recorded: if that failed, how the request did that is on the way to the first root cause. */
    static List<String> explain(Run<?> run, Request<?> request) {
        return report(run.request(), run).tasks().stream()
                .filter(task -> task.request().equals(request))
                .map(task -> "failed: " + task.why()
                        + (task.neededBy().isEmpty()
                                ? ""
                                : ", because " + task.neededBy().get(0) + " needs it"))
                .toList();
    }

    /** Returns the first root cause of a run that has failed, in a line. */
    static Optional<String> root(Run<?> run) {
        return failure(run).map(failed -> describe(failed.rootCauses().get(0)));
    }

    private static Optional<TaskFailedException> failure(Run<?> run) {
        return run.isCompletedExceptionally() && !run.isCancelled()
                ? run.<Optional<TaskFailedException>>handle((value, thrown) ->
                                thrown instanceof TaskFailedException failed ? Optional.of(failed) : Optional.empty())
                        .join()
                : Optional.empty();
    }

    private static List<TaskReport> way(TaskFailedException failed) {
        List<Request<?>> path = List.copyOf(failed.path());
        List<TaskReport> tasks = new ArrayList<>(path.size());
        for (int i = 0; i < path.size(); i++) {
            boolean last = i == path.size() - 1;
            tasks.add(new TaskReport(
                    path.get(i),
                    TaskReport.Origin.EXECUTED,
                    TaskEvent.End.FAILED,
                    last ? describe(failed.rootCauses().get(0)) : "needs " + path.get(i + 1) + ", which failed",
                    Duration.ZERO,
                    Duration.ZERO,
                    Duration.ZERO,
                    last ? List.of() : List.of(path.get(i + 1)),
                    i == 0 ? List.of() : List.of(path.get(i - 1))));
        }
        return tasks;
    }

    /** Returns why a task failed, in a line. */
    static String why(Failed failed) {
        Failed because = failed.because();
        return because == null
                ? describe(failed.cause())
                : "needs " + because.frame().request(because.task()) + ", which failed";
    }

    static String describe(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (name.isEmpty()) {
            name = cause.getClass().getName();
        }
        String message;
        try {
            message = cause.getMessage();
        } catch (Throwable e) { // a getMessage of the user's must not hide the failure
            message = null;
        }
        return message == null ? name : name + ": " + message;
    }
}
