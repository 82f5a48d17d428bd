package dev.doge.processor.read;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.inject.Inject;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;

/**
 * Says whether a task class can be read yet: its superclasses, what it includes, and the signatures of its tasks, name no type that is still to be generated.
 * Fields and constructors are never looked at, so a class may hold its own graph.
 */
public final class Completeness {
    @Inject
    Completeness() {}

    public boolean isComplete(TypeElement type) {
        return isComplete(type, new HashSet<>());
    }

    private boolean isComplete(TypeElement type, Set<TypeElement> seen) {
        if (!seen.add(type)) {
            return true;
        }
        for (Optional<TypeElement> include : SettingsReader.includes(type)) {
            if (include.isEmpty() || !isComplete(include.get(), seen)) {
                return false;
            }
        }
        if (!isComplete(type.getSuperclass()) || !type.getInterfaces().stream().allMatch(Completeness::isComplete)) {
            return false;
        }
        for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
            if (Annotations.find(method, Annotations.TASK).isPresent() && !isComplete(method)) {
                return false;
            }
        }
        return (!(type.getSuperclass() instanceof DeclaredType parent)
                        || isComplete((TypeElement) parent.asElement(), seen))
                && type.getInterfaces().stream()
                        .allMatch(parent -> isComplete((TypeElement) ((DeclaredType) parent).asElement(), seen));
    }

    private static boolean isComplete(ExecutableElement method) {
        return isComplete(method.getReturnType())
                && method.getParameters().stream().map(VariableElement::asType).allMatch(Completeness::isComplete);
    }

    private static boolean isComplete(TypeMirror type) {
        if (type.getKind() == TypeKind.ERROR) {
            return false;
        }
        if (type instanceof ArrayType array) {
            return isComplete(array.getComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return (wildcard.getExtendsBound() == null || isComplete(wildcard.getExtendsBound()))
                    && (wildcard.getSuperBound() == null || isComplete(wildcard.getSuperBound()));
        }
        return !(type instanceof DeclaredType declared)
                || declared.getTypeArguments().stream().allMatch(Completeness::isComplete);
    }
}
