package dev.doge.processor.read;

import dev.doge.processor.model.FallbackMark.Argument;
import dev.doge.processor.model.FallbackMark.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads the methods that a {@code @Fallback} may mean. */
final class FallbackReader {
    /** Stands, in metadata, before the name of a method that is no task. */
    static final String MARK = "~";

    private final Elements elements;
    private final Types types;
    private final ParameterNames names;

    FallbackReader(Elements elements, Types types, ParameterNames names) {
        this.elements = elements;
        this.types = types;
        this.names = names;
    }

    /** Returns the methods of a class that have a name and are no tasks; of those that override each other the lowest. */
    List<Candidate> named(TypeElement owner, String name, List<TypeElement> upwards, boolean overloaded) {
        List<ExecutableElement> found = new ArrayList<>();
        for (TypeElement declaring : upwards) {
            for (ExecutableElement method : ElementFilter.methodsIn(declaring.getEnclosedElements())) {
                if (method.getSimpleName().contentEquals(name)
                        && Annotations.find(method, Annotations.TASK).isEmpty()
                        && ClassReader.isInherited(method, owner)
                        && found.stream().noneMatch(other -> elements.overrides(other, method, owner))) {
                    found.add(method);
                }
            }
        }
        return found.stream()
                .map(method -> candidate(owner, method, overloaded))
                .toList();
    }

    private Candidate candidate(TypeElement owner, ExecutableElement method, boolean overloaded) {
        ExecutableType member = (ExecutableType) types.asMemberOf((DeclaredType) owner.asType(), method);
        Optional<List<String>> known = names.of(method, MARK + method.getSimpleName());
        List<String> parameterNames = known.orElseGet(() ->
                method.getParameters().stream().map(parameter -> "unknown").toList());
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < parameterNames.size(); i++) {
            TypeMirror type = member.getParameterTypes().get(i);
            arguments.add(new Argument(parameterNames.get(i), type(type), isThrowable(type)));
        }
        TypeMirror returned = member.getReturnType();
        boolean stage = returned instanceof DeclaredType declared
                && declared.getTypeArguments().size() == 1
                && TaskReader.STAGES.contains(
                        ((TypeElement) declared.asElement()).getQualifiedName().toString());
        TypeMirror value = stage
                ? TaskReader.yielded(
                        ((DeclaredType) returned).getTypeArguments().get(0), elements)
                : returned;
        return new Candidate(
                TaskReader.method(method, parameterNames, overloaded, elements, types),
                type(returned),
                stage,
                type(value),
                arguments,
                TaskReader.isNullable(method, member) || names.isNullable(method, MARK + method.getSimpleName(), -1),
                isCallable(method),
                known.isPresent() || arguments.stream().allMatch(Argument::thrown));
    }

    private boolean isThrowable(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                && types.isAssignable(
                        type, elements.getTypeElement("java.lang.Throwable").asType());
    }

    private static boolean isCallable(ExecutableElement method) {
        return !method.getModifiers().contains(Modifier.PRIVATE)
                && method.getTypeParameters().isEmpty();
    }

    private CompilerType type(TypeMirror mirror) {
        return new CompilerType(mirror, elements, types);
    }
}
