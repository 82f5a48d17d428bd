package dev.doge.annotations;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a parameter of a task an input: a value that the request supplies and that is part of the key.
 *
 * <p>Inputs of one name in one class are one input, and must have one type. The type must have value equality. An input is never null;
 * use {@code Optional<T>} for one that may be missing.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Input {
    /**
     * The name of the input, a Java identifier.
     *
     * @return the name; by default the name of the parameter
     */
    String value() default "";
}
