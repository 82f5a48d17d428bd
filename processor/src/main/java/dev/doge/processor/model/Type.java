package dev.doge.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A type, and what the compiler knows of it. Answers are those of the language's rules. */
public interface Type {
    /** Returns the type as it is written. */
    Shape shape();

    /** Returns the type, boxed if it is primitive. */
    Type boxed();

    /** Returns whether a value of this type can be passed to a parameter, as in a method call. */
    boolean fits(Type parameter);

    /** Returns whether both are the same type, boxed or not. */
    boolean agrees(Type other);

    /** Returns whether it is a class or interface of this qualified name, whatever its arguments. */
    boolean is(String qualifiedName);

    /** Returns the type arguments; a wildcard reads as its bound. */
    List<Type> arguments();

    /** Returns this type seen as the first of some classes and interfaces, by qualified name, that it is or inherits from. */
    Optional<Type> as(Set<String> qualifiedNames);

    /** Returns what an array, an Iterable or the keys of a Map consist of. */
    Optional<Type> element();

    /** Returns whether it is annotated as one that may be null. */
    boolean isNullable();

    /** Returns the first class in it that lacks its type arguments, by simple name. */
    Optional<String> raw();

    /** Returns why values of this type are equal to nothing but themselves, if they surely are. */
    Optional<Identity> identity();

    /** Returns the first class in it that code of a package cannot name. */
    Optional<Inaccessible> inaccessibleFrom(String pkg);

    /** Returns whether code anywhere can name it. */
    boolean isPublic();

    /** Returns whether it, or something in it, is deprecated. */
    boolean isDeprecated();

    default boolean isPrimitive() {
        return shape() instanceof Shape.Primitive;
    }

    default boolean isVoid() {
        return shape() instanceof Shape.Primitive primitive && primitive.name().equals("void");
    }

    default boolean isArray() {
        return shape() instanceof Shape.Array;
    }

    default String text() {
        return shape().text();
    }

    default String simple() {
        return shape().simple();
    }

    /**
     * Why a type has identity equality.
     *
     * @param why the reason
     * @param edit what to do
     */
    record Identity(String why, String edit) {}

    /**
     * A class that is not accessible.
     *
     * @param name its simple name
     * @param how why not
     */
    record Inaccessible(String name, String how) {}
}
