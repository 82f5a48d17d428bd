package dev.doge.runtime.internal;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.generated.InputId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a plan says of one task, before it is compiled. Of one thread. */
public final class TaskDraft {
    /**
     * A fan-out edge.
     *
     * @param target the task that runs once per element
     * @param as the input that is bound to the element
     * @param source a {@link TaskId} or {@link InputId}
     * @param collecting whether failures are values
     */
    public record Each(TaskId<?> target, InputId<?> as, Object source, boolean collecting) {}

    private final TaskId<?> id;
    private final TaskNode.Kind kind;
    private final Object body;
    private final List<TaskId<?>> needs = new ArrayList<>(2);
    private final List<TaskId<?>> after = new ArrayList<>(0);
    private final List<Each> fanOuts = new ArrayList<>(0);
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
     * Adds a fan-out.
     *
     * @param each the edge
     */
    public void each(Each each) {
        fanOuts.add(each);
    }

    /** Says that the value may be null. */
    public void nullable() {
        nullable = true;
    }

    /** Says that the task runs once per run. */
    public void perRun() {
        perRun = true;
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

    List<Each> fanOuts() {
        return fanOuts;
    }

    boolean isPerRun() {
        return perRun;
    }

    TaskNode node() {
        return new TaskNode(id, kind, body, nullable, key);
    }
}
