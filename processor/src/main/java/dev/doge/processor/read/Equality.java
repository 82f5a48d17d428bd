package dev.doge.processor.read;

import dev.doge.processor.model.Type.Identity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Finds types whose values are surely equal to nothing but themselves. Interfaces and abstract classes are trusted. */
final class Equality {
    private static final Set<String> CONTAINERS = Set.of(
            "java.util.Optional",
            "java.util.List",
            "java.util.Set",
            "java.util.Map",
            "java.util.Collection",
            "java.lang.Iterable");
    /** Object says nothing of what will be passed; of a class there is one, and of a currency. */
    private static final Set<String> UNIQUE = Set.of("java.lang.Object", "java.lang.Class", "java.util.Currency");

    private static final List<String> LOMBOK = List.of("Value", "Data", "EqualsAndHashCode");

    private final Elements elements;
    private final Types types;
    private final Set<String> asked = new HashSet<>();

    Equality(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    Optional<Identity> identity(TypeMirror type) {
        if (type instanceof ArrayType array) {
            TypeMirror component = array.getComponentType();
            String element = component.getKind().isPrimitive()
                    ? types.boxedClass(types.getPrimitiveType(component.getKind()))
                            .getSimpleName()
                            .toString()
                    : Shapes.of(component).simple();
            return Optional.of(
                    new Identity(Shapes.of(type).simple() + " is an array", "take a List<" + element + "> instead"));
        }
        if (type instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() == null ? Optional.empty() : identity(wildcard.getExtendsBound());
        }
        if (type.getKind() != TypeKind.DECLARED) {
            return Optional.empty();
        }
        DeclaredType declared = (DeclaredType) type;
        TypeElement element = (TypeElement) declared.asElement();
        String name = element.getQualifiedName().toString();
        Optional<Identity> inside = CONTAINERS.contains(name) || isCollection(element)
                ? declared.getTypeArguments().stream()
                        .map(this::identity)
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
        if (inside.isPresent() || CONTAINERS.contains(name)) {
            return inside;
        }
        if (!asked.add(name)) {
            return Optional.empty();
        }
        return identity(element);
    }

    private Optional<Identity> identity(TypeElement element) {
        String simple = Shapes.nameOf(element).simple();
        if (isA(element, "java.util.Iterator") || isA(element, "java.util.stream.BaseStream")) {
            return Optional.of(new Identity(simple + " can be read only once", "take a List of its elements instead"));
        }
        if (element.getQualifiedName().contentEquals("java.net.URL")) {
            return Optional.of(new Identity("URL compares by asking the network", "take a java.net.URI instead"));
        }
        if (Annotations.find(element, "java.lang.FunctionalInterface").isPresent()) {
            return Optional.of(new Identity(
                    simple + " is a functional interface", "take what it computes with, or make its choice an enum"));
        }
        if (element.getModifiers().contains(Modifier.SEALED)) {
            Optional<Identity> leaf = element.getPermittedSubclasses().stream()
                    .map(this::identity)
                    .flatMap(Optional::stream)
                    .findFirst();
            if (leaf.isPresent()) {
                return leaf;
            }
        }
        boolean instantiable = element.getKind() == ElementKind.CLASS
                && !element.getModifiers().contains(Modifier.ABSTRACT);
        if (!instantiable || UNIQUE.contains(element.getQualifiedName().toString()) || definesEquals(element)) {
            return Optional.empty();
        }
        String why = simple + " inherits Object.equals";
        return Optional.of(
                isOfJdk(element)
                        ? new Identity(
                                why, "take the values that the task needs of it instead, one by one or as a record")
                        : new Identity(
                                why, "make " + element.getSimpleName() + " a record, or give it equals and hashCode"));
    }

    /** Returns whether nobody can change a class. */
    private boolean isOfJdk(TypeElement element) {
        String pkg = elements.getPackageOf(element).getQualifiedName().toString();
        return pkg.startsWith("java.") || pkg.startsWith("javax.");
    }

    /** Returns whether a type is one of the JDK's collections and maps, which are equal where their elements are. */
    private boolean isCollection(TypeElement element) {
        String pkg = elements.getPackageOf(element).getQualifiedName().toString();
        return (pkg.equals("java.util") || pkg.equals("java.util.concurrent"))
                && (isA(element, "java.util.Collection") || isA(element, "java.util.Map"));
    }

    private boolean isA(TypeElement element, String supertype) {
        TypeElement found = elements.getTypeElement(supertype);
        return found != null && types.isSubtype(types.erasure(element.asType()), types.erasure(found.asType()));
    }

    private boolean definesEquals(TypeElement element) {
        TypeElement type = element;
        while (!type.getQualifiedName().contentEquals("java.lang.Object")) {
            TypeElement current = type;
            if (LOMBOK.stream().anyMatch(annotation -> Annotations.hasSimple(current, annotation))
                    || ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                            .anyMatch(this::isEquals)) {
                return true;
            }
            if (!(type.getSuperclass() instanceof DeclaredType parent)) {
                return true; // an error type: the compiler reports it
            }
            type = (TypeElement) parent.asElement();
        }
        return false;
    }

    private boolean isEquals(ExecutableElement method) {
        return method.getSimpleName().contentEquals("equals")
                && method.getParameters().size() == 1
                && Shapes.of(types.erasure(method.getParameters().get(0).asType()))
                        .text()
                        .equals("java.lang.Object");
    }
}
