package dev.doge.runtime.internal;

import dev.doge.runtime.spi.ContextCarrier;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** What carriers have taken from the thread that has started a run. Immutable. */
final class Context {
    private final List<ContextCarrier.Snapshot> snapshots;

    private Context(List<ContextCarrier.Snapshot> snapshots) {
        this.snapshots = snapshots;
    }

    /** A body of a user's, which may throw anything. */
    interface Body {
        Object call() throws Throwable;
    }

    /** A call of a body. The outcome is kept here, whatever a carrier makes of it. */
    private static final class Call implements Callable<@Nullable Object> {
        private final Body body;
        private boolean called;
        private @Nullable Object value;
        private @Nullable Throwable thrown;

        Call(Body body) {
            this.body = body;
        }

        @Override
        public @Nullable Object call() throws Exception {
            if (!called) { // a body runs once
                called = true;
                try {
                    value = body.call();
                } catch (Throwable e) { // the user's, the same object
                    thrown = e;
                    if (e instanceof Exception exception) {
                        throw exception; // so that who carries a trace sees it, too
                    }
                }
            }
            return value;
        }

        @SuppressWarnings("NullAway") // a body returns what a slot holds
        Object outcome() throws Throwable {
            if (thrown != null) {
                throw thrown;
            }
            return value;
        }
    }

    /** Takes what the calling thread carries; null if there is no carrier. */
    static @Nullable Context capture(List<ContextCarrier> carriers) {
        if (carriers.isEmpty()) {
            return null;
        }
        List<ContextCarrier.Snapshot> snapshots = new ArrayList<>(carriers.size());
        for (ContextCarrier carrier : carriers) {
            try {
                snapshots.add(Objects.requireNonNull(carrier.capture(), "a carrier has captured null"));
            } catch (Throwable e) { // it must not harm the run
                failed(e);
            }
        }
        return new Context(List.copyOf(snapshots));
    }

    /** Calls a body within what was taken, the first carrier outermost. */
    Object call(Body body) throws Throwable {
        Call call = new Call(body);
        Callable<@Nullable Object> wrapped = call;
        for (int i = snapshots.size() - 1; i >= 0; i--) {
            ContextCarrier.Snapshot snapshot = snapshots.get(i);
            Callable<@Nullable Object> inner = wrapped;
            wrapped = () -> snapshot.call(inner);
        }
        try {
            wrapped.call();
        } catch (Throwable e) { // the body's own, which is handed on below, or a carrier's, which must not harm it
            if (e != call.thrown) {
                failed(e);
            }
        }
        if (!call.called) {
            return body.call();
        }
        return call.outcome();
    }

    private static void failed(Throwable thrown) {
        Warnings.thrown(() -> "a context carrier has thrown", thrown);
    }
}
