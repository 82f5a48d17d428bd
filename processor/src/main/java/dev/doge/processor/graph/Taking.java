package dev.doge.processor.graph;

import dev.doge.processor.model.Type;
import java.util.List;
import java.util.Optional;

/**
 * How a parameter takes a task's value. The outermost class of its type decides, never assignability.
 *
 * @param outer the outermost wrapper
 * @param inner the wrapper inside a lazy, dynamic or fan-out parameter
 * @param type what is inside all wrappers; empty if a type argument is missing
 */
public record Taking(Outer outer, Inner inner, Optional<Type> type) {
    /** The outermost wrapper. */
    public enum Outer {
        BARE,
        OPTIONAL,
        OUTCOME,
        LAZY,
        ON_DEMAND,
        EACH
    }

    /** What is taken of each. */
    public enum Inner {
        VALUE,
        OPTIONAL,

        /** The value, which is an Optional itself and stands for itself if it is absent: optionals never nest. */
        FLAT,
        OUTCOME
    }

    private static final String OPTIONAL = "java.util.Optional";
    private static final String OUTCOME = "dev.doge.runtime.Outcome";

    /**
     * Says how a parameter takes a value.
     *
     * @param parameter its type
     * @param value the type of the value
     * @param each whether it takes a fan-out
     */
    static Taking of(Type parameter, Type value, boolean each) {
        if (each) {
            return inside(Outer.EACH, last(parameter), value);
        }
        if (parameter.is(OPTIONAL)) {
            return value.is(OPTIONAL)
                    ? new Taking(Outer.BARE, Inner.VALUE, Optional.of(parameter))
                    : new Taking(Outer.OPTIONAL, Inner.VALUE, last(parameter));
        }
        if (parameter.is(OUTCOME)) {
            return new Taking(Outer.OUTCOME, Inner.VALUE, last(parameter));
        }
        if (parameter.is("dev.doge.runtime.Lazy")) {
            return inside(Outer.LAZY, last(parameter), value);
        }
        if (parameter.is("dev.doge.runtime.OnDemand")) {
            return inside(Outer.ON_DEMAND, last(parameter), value);
        }
        return new Taking(Outer.BARE, Inner.VALUE, Optional.of(parameter));
    }

    private static Taking inside(Outer outer, Optional<Type> type, Type value) {
        if (type.filter(inner -> inner.is(OUTCOME)).isPresent()) {
            return new Taking(outer, Inner.OUTCOME, type.flatMap(Taking::last));
        }
        if (type.filter(inner -> inner.is(OPTIONAL)).isPresent()) {
            return value.is(OPTIONAL)
                    ? new Taking(outer, Inner.FLAT, type)
                    : new Taking(outer, Inner.OPTIONAL, type.flatMap(Taking::last));
        }
        return new Taking(outer, Inner.VALUE, type);
    }

    private static Optional<Type> last(Type type) {
        List<Type> arguments = type.arguments();
        return arguments.isEmpty() ? Optional.empty() : Optional.of(arguments.get(arguments.size() - 1));
    }

    /** Returns whether a value that is absent, since skipped or null, has a place. */
    public boolean takesAbsent() {
        return outer == Outer.OPTIONAL || outer == Outer.OUTCOME || inner != Inner.VALUE;
    }
}
