package dev.doge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Supplies the value of a task that fails. Its value counts as success. It never replaces a cancellation.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Fallback {
    /**
     * The name of a method of the class that is no task, or of a task, which is demanded only then. The method may take one {@code Throwable},
     * and by name any of the task's own parameters; if it takes a narrower type of exception, it is called only for that.
     *
     * @return the name
     */
    String value();
}
