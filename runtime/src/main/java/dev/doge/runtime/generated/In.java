package dev.doge.runtime.generated;

import dev.doge.runtime.Lazy;
import dev.doge.runtime.OnDemand;
import dev.doge.runtime.Outcome;
import dev.doge.runtime.TaskContext;
import dev.doge.runtime.TaskId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * Returns the value of a task for which an input is bound anew.
     *
     * @param target the task
     * @param input the input of its key
     * @param source what the input is bound to
     * @param <E> the type of its value
     * @return the value; null only for a task that may yield null
     */
    <E extends @Nullable Object> E with(TaskId<? extends E> target, InputId<?> input, Source source);

    /**
     * Returns the value of a task for which inputs are bound anew.
     *
     * @param target the task
     * @param with the inputs of its key and what they are bound to
     * @param <E> the type of its value
     * @return the value; null only for a task that may yield null
     */
    <E extends @Nullable Object> E with(TaskId<? extends E> target, Bind... with);

    /**
     * Returns the value of a task that may have been skipped or may have yielded null.
     *
     * @param target the task
     * @param with inputs of its key that are bound anew for this edge
     * @param <E> the type of its value
     * @return the value; empty if there is none
     */
    <E> Optional<E> optional(TaskId<? extends @Nullable E> target, Bind... with);

    /**
     * Returns the value of a task that may have been skipped and whose value is an Optional itself.
     *
     * @param target the task
     * @param with inputs of its key that are bound anew for this edge
     * @param <O> the type of its value
     * @return the value; empty also if the task was skipped
     */
    <O extends Optional<?>> O optionalFlat(TaskId<? extends @Nullable O> target, Bind... with);

    /**
     * Returns how a task ended.
     *
     * @param target the task
     * @param with inputs of its key that are bound anew for this edge
     * @param <E> the type of its value
     * @return the outcome
     */
    <E extends @Nullable Object> Outcome<E> outcome(TaskId<? extends E> target, Bind... with);

    /**
     * Returns the value of a task that starts only when asked for.
     *
     * @param target the task
     * @param with inputs of its key that are bound anew for this edge
     * @param <E> the type of its value
     * @return what to ask
     */
    <E extends @Nullable Object> Lazy<E> lazy(TaskId<? extends E> target, Bind... with);

    /**
     * Returns the value, which may be absent of a task that starts only when asked for.
     *
     * @param target the task
     * @param with inputs of its key that are bound anew for this edge
     * @param <E> the type of its value
     * @return what to ask
     */
    <E> Lazy<Optional<E>> lazyOptional(TaskId<? extends @Nullable E> target, Bind... with);

    /**
     * Returns the value, which is an Optional itself, of a task that may be skipped and starts only when asked for.
     *
     * @param target the task
     * @param with inputs of its key that are bound anew for this edge
     * @param <O> the type of its value
     * @return what to ask
     */
    <O extends Optional<?>> Lazy<O> lazyOptionalFlat(TaskId<? extends @Nullable O> target, Bind... with);

    /**
     * Returns the outcome of a task that starts only when asked for.
     *
     * @param target the task
     * @param with inputs of its key that are bound anew for this edge
     * @param <E> the type of its value
     * @return what to ask
     */
    <E extends @Nullable Object> Lazy<Outcome<E>> lazyOutcome(TaskId<? extends E> target, Bind... with);

    /**
     * Returns the values of a task for keys that the body names.
     *
     * @param target the task
     * @param as the input of its key that is bound to what the body names
     * @param with inputs of its key that are bound anew for this edge
     * @param <K> the type of the input
     * @param <E> the type of its value
     * @return what to ask
     */
    <K, E extends @Nullable Object> OnDemand<K, E> onDemand(
            TaskId<? extends E> target, InputId<? super K> as, Bind... with);

    /**
     * Returns the values, which may be absent, of a task for keys that the body names.
     *
     * @param target the task
     * @param as the input of its key that is bound to what the body names
     * @param with inputs of its key that are bound anew for this edge
     * @param <K> the type of the input
     * @param <E> the type of its value
     * @return what to ask
     */
    <K, E> OnDemand<K, Optional<E>> onDemandOptional(
            TaskId<? extends @Nullable E> target, InputId<? super K> as, Bind... with);

    /**
     * Returns the values, which are Optionals themselves, of a task that may be skipped, for keys that the body names.
     *
     * @param target the task
     * @param as the input of its key that is bound to what the body names
     * @param with inputs of its key that are bound anew for this edge
     * @param <K> the type of the input
     * @param <O> the type of its value
     * @return what to ask
     */
    <K, O extends Optional<?>> OnDemand<K, O> onDemandOptionalFlat(
            TaskId<? extends @Nullable O> target, InputId<? super K> as, Bind... with);

    /**
     * Returns the outcomes of a task for keys that the body names.
     *
     * @param target the task
     * @param as the input of its key that is bound to what the body names
     * @param with inputs of its key that are bound anew for this edge
     * @param <K> the type of the input
     * @param <E> the type of its value
     * @return what to ask
     */
    <K, E extends @Nullable Object> OnDemand<K, Outcome<E>> onDemandOutcome(
            TaskId<? extends E> target, InputId<? super K> as, Bind... with);

    /**
     * Returns the values of a fan-out in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source what was iterated
     * @param with inputs of its key that are bound anew for this edge
     * @param <E> the type of the target's value
     * @return one for each element; unmodifiable
     */
    <E extends @Nullable Object> List<E> each(TaskId<? extends E> target, InputId<?> as, Source source, Bind... with);

    /**
     * Returns the values of a fan-out by element, in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source what was iterated
     * @param with inputs of its key that are bound anew for this edge
     * @param <K> the type of an element
     * @param <E> the type of the target's value
     * @return one for each distinct element; unmodifiable
     */
    <K, E extends @Nullable Object> Map<K, E> eachByKey(
            TaskId<? extends E> target, InputId<? super K> as, Source source, Bind... with);

    /**
     * Returns the values, which may be absent, of a fan-out in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source what was iterated
     * @param with inputs of its key that are bound anew for this edge
     * @param <E> the type of the target's value
     * @return one for each element; unmodifiable
     */
    <E> List<Optional<E>> eachOptional(
            TaskId<? extends @Nullable E> target, InputId<?> as, Source source, Bind... with);

    /**
     * Returns the values, which are Optionals themselves, of a fan-out whose elements may be skipped, in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source what was iterated
     * @param with inputs of its key that are bound anew for this edge
     * @param <O> the type of the target's value
     * @return one for each element; unmodifiable
     */
    <O extends Optional<?>> List<O> eachOptionalFlat(
            TaskId<? extends @Nullable O> target, InputId<?> as, Source source, Bind... with);

    /**
     * Returns the values, which may be absent, of a fan-out by element, in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source what was iterated
     * @param with inputs of its key that are bound anew for this edge
     * @param <K> the type of an element
     * @param <E> the type of the target's value
     * @return one for each distinct element; unmodifiable
     */
    <K, E> Map<K, Optional<E>> eachOptionalByKey(
            TaskId<? extends @Nullable E> target, InputId<? super K> as, Source source, Bind... with);

    /**
     * Returns the values, which are Optionals themselves, of a fan-out whose elements may be skipped, by element, in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source what was iterated
     * @param with inputs of its key that are bound anew for this edge
     * @param <K> the type of an element
     * @param <O> the type of the target's value
     * @return one for each distinct element; unmodifiable
     */
    <K, O extends Optional<?>> Map<K, O> eachOptionalFlatByKey(
            TaskId<? extends @Nullable O> target, InputId<? super K> as, Source source, Bind... with);

    /**
     * Returns the outcomes of a fan-out in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source what was iterated
     * @param with inputs of its key that are bound anew for this edge
     * @param <E> the type of the target's value
     * @return one for each element; unmodifiable
     */
    <E extends @Nullable Object> List<Outcome<E>> eachOutcome(
            TaskId<? extends E> target, InputId<?> as, Source source, Bind... with);

    /**
     * Returns the outcomes of a fan-out by element, in the order of its source.
     *
     * @param target the task that ran once per element
     * @param as the input that was bound to the element
     * @param source what was iterated
     * @param with inputs of its key that are bound anew for this edge
     * @param <K> the type of an element
     * @param <E> the type of the target's value
     * @return one for each distinct element; unmodifiable
     */
    <K, E extends @Nullable Object> Map<K, Outcome<E>> eachOutcomeByKey(
            TaskId<? extends E> target, InputId<? super K> as, Source source, Bind... with);

    /**
     * Returns why the task failed, to the body of its fallback.
     *
     * @return what was thrown
     */
    Throwable failure();

    /**
     * Returns why the task failed, to the body of a fallback for failures of one type.
     *
     * @param type the type
     * @param <X> the type
     * @return what was thrown
     */
    <X extends Throwable> X failure(Class<X> type);

    /**
     * Returns what the body may know of its attempt.
     *
     * @return the context
     */
    TaskContext context();
}
