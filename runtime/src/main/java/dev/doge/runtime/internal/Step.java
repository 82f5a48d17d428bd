package dev.doge.runtime.internal;

import dev.doge.runtime.Lazy;
import dev.doge.runtime.OnDemand;
import dev.doge.runtime.Outcome;
import dev.doge.runtime.Request;
import dev.doge.runtime.TaskContext;
import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.In;
import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.Source;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinTask;
import org.jspecify.annotations.Nullable;

/**
 * The run loop: runs a ready node and then, for as long as there is one, the last successor that it has made ready. The others go to the
 * pool as steps of their own. It is also what the bodies read.
 */
final class Step extends ForkJoinTask<Void> implements In {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int[] NONE = {};

    private final transient Frame frame;
    private transient int[] more = NONE;
    private int node;

    Step(Frame frame, int node) {
        this.frame = frame;
        this.node = node;
    }

    /** Makes a step for the nodes of a new frame that can start at once; it hands on all but the first. */
    Step(Frame frame, int[] initial) {
        this(frame, initial[0]);
        this.more = initial;
    }

    @Override
    protected boolean exec() {
        Engine engine = frame.engine();
        for (int i = 1; i < more.length; i++) {
            engine.start(new Step(frame, more[i]));
        }
        if (frame.claim(node)) {
            Seat seat = engine.seat();
            run(
                    seat,
                    seat.current() == null ? seat.turn() : new Turn(),
                    false); // within a body the seat's own is in use
        }
        return true;
    }

    /** Runs the node, whose start the caller owns, and if that is allowed also what it makes ready. */
    void run(Seat seat, Turn turn, boolean alone) {
        Step before = seat.current();
        seat.runs(this);
        try {
            loop(seat, turn, alone);
            turn.settle();
        } finally {
            seat.runs(before);
        }
    }

    private void loop(Seat seat, Turn turn, boolean alone) {
        int next = node;
        while (next >= 0 && frame.mayStart(next)) {
            node = next;
            Node running = frame.layout().node(next);
            Object value;
            try {
                value = seat.measures(running) ? running.measured(frame, this) : running.run(frame, this);
            } catch (Throwable thrown) { // whatever the user throws is the outcome
                frame.fail(next, Failed.threw(frame, blamed(running), thrown), turn);
                return;
            }
            if (value == Node.LATER) {
                return;
            }
            next = frame.finish(next, value, turn);
            turn.settle();
            if (next >= 0 && (alone || !goesOn(turn.streak(), next))) {
                frame.fork(next, turn);
                return;
            }
        }
    }

    private boolean goesOn(@Nullable Streak streak, int next) {
        return streak == null || (streak.admits(frame.layout().node(next)) && streak.goesOn(null));
    }

    private static TaskNode blamed(Node node) {
        return node instanceof FanOutNode fan ? fan.owner() : (TaskNode) node;
    }

    Frame frame() {
        return frame;
    }

    int node() {
        return node;
    }

    /** Returns what is running, for people. */
    @Nullable
    Request<?> request() {
        return frame.layout().node(node) instanceof TaskNode task ? frame.request(task) : null;
    }

    // ---- what the body reads ----

    private TaskNode task() {
        return (TaskNode) frame.layout().node(node);
    }

    @Override
    @SuppressWarnings("unchecked") // the plan was built with the input's type
    public <T> T get(InputId<T> input) {
        Object key = frame.key();
        InputId<?>[] inputs = frame.layout().inputs();
        if (inputs.length == 1 && inputs[0] == input) {
            return (T) key;
        }
        int place = frame.layout().positionOf(input);
        if (place < 0) {
            throw new IllegalArgumentException(
                    task().id() + " reads input " + input.name() + ", which is not in its key");
        }
        return (T) ((Object[]) key)[place];
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"
    }) // the plan was built with the task's type; null only if that may be null
    public <T extends @Nullable Object> T get(TaskId<T> task) {
        return (T) frame.value(task().slotOf(task));
    }

    @SuppressWarnings("NullAway") // the body runs only once the fan-out has its value
    private Spread spread(TaskId<?> target, InputId<?> as, Source source, boolean collecting, Bind... with) {
        if (with.length > 0) {
            throw notExecuted();
        }
        return (Spread)
                frame.value(task().fanOut(target, as, source, collecting).index());
    }

    @Override
    @SuppressWarnings("unchecked") // the plan was built with the task's type
    public <E extends @Nullable Object> List<E> each(
            TaskId<? extends E> target, InputId<?> as, Source source, Bind... with) {
        return (List<E>) spread(target, as, source, false, with).values();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, E extends @Nullable Object> Map<K, E> eachByKey(
            TaskId<? extends E> target, InputId<? super K> as, Source source, Bind... with) {
        return (Map<K, E>) spread(target, as, source, false, with).valuesByKey();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <E extends @Nullable Object> List<Outcome<E>> eachOutcome(
            TaskId<? extends E> target, InputId<?> as, Source source, Bind... with) {
        return (List<Outcome<E>>)
                (List<?>) spread(target, as, source, true, with).outcomes();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, E extends @Nullable Object> Map<K, Outcome<E>> eachOutcomeByKey(
            TaskId<? extends E> target, InputId<? super K> as, Source source, Bind... with) {
        return (Map<K, Outcome<E>>)
                (Map<?, ?>) spread(target, as, source, true, with).outcomesByKey();
    }

    // ---- what plans can say and is not executed yet: such a plan is refused when it is submitted ----

    private UnsupportedOperationException notExecuted() {
        return new UnsupportedOperationException(task().id() + " reads an edge that this version does not execute");
    }

    @Override
    public <E extends @Nullable Object> E with(TaskId<? extends E> target, InputId<?> input, Source source) {
        throw notExecuted();
    }

    @Override
    public <E extends @Nullable Object> E with(TaskId<? extends E> target, Bind... with) {
        throw notExecuted();
    }

    @Override
    public <E> Optional<E> optional(TaskId<? extends @Nullable E> target, Bind... with) {
        throw notExecuted();
    }

    @Override
    public <E> Optional<E> optionalFlat(TaskId<Optional<E>> target, Bind... with) {
        throw notExecuted();
    }

    @Override
    public <E extends @Nullable Object> Outcome<E> outcome(TaskId<? extends E> target, Bind... with) {
        throw notExecuted();
    }

    @Override
    public <E extends @Nullable Object> Lazy<E> lazy(TaskId<? extends E> target, Bind... with) {
        throw notExecuted();
    }

    @Override
    public <E> Lazy<Optional<E>> lazyOptional(TaskId<? extends @Nullable E> target, Bind... with) {
        throw notExecuted();
    }

    @Override
    public <E extends @Nullable Object> Lazy<Outcome<E>> lazyOutcome(TaskId<? extends E> target, Bind... with) {
        throw notExecuted();
    }

    @Override
    public <K, E extends @Nullable Object> OnDemand<K, E> onDemand(
            TaskId<? extends E> target, InputId<? super K> as, Bind... with) {
        throw notExecuted();
    }

    @Override
    public <K, E> OnDemand<K, Optional<E>> onDemandOptional(
            TaskId<? extends @Nullable E> target, InputId<? super K> as, Bind... with) {
        throw notExecuted();
    }

    @Override
    public <K, E extends @Nullable Object> OnDemand<K, Outcome<E>> onDemandOutcome(
            TaskId<? extends E> target, InputId<? super K> as, Bind... with) {
        throw notExecuted();
    }

    @Override
    public <E> List<Optional<E>> eachOptional(
            TaskId<? extends @Nullable E> target, InputId<?> as, Source source, Bind... with) {
        throw notExecuted();
    }

    @Override
    public <K, E> Map<K, Optional<E>> eachOptionalByKey(
            TaskId<? extends @Nullable E> target, InputId<? super K> as, Source source, Bind... with) {
        throw notExecuted();
    }

    @Override
    public Throwable failure() {
        throw notExecuted();
    }

    @Override
    public <X extends Throwable> X failure(Class<X> type) {
        throw notExecuted();
    }

    @Override
    public TaskContext context() {
        throw notExecuted();
    }

    @Override
    public @Nullable Void getRawResult() {
        return null;
    }

    @Override
    protected void setRawResult(@Nullable Void value) {}
}
