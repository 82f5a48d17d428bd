package dev.doge.runtime.generated;

import dev.doge.runtime.TaskId;
import dev.doge.runtime.internal.TaskDraft;
import java.util.Objects;

/** What a plan says of one task: its key and its edges. Not thread-safe; of no use once the plan is built. */
public final class TaskPlan {
    private final TaskDraft draft;

    TaskPlan(TaskDraft draft) {
        this.draft = draft;
    }

    /**
     * Says what the task's key is: all inputs that it transitively needs.
     *
     * @param inputs the inputs in the order of the request method's parameters
     * @return this
     */
    public TaskPlan key(InputId<?>... inputs) {
        draft.key(inputs);
        return this;
    }

    /**
     * Adds tasks whose values the body reads. The task fails if one of them does.
     *
     * @param tasks the tasks
     * @return this
     */
    public TaskPlan needs(TaskId<?>... tasks) {
        draft.needs(tasks);
        return this;
    }

    /**
     * Adds tasks that must have succeeded before, and whose values the body does not read.
     *
     * @param tasks the tasks
     * @return this
     */
    public TaskPlan after(TaskId<?>... tasks) {
        draft.after(tasks);
        return this;
    }

    /**
     * Runs a task once per element of another's value. The task fails if one of those runs does.
     *
     * @param target the task to run
     * @param as the input of its key that is bound to the element
     * @param source the task whose value is iterated
     * @return this
     */
    public TaskPlan each(TaskId<?> target, InputId<?> as, TaskId<?> source) {
        return fanOut(target, as, source, false);
    }

    /**
     * Runs a task once per element of an input. The task fails if one of those runs does.
     *
     * @param target the task to run
     * @param as the input of its key that is bound to the element
     * @param source the input whose value is iterated
     * @return this
     */
    public TaskPlan each(TaskId<?> target, InputId<?> as, InputId<?> source) {
        return fanOut(target, as, source, false);
    }

    /**
     * Runs a task once per element of another's value, and takes failures as values.
     *
     * @param target the task to run
     * @param as the input of its key that is bound to the element
     * @param source the task whose value is iterated
     * @return this
     */
    public TaskPlan eachOutcome(TaskId<?> target, InputId<?> as, TaskId<?> source) {
        return fanOut(target, as, source, true);
    }

    /**
     * Runs a task once per element of an input, and takes failures as values.
     *
     * @param target the task to run
     * @param as the input of its key that is bound to the element
     * @param source the input whose value is iterated
     * @return this
     */
    public TaskPlan eachOutcome(TaskId<?> target, InputId<?> as, InputId<?> source) {
        return fanOut(target, as, source, true);
    }

    private TaskPlan fanOut(TaskId<?> target, InputId<?> as, Object source, boolean collecting) {
        draft.each(new TaskDraft.Each(
                Objects.requireNonNull(target, "target"),
                Objects.requireNonNull(as, "as"),
                Objects.requireNonNull(source, "source"),
                collecting));
        return this;
    }

    /**
     * Says that the task may yield null.
     *
     * @return this
     */
    public TaskPlan nullable() {
        draft.nullable();
        return this;
    }

    /**
     * Says that the task, and so whatever needs it, is executed once per run.
     *
     * @return this
     */
    public TaskPlan perRun() {
        draft.perRun();
        return this;
    }
}
