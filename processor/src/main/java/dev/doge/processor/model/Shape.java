package dev.doge.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A type as it is written, without annotations. */
public sealed interface Shape {
    /** A primitive type, or void. */
    record Primitive(String name) implements Shape {}

    /** A class or interface, by package and nested names, with its type arguments; an inner class with those of its outer one. */
    record Declared(String pkg, List<String> names, Optional<Declared> outer, List<Shape> arguments) implements Shape {
        /** Returns whether it, or its outer class, has type arguments. */
        public boolean isParameterized() {
            return outer.isPresent() || !arguments.isEmpty();
        }

        public String simpleName() {
            return names.get(names.size() - 1);
        }

        public String qualifiedName() {
            return pkg.isEmpty() ? String.join(".", names) : pkg + "." + String.join(".", names);
        }
    }

    /** An array. */
    record Array(Shape component) implements Shape {}

    /** A wildcard. At most one of the bounds is there. */
    record Wildcard(Optional<Shape> upper, Optional<Shape> lower) implements Shape {}

    /** A type variable of a generic base, which only metadata is written for. */
    record Variable(String name) implements Shape {}

    /** Returns the type with qualified names, as messages show it where types are compared. */
    default String text() {
        return text(true);
    }

    /** Returns the type with simple names, as a user writes it. */
    default String simple() {
        return text(false);
    }

    /** Returns the type with the last of its nested names only, as messages show it in signatures. */
    default String brief() {
        return simple().replaceAll("\\b\\w+\\.(?=\\w)", "");
    }

    private String text(boolean qualified) {
        if (this instanceof Primitive primitive) {
            return primitive.name();
        }
        if (this instanceof Array array) {
            return array.component().text(qualified) + "[]";
        }
        if (this instanceof Wildcard wildcard) {
            return wildcard.upper()
                    .map(bound -> "? extends " + bound.text(qualified))
                    .orElseGet(() -> wildcard.lower()
                            .map(bound -> "? super " + bound.text(qualified))
                            .orElse("?"));
        }
        if (this instanceof Variable variable) {
            return variable.name();
        }
        Declared declared = (Declared) this;
        String name = declared.outer()
                .map(outer -> ((Shape) outer).text(qualified) + "." + declared.simpleName())
                .orElseGet(() -> qualified ? declared.qualifiedName() : String.join(".", declared.names()));
        return declared.arguments().isEmpty()
                ? name
                : name
                        + declared.arguments().stream()
                                .map(argument -> argument.text(qualified))
                                .collect(Collectors.joining(qualified ? "," : ", ", "<", ">"));
    }
}
