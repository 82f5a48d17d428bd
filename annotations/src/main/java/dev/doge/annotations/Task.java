package dev.doge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method a task of the graph of its class.
 *
 * <p>A parameter without annotation takes the value of the task of its own name; {@link DependsOn} names another one; {@link Input}
 * makes the parameter an input. The value of the task is the method's result, or what its {@code CompletionStage} yields. A task runs
 * once per key, which is the set of inputs that it transitively needs, however many requests are under way for it.
 *
 * <p>The method may be static, package-private, protected or public, inherited, and may throw checked exceptions. It may not be private
 * or generic.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Task {
    /**
     * The name of the task, a Java identifier.
     *
     * @return the name; by default the name of the method
     */
    String name() default "";

    /**
     * What the task is for, in a sentence. Reports show it as plain text.
     *
     * @return the description; by default empty
     */
    String description() default "";

    /**
     * Which of several ready tasks of one run goes first: the higher.
     *
     * @return the priority within a run; by default 0
     */
    int priority() default 0;

    /**
     * Who shares one execution of the task.
     *
     * @return {@link Share#KEY} by default
     */
    Share share() default Share.KEY;
}
