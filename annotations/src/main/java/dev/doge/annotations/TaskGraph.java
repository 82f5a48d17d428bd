package dev.doge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Settings of the graph of a class: what it includes, and the names and order of its inputs. A class with tasks needs none. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface TaskGraph {
    /**
     * Task classes whose tasks become part of this graph, transitively.
     *
     * @return the classes; by default none
     */
    Class<?>[] includes() default {};

    /**
     * The names of the graph's inputs, in the order in which request methods take them.
     *
     * @return the names; by default derived from the order of the parameters
     */
    String[] inputs() default {};

    /**
     * Renames inputs of included classes: {@code "userId = UserTasks.id"}.
     *
     * @return the renamings; by default none
     */
    String[] bind() default {};

    /**
     * The tasks for which the graph is made; others that none of them needs are reported.
     *
     * @return the names; by default all tasks are roots
     */
    String[] roots() default {};

    /**
     * Says that the class cannot stand alone: names that it lacks are looked for where it is included.
     *
     * @return false by default
     */
    boolean partial() default false;
}
