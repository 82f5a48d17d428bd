package dev.doge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the processor must know of a task class that it meets as a class file: the names that class files do not keep. On generated classes
 * only.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface GraphMetadata {
    /**
     * The version of the format of the other members.
     *
     * @return 1 or higher
     */
    int version();

    /**
     * The class whose tasks are described.
     *
     * @return the task class
     */
    Class<?> owner();

    /**
     * One string per task: its name and the names of its parameters, {@code "orders(user)"} or {@code "find(@id)?"}, where {@code @} marks
     * an input, and {@code ?} what may be null: a parameter, or the result.
     *
     * @return the tasks in the order of their declaration
     */
    String[] tasks();

    /**
     * The task classes that the owner includes.
     *
     * @return the classes; by default none
     */
    Class<?>[] includes() default {};

    /**
     * The inputs that the owner's graph pins.
     *
     * @return the names; by default none
     */
    String[] inputs() default {};

    /**
     * A hash over the graph's tasks and edges, equal for equal graphs.
     *
     * @return the hash in hexadecimal digits; empty for a class that is no root
     */
    String fingerprint() default "";
}
