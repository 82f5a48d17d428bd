package dev.doge.runtime.internal;

import dev.doge.runtime.Request;
import dev.doge.runtime.TaskFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Words a failure for one waiter. */
final class Failures {
    /** How many requests of a path the text shows at each of its ends. */
    private static final int SHOWN = 10;

    private Failures() {}

    /** Returns the failure of a request, new for each waiter. */
    static TaskFailedException of(Request<?> request, Failed failed) {
        List<Request<?>> path = new ArrayList<>();
        Failed root = failed;
        while (true) {
            Request<?> step = root.frame().request(root.task());
            if (path.isEmpty() || !path.get(path.size() - 1).equals(step)) {
                path.add(step);
            }
            if (root.because() == null) {
                break;
            }
            root = root.because();
        }
        Throwable cause = Objects.requireNonNull(root.cause());
        TaskFailedException nested = nested(cause);
        if (nested != null) {
            path.addAll(nested.path());
            return Api.failure(
                    text(path, nested.rootCauses().get(0), nested.attempts()),
                    request,
                    path,
                    nested.attempts(),
                    nested.rootCauses());
        }
        return Api.failure(text(path, cause, 1), request, path, 1, List.of(cause));
    }

    /** Returns the failure of a request that a limit of the run itself has ended. */
    static TaskFailedException of(Request<?> request, Throwable cause) {
        List<Request<?>> path = List.of(request);
        return Api.failure(text(path, cause, 1), request, path, 1, List.of(cause));
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

    private static String describe(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        if (name.isEmpty()) {
            name = cause.getClass().getName();
        }
        String message;
        try {
            message = cause.getMessage();
        } catch (RuntimeException e) { // a getMessage of the user's must not hide the failure
            message = null;
        }
        return message == null ? name : name + ": " + message;
    }
}
