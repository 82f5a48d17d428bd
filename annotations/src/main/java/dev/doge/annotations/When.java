package dev.doge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Runs a task only if conditions hold, and skips it otherwise: {@code @When({"premium", "!blocked"})}. Until they hold, nothing else is
 * demanded for the task. Who takes its value takes it as {@code Optional} or {@code Outcome}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface When {
    /**
     * The names of boolean tasks or inputs, which must all be true; with {@code !} before it, one must be false.
     *
     * @return the conditions
     */
    String[] value();
}
