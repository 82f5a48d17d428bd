package dev.doge.runtime.internal;

import dev.doge.runtime.Lazy;
import dev.doge.runtime.OnDemand;
import dev.doge.runtime.Progress;
import dev.doge.runtime.Request;
import dev.doge.runtime.TaskContext;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.InputId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a body that may demand tasks, or be spoken to, while it runs. It ends when the body returns, or the stage that it returned
 * completes; its demands end with it. Thread-safe.
 */
final class Activity implements TaskContext {
    private final Frame frame;
    private final Node node;
    private final MethodNode task;
    private final List<NestedDemand> demands = new ArrayList<>(2);
    private final List<Runnable> hooks = new ArrayList<>(0);
    private volatile boolean cancelled;
    private volatile boolean ended;
    private volatile Progress.@Nullable Current current;

    /** The next one of the same frame; guarded by its lock. */
    @Nullable
    Activity next;

    Activity(Frame frame, Node node, MethodNode task) {
        this.frame = frame;
        this.node = node;
        this.task = task;
    }

    int node() {
        return node.index();
    }

    Frame frame() {
        return frame;
    }

    // ---- context ----

    @Override
    public Request<?> request() {
        return frame.request(task);
    }

    @Override
    public int attempt() {
        return 1;
    }

    @Override
    public void progress(long done, long total, String message) {
        Objects.requireNonNull(message, "message");
        if (!ended) {
            current = new Progress.Current(request(), done, total, message);
            frame.progress(node.index(), done, total, message);
        }
    }

    /** Returns what the body has said last; null if nothing. */
    Progress.@Nullable Current current() {
        return current;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public void onCancel(Runnable action) {
        Objects.requireNonNull(action, "action");
        synchronized (this) {
            if (!cancelled) {
                if (!ended) {
                    hooks.add(action);
                }
                return;
            }
        }
        call(action);
    }

    @Override
    public Optional<Instant> deadline() {
        return LatestLimit.of(frame, node.index());
    }

    /** Says that nobody wants the result any more. */
    void cancel() {
        List<Runnable> calls;
        synchronized (this) {
            if (ended || cancelled) {
                return;
            }
            cancelled = true;
            calls = List.copyOf(hooks);
            hooks.clear();
        }
        calls.forEach(this::call);
    }

    private void call(Runnable action) {
        Seat seat = frame.engine().seat();
        Step outer = seat.calls();
        try {
            action.run();
        } catch (Throwable e) { // a hook of the user's must not keep others from being told
            Warnings.thrown(() -> "what " + request() + " does when it is cancelled has failed", e);
        } finally {
            seat.hasCalled(outer);
        }
    }

    // ---- demands ----

    Lazy<?> lazy(TaskId<?> target, Form form, Bind... with) {
        return new Demands.One(this, task.dynamic(target, null, List.of(with)), form);
    }

    OnDemand<Object, ?> onDemand(TaskId<?> target, InputId<?> as, Form form, Bind... with) {
        return new Demands.ByKey(this, task.dynamic(target, as, List.of(with)), form);
    }

    /**
     * Demands a task.
     *
     * @param element the key that the body names, if it names one
     */
    @SuppressWarnings("unchecked") // the type of a request that is not made
    Run<Object> demand(DynamicEdge edge, Object element, Form form) {
        Object key = edge.key().key(frame, element);
        if (key instanceof Skipped) { // a source was skipped, and so is what it would have been for
            Run<Object> run = new Run<>((Request<Object>) request(), frame, form);
            run.complete(Objects.requireNonNull(form.of(key, this::request)));
            return run;
        }
        Run<Object> run = new Run<>(Api.request(frame.graph(), edge.target(), key), frame, form);
        refuseIfEnded(edge.target());
        NestedDemand demand = frame.engine().demand(run, node.index());
        boolean late;
        synchronized (this) {
            late = ended;
            if (!late) {
                demands.add(demand);
            }
        }
        if (late) {
            demand.end();
            refuseIfEnded(edge.target());
        }
        return run;
    }

    void refuseIfEnded(TaskNode target) {
        if (ended) {
            throw new IllegalStateException(
                    request() + " has finished, so it cannot demand " + target.name() + " any more");
        }
    }

    /** Ends it, and what it has demanded. The second call does nothing. */
    void end() {
        List<NestedDemand> open;
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            hooks.clear();
            open = List.copyOf(demands);
            demands.clear();
        }
        frame.ends(this);
        open.forEach(NestedDemand::end);
    }
}
