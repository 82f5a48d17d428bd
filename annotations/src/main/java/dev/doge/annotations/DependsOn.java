package dev.doge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the tasks that a task needs.
 *
 * <p>On a parameter: the one task whose value the parameter takes. On a method: tasks that must have succeeded before, and whose values
 * are not taken.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface DependsOn {
    /**
     * The names of the tasks; exactly one on a parameter.
     *
     * @return the names
     */
    String[] value();

    /**
     * Runs the task once per element of the value of this task or input, an array, an {@code Iterable} or the keys of a {@code Map}. On
     * parameters only; the parameter is a {@code List}, {@code Collection} or {@code Iterable} of the results, in source order, or a
     * {@code Map} from element to result.
     *
     * @return the name of the source; by default there is none
     */
    String each() default "";

    /**
     * Which input of the named task an element of {@link #each()} is bound to. May be left out when exactly one input of its key fits.
     *
     * @return the name of the input
     */
    String as() default "";

    /**
     * Binds inputs of the named task to values of tasks or inputs, for this edge: {@code "base = currency"}. On parameters only.
     *
     * @return the bindings
     */
    String[] with() default {};

    /**
     * Says that this {@link #each()} edge leads back to its own task on purpose. Such a recursion is checked while it runs.
     *
     * @return false by default
     */
    boolean recursive() default false;
}
