package dev.doge.processor.model;

import java.util.List;
import java.util.Optional;

/**
 * A {@code @Fallback}.
 *
 * @param target what it names
 * @param methods the methods of the class with this name that are no tasks
 */
public record FallbackMark(Named target, List<Candidate> methods) {
    /**
     * A method that may be meant.
     *
     * @param method the method
     * @param returned what it returns
     * @param stage whether that is a stage of the value
     * @param value the type of the value
     * @param parameters what it takes
     * @param nullable whether it may return null
     * @param callable whether a generated class in its package can call it
     * @param named whether the names of its parameters are known
     */
    public record Candidate(
            Method method,
            Type returned,
            boolean stage,
            Type value,
            List<Argument> parameters,
            boolean nullable,
            boolean callable,
            boolean named) {
        /** Returns the parameter that takes what was thrown. */
        public Optional<Argument> thrown() {
            return parameters.stream().filter(Argument::thrown).findFirst();
        }
    }

    /**
     * A parameter of such a method.
     *
     * @param name its name
     * @param type its type
     * @param thrown whether it takes what was thrown
     */
    public record Argument(String name, Type type, boolean thrown) {}
}
