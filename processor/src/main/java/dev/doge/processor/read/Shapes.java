package dev.doge.processor.read;

import dev.doge.processor.model.Shape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Writes types down, the same on every compiler: what {@code TypeMirror.toString} says differs between them. */
final class Shapes {
    private Shapes() {}

    static Shape of(TypeMirror type) {
        return switch (type.getKind()) {
            case DECLARED, ERROR -> declared((DeclaredType) type);
            case ARRAY -> new Shape.Array(of(((ArrayType) type).getComponentType()));
            case WILDCARD -> {
                WildcardType wildcard = (WildcardType) type;
                yield new Shape.Wildcard(
                        Optional.ofNullable(wildcard.getExtendsBound()).map(Shapes::of),
                        Optional.ofNullable(wildcard.getSuperBound()).map(Shapes::of));
            }
            case TYPEVAR ->
                new Shape.Variable(
                        ((TypeVariable) type).asElement().getSimpleName().toString());
            case INTERSECTION -> of(((IntersectionType) type).getBounds().get(0));
            default -> new Shape.Primitive(type.getKind().name().toLowerCase(Locale.ROOT));
        };
    }

    /** Returns the type to whose objects those of an inner class belong. Of other nested classes, some compilers say one as well. */
    static Optional<DeclaredType> outer(DeclaredType type) {
        return Enclosing.outer((TypeElement) type.asElement())
                .map(any -> type.getEnclosingType())
                .filter(DeclaredType.class::isInstance)
                .map(DeclaredType.class::cast);
    }

    private static Shape.Declared declared(DeclaredType type) {
        Shape.Declared name = nameOf((TypeElement) type.asElement());
        return new Shape.Declared(
                name.pkg(),
                name.names(),
                outer(type).map(Shapes::declared).filter(Shape.Declared::isParameterized),
                type.getTypeArguments().stream().map(Shapes::of).toList());
    }

    static Shape.Declared nameOf(TypeElement type) {
        Deque<String> names = new ArrayDeque<>();
        Element element = type;
        while (!(element instanceof PackageElement) && element != null) {
            names.addFirst(element.getSimpleName().toString());
            element = element.getEnclosingElement();
        }
        String pkg = element instanceof PackageElement found
                ? found.getQualifiedName().toString()
                : "";
        return new Shape.Declared(pkg, List.copyOf(names), Optional.empty(), List.of());
    }
}
