package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.Bind;
import dev.doge.runtime.generated.InputId;
import dev.doge.runtime.generated.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a plan says of one task, before it is compiled. Of one thread. */
public final class TaskDraft {
    /** What an edge means, where it is more than a value or an order. */
    public enum Kind {
        /** Its value, with inputs bound anew. */
        WITH("with"),
        /** Its value, unless it is skipped or null. */
        OPTIONAL("optional"),
        /** How it ends. */
        OUTCOME("outcome"),
        /** Demanded when a body asks. */
        LAZY("lazy"),
        /** Demanded for keys that a body names. */
        ON_DEMAND("onDemand"),
        /** Once per element. */
        EACH("each"),
        /** Once per element, absent where skipped. */
        EACH_OPTIONAL("eachOptional"),
        /** Once per element, with failures as values. */
        EACH_OUTCOME("eachOutcome"),
        /** A condition that must be true. */
        WHEN("when"),
        /** A condition that must be false. */
        WHEN_NOT("whenNot"),
        /** Demanded if the task fails. */
        FALLBACK("fallback");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** Whether the edge is no reason to wait: a body asks for the target. */
        boolean isDynamic() {
            return this == LAZY || this == ON_DEMAND;
        }

        boolean isEach() {
            return this == EACH || this == EACH_OPTIONAL || this == EACH_OUTCOME;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * An edge of one of these kinds.
     *
     * @param kind the kind
     * @param target the task or, of a condition, input
     * @param as the input that is bound to an element or a key, if one is
     * @param source what is iterated, if something is
     * @param with inputs that are bound anew
     * @param recursive whether it leads back to its own task on purpose
     */
    public record Edge(
            Kind kind,
            Source target,
            @Nullable InputId<?> as,
            @Nullable Source source,
            List<Bind> with,
            boolean recursive) {
        /** Returns the tasks at its ends. */
        List<TaskId<?>> tasks() {
            List<TaskId<?>> tasks = new ArrayList<>();
            Stream.concat(
                            Stream.of(target),
                            Stream.concat(
                                    Stream.ofNullable(source), with.stream().map(Bind::source)))
                    .forEach(end -> {
                        if (end instanceof TaskId<?> task) {
                            tasks.add(task);
                        }
                    });
            return tasks;
        }
    }

    /**
     * What supplies the value if the task fails.
     *
     * @param task the task that does; null if a body does
     * @param body a {@code Body} or {@code StageBody}; null if a task does
     * @param stage whether the body returns a stage
     * @param type what must have been thrown
     * @param reads the tasks whose values the body reads
     */
    public record Rescue(
            @Nullable TaskId<?> task,
            @Nullable Object body,
            boolean stage,
            Class<? extends Throwable> type,
            List<TaskId<?>> reads) {}

    private final TaskId<?> id;
    private final TaskNode.Kind kind;
    private final Object body;
    private final List<TaskId<?>> needs = new ArrayList<>(2);
    private final List<TaskId<?>> after = new ArrayList<>(0);
    private final List<Edge> edges = new ArrayList<>(0);
    private @Nullable Rescue rescue;
    private boolean context;
    private InputId<?>[] key = {};
    private boolean nullable;
    private boolean perRun;

    /**
     * Makes a draft.
     *
     * @param id the task
     * @param kind how its body yields the value
     * @param body the body, as the kind says
     */
    public TaskDraft(TaskId<?> id, TaskNode.Kind kind, Object body) {
        this.id = id;
        this.kind = kind;
        this.body = body;
    }

    /**
     * Says what the key is.
     *
     * @param inputs the inputs in the order of the request method
     */
    public void key(InputId<?>... inputs) {
        key = inputs.clone();
    }

    /**
     * Adds tasks whose values the body reads.
     *
     * @param tasks the tasks
     */
    public void needs(TaskId<?>... tasks) {
        needs.addAll(Arrays.asList(tasks));
    }

    /**
     * Adds tasks that must have succeeded before.
     *
     * @param tasks the tasks
     */
    public void after(TaskId<?>... tasks) {
        after.addAll(Arrays.asList(tasks));
    }

    /**
     * Adds an edge.
     *
     * @param edge the edge
     */
    public void edge(Edge edge) {
        edges.add(edge);
    }

    /**
     * Says that the fan-outs over a task lead back to this one.
     *
     * @param target the task
     */
    public void recursive(TaskId<?> target) {
        edges.replaceAll(edge -> edge.kind().isEach() && edge.target().equals(target)
                ? new Edge(edge.kind(), target, edge.as(), edge.source(), edge.with(), true)
                : edge);
    }

    /**
     * Says what supplies the value if the task fails.
     *
     * @param what the task or body that does
     */
    public void rescue(Rescue what) {
        if (rescue != null) {
            throw new IllegalArgumentException(id + " has two fallbacks");
        }
        rescue = what;
    }

    /** Says that the body reads its context. */
    public void context() {
        context = true;
    }

    List<Edge> edges() {
        return edges;
    }

    @Nullable
    Rescue rescue() {
        return rescue;
    }

    boolean hasContext() {
        return context;
    }

    /** Says that the value may be null. */
    public void nullable() {
        nullable = true;
    }

    /** Says that the task runs once per run. */
    public void perRun() {
        perRun = true;
    }

    /** Whether all that it needs are values, known beforehand, of its own key. */
    boolean isPlain() {
        return edges.isEmpty() && rescue == null && !context && !perRun;
    }

    TaskId<?> id() {
        return id;
    }

    InputId<?>[] key() {
        return key;
    }

    List<TaskId<?>> needs() {
        return needs;
    }

    List<TaskId<?>> after() {
        return after;
    }

    boolean isPerRun() {
        return perRun;
    }

    MethodNode node() {
        return new MethodNode(id, kind, body, nullable, key);
    }
}
