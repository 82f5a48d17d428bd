package dev.doge.runtime.generated;

import dev.doge.runtime.Outcome;
import dev.doge.runtime.TaskId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task's body reads: the inputs of its key and the values of the tasks that its plan says it needs.
 *
 * <p>Valid only while the body runs and only on the thread that runs it. Reading what the plan does not name is an
 * {@code IllegalArgumentException}: the edges of a plan are what its bodies read.
 */
public interface In {
    /**
     * Returns the value of an input of the task's key.
     *
     * @param input the input
     * @param <T> its type
     * @return the value, never null
     */
    <T> T get(InputId<T> input);

    /**
     * Returns the value of a task that is needed.
     *
     * @param task the task
     * @param <T> the type of its value
     * @return the value; null only for a task that may yield null
     */
    <T extends @Nullable Object> T get(TaskId<T> task);

    /**
     * Returns the values of a fan-out in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source the task whose value was iterated
     * @param <E> the type of the target's value
     * @return the values; unmodifiable
     */
    <E extends @Nullable Object> List<E> each(TaskId<? extends E> target, InputId<?> as, TaskId<?> source);

    /**
     * Returns the values of a fan-out in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source the input whose value was iterated
     * @param <E> the type of the target's value
     * @return the values; unmodifiable
     */
    <E extends @Nullable Object> List<E> each(TaskId<? extends E> target, InputId<?> as, InputId<?> source);

    /**
     * Returns the values of a fan-out by element, in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source the task whose value was iterated
     * @param <K> the type of an element
     * @param <E> the type of the target's value
     * @return the values; unmodifiable
     */
    <K, E extends @Nullable Object> Map<K, E> eachByKey(
            TaskId<? extends E> target, InputId<? super K> as, TaskId<?> source);

    /**
     * Returns the values of a fan-out by element, in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source the input whose value was iterated
     * @param <K> the type of an element
     * @param <E> the type of the target's value
     * @return the values; unmodifiable
     */
    <K, E extends @Nullable Object> Map<K, E> eachByKey(
            TaskId<? extends E> target, InputId<? super K> as, InputId<?> source);

    /**
     * Returns the outcomes of a fan-out in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source the task whose value was iterated
     * @param <E> the type of the target's value
     * @return the outcomes; unmodifiable
     */
    <E extends @Nullable Object> List<Outcome<E>> eachOutcome(
            TaskId<? extends E> target, InputId<?> as, TaskId<?> source);

    /**
     * Returns the outcomes of a fan-out in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source the input whose value was iterated
     * @param <E> the type of the target's value
     * @return the outcomes; unmodifiable
     */
    <E extends @Nullable Object> List<Outcome<E>> eachOutcome(
            TaskId<? extends E> target, InputId<?> as, InputId<?> source);

    /**
     * Returns the outcomes of a fan-out by element, in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source the task whose value was iterated
     * @param <K> the type of an element
     * @param <E> the type of the target's value
     * @return the outcomes; unmodifiable
     */
    <K, E extends @Nullable Object> Map<K, Outcome<E>> eachOutcomeByKey(
            TaskId<? extends E> target, InputId<? super K> as, TaskId<?> source);

    /**
     * Returns the outcomes of a fan-out by element, in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source the input whose value was iterated
     * @param <K> the type of an element
     * @param <E> the type of the target's value
     * @return the outcomes; unmodifiable
     */
    <K, E extends @Nullable Object> Map<K, Outcome<E>> eachOutcomeByKey(
            TaskId<? extends E> target, InputId<? super K> as, InputId<?> source);
}
