package dev.doge.processor.read;

import dev.doge.processor.model.Shape;
import dev.doge.processor.model.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** A type as the compiler knows it. Of one round. */
final class CompilerType implements Type {
    private final TypeMirror mirror;
    private final Elements elements;
    private final Types types;
    private final Shape shape;

    CompilerType(TypeMirror mirror, Elements elements, Types types) {
        this.mirror = mirror;
        this.elements = elements;
        this.types = types;
        this.shape = Shapes.of(mirror);
    }

    private CompilerType of(TypeMirror other) {
        return new CompilerType(other, elements, types);
    }

    TypeMirror mirror() {
        return mirror;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public CompilerType boxed() {
        return mirror instanceof PrimitiveType primitive
                ? of(types.boxedClass(primitive).asType())
                : this;
    }

    /** Returns the type that can be asked for assignability: a wildcard reads as its bound. */
    private TypeMirror bound() {
        if (mirror instanceof WildcardType wildcard) {
            if (wildcard.getExtendsBound() != null) {
                return wildcard.getExtendsBound();
            }
            return wildcard.getSuperBound() != null ? wildcard.getSuperBound() : object();
        }
        return mirror;
    }

    private TypeMirror object() {
        return elements.getTypeElement("java.lang.Object").asType();
    }

    @Override
    public boolean fits(Type parameter) {
        return types.isAssignable(bound(), ((CompilerType) parameter).bound());
    }

    @Override
    public boolean agrees(Type other) {
        return boxed().shape.equals(((CompilerType) other).boxed().shape);
    }

    @Override
    public boolean is(String qualifiedName) {
        return shape instanceof Shape.Declared declared
                && declared.qualifiedName().equals(qualifiedName);
    }

    @Override
    public List<Type> arguments() {
        return mirror instanceof DeclaredType declared
                ? declared.getTypeArguments().stream()
                        .<Type>map(argument -> of(of(argument).bound()))
                        .toList()
                : List.of();
    }

    @Override
    public Optional<Type> as(Set<String> qualifiedNames) {
        return mirror.getKind() == TypeKind.DECLARED
                ? inherited((TypeElement) ((DeclaredType) mirror).asElement(), qualifiedNames)
                        .flatMap(name -> as(name, mirror))
                        .map(this::of)
                : Optional.empty();
    }

    /** Returns the first of some names that a class or something above it has; elements are much cheaper to walk than types. */
    private static Optional<String> inherited(TypeElement element, Set<String> names) {
        String name = element.getQualifiedName().toString();
        if (names.contains(name)) {
            return Optional.of(name);
        }
        return Stream.concat(Stream.of(element.getSuperclass()), element.getInterfaces().stream())
                .filter(parent -> parent.getKind() == TypeKind.DECLARED)
                .map(parent -> inherited((TypeElement) ((DeclaredType) parent).asElement(), names))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public Optional<Type> element() {
        if (mirror instanceof ArrayType array) {
            return Optional.of(of(array.getComponentType()));
        }
        return argumentAs("java.lang.Iterable").or(() -> argumentAs("java.util.Map"));
    }

    /** Returns the first argument of this type seen as one of its supertypes. */
    private Optional<Type> argumentAs(String supertype) {
        return as(supertype, mirror)
                .map(found -> found.getTypeArguments().isEmpty()
                        ? of(object())
                        : of(of(found.getTypeArguments().get(0)).bound()));
    }

    private Optional<DeclaredType> as(String supertype, TypeMirror type) {
        if (type instanceof DeclaredType declared
                && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(supertype)) {
            return Optional.of(declared);
        }
        for (TypeMirror parent :
                type.getKind() == TypeKind.DECLARED ? types.directSupertypes(type) : List.<TypeMirror>of()) {
            Optional<DeclaredType> found = as(supertype, parent);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean isNullable() {
        return Annotations.isNullable(mirror);
    }

    @Override
    public Optional<String> raw() {
        return raw(mirror);
    }

    private static Optional<String> raw(TypeMirror type) {
        if (type instanceof ArrayType array) {
            return raw(array.getComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Optional.ofNullable(wildcard.getExtendsBound())
                    .or(() -> Optional.ofNullable(wildcard.getSuperBound()))
                    .flatMap(CompilerType::raw);
        }
        if (type.getKind() != TypeKind.DECLARED) {
            return Optional.empty();
        }
        DeclaredType declared = (DeclaredType) type;
        TypeElement element = (TypeElement) declared.asElement();
        if (!element.getTypeParameters().isEmpty()
                && declared.getTypeArguments().isEmpty()) {
            return Optional.of(element.getSimpleName().toString());
        }
        return inside(declared).map(CompilerType::raw).flatMap(Optional::stream).findFirst();
    }

    /** Returns the types that a class is written with: its outer class, if it is an inner one, and its arguments. */
    private static Stream<TypeMirror> inside(DeclaredType type) {
        return Stream.concat(Shapes.outer(type).stream(), type.getTypeArguments().stream());
    }

    @Override
    public Optional<Identity> identity() {
        return new Equality(elements, types).identity(mirror);
    }

    @Override
    public Optional<Inaccessible> inaccessibleFrom(String pkg) {
        return inaccessible(mirror, pkg);
    }

    private Optional<Inaccessible> inaccessible(TypeMirror type, String pkg) {
        if (type instanceof ArrayType array) {
            return inaccessible(array.getComponentType(), pkg);
        }
        if (type instanceof WildcardType) {
            return inaccessible(of(type).bound(), pkg);
        }
        if (type.getKind() != TypeKind.DECLARED) {
            return Optional.empty();
        }
        DeclaredType declared = (DeclaredType) type;
        boolean foreign =
                !elements.getPackageOf(declared.asElement()).getQualifiedName().contentEquals(pkg);
        for (Element element = declared.asElement();
                !(element instanceof PackageElement);
                element = Enclosing.of(element)) {
            Set<Modifier> modifiers = element.getModifiers();
            String how = modifiers.contains(Modifier.PRIVATE)
                    ? "private in " + Enclosing.of(element).getSimpleName()
                    : foreign && !modifiers.contains(Modifier.PUBLIC)
                            ? (modifiers.contains(Modifier.PROTECTED) ? "protected" : "package-private") + " in "
                                    + elements.getPackageOf(element).getQualifiedName()
                            : "";
            if (!how.isEmpty()) {
                return Optional.of(new Inaccessible(element.getSimpleName().toString(), how));
            }
        }
        return inside(declared)
                .map(argument -> inaccessible(argument, pkg))
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public boolean isPublic() {
        return allClasses(mirror, element -> element.getModifiers().contains(Modifier.PUBLIC));
    }

    @Override
    public boolean isDeprecated() {
        return !allClasses(mirror, element -> !elements.isDeprecated(element));
    }

    private boolean allClasses(TypeMirror type, Predicate<Element> test) {
        if (type instanceof ArrayType array) {
            return allClasses(array.getComponentType(), test);
        }
        if (type instanceof WildcardType) {
            return allClasses(of(type).bound(), test);
        }
        if (!(type instanceof DeclaredType declared) || type instanceof TypeVariable) {
            return true;
        }
        for (Element element = declared.asElement(); element instanceof TypeElement; element = Enclosing.of(element)) {
            if (!test.test(element)) {
                return false;
            }
        }
        return inside(declared).allMatch(argument -> allClasses(argument, test));
    }
}
