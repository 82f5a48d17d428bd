package dev.doge.processor.read;

import dev.doge.processor.model.FallbackMark;
import dev.doge.processor.model.Method;
import dev.doge.processor.model.Named;
import dev.doge.processor.model.Parameter;
import dev.doge.processor.model.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads one task method as a member of a task class. */
final class TaskReader {
    static final Set<String> STAGES =
            Set.of("java.util.concurrent.CompletionStage", "java.util.concurrent.CompletableFuture");

    private final Elements elements;
    private final Types types;
    private final ParameterNames names;
    private final FallbackReader fallbacks;

    TaskReader(Elements elements, Types types, ParameterNames names) {
        this.elements = elements;
        this.types = types;
        this.names = names;
        this.fallbacks = new FallbackReader(elements, types, names);
    }

    /** Reads a task; {@code upwards} is the class and all above it. */
    Task read(TypeElement owner, ExecutableElement method, Set<String> overloaded, List<TypeElement> upwards) {
        AnnotationMirror mirror = Annotations.find(method, Annotations.TASK).orElseThrow();
        ExecutableType member = (ExecutableType) types.asMemberOf((DeclaredType) owner.asType(), method);
        boolean own = Enclosing.type(method).equals(owner);
        Element nearest = own || names.isSource(Enclosing.type(method)) ? method : owner;
        Task.Builder task = new Task.Builder();
        task.own = own;
        task.place = Site.of(nearest);
        task.name = Annotations.name(nearest, mirror, "name")
                .map(named -> nearest == method ? named : new Named(named.name(), task.place))
                .orElse(new Named(method.getSimpleName().toString(), task.place));
        task.description = Annotations.string(mirror, "description").orElse("");
        task.perRun = Annotations.written(mirror, "share")
                .map(AnnotationValue::getValue)
                .filter(value -> value instanceof VariableElement constant
                        && constant.getSimpleName().contentEquals("RUN"))
                .isPresent();
        Optional<List<String>> known = names.of(method, task.name.name());
        task.unnamedParameters =
                known.isEmpty() && !method.getParameters().stream().allMatch(ParameterNames::isNamed);
        List<String> parameterNames = known.orElseGet(() -> method.getParameters().stream()
                .map(parameter -> Annotations.find(parameter, Annotations.INPUT)
                        .or(() -> Annotations.find(parameter, Annotations.DEPENDS_ON))
                        .flatMap(mark -> Annotations.names(parameter, mark, "value").stream()
                                .findFirst())
                        .map(Named::name)
                        .orElse("unknown"))
                .toList());
        task.method = method(
                method,
                parameterNames,
                overloaded.contains(method.getSimpleName().toString()));
        returns(task, method, member);
        task.parameters = parameters(method, member, parameterNames, nearest, task.name.name());
        task.after = Annotations.dependsOn(method);
        task.conditions = Annotations.find(method, Annotations.WHEN)
                .map(when -> Annotations.names(method, when, "value"))
                .orElse(List.of());
        task.fallback = Annotations.find(method, Annotations.FALLBACK)
                .flatMap(mark -> Annotations.written(mark, "value")
                        .map(value -> new Named(String.valueOf(value.getValue()), new Site(method, mark, value))))
                .map(target -> new FallbackMark(
                        target, fallbacks.named(owner, target.name(), upwards, overloaded.contains(target.name()))));
        task.flaw = method.getModifiers().contains(Modifier.PRIVATE)
                ? Optional.of(Task.Flaw.PRIVATE)
                : method.getTypeParameters().isEmpty() ? Optional.empty() : Optional.of(Task.Flaw.GENERIC);
        return task.build();
    }

    private Method method(ExecutableElement method, List<String> parameterNames, boolean overloaded) {
        return method(method, parameterNames, overloaded, elements, types);
    }

    /** Returns a method as messages show it and generated code calls it. */
    static Method method(
            ExecutableElement method, List<String> parameterNames, boolean overloaded, Elements elements, Types types) {
        TypeElement declaring = Enclosing.type(method);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < parameterNames.size(); i++) {
            texts.add(Shapes.of(method.getParameters().get(i).asType()).brief() + " " + parameterNames.get(i));
        }
        return new Method(
                Shapes.nameOf(declaring),
                method.getSimpleName().toString(),
                method.getModifiers().contains(Modifier.STATIC),
                method.getParameters().stream()
                        .map(parameter -> Shapes.of(types.erasure(parameter.asType())))
                        .toList(),
                declaring.getSimpleName() + "." + method.getSimpleName()
                        + texts.stream().collect(Collectors.joining(", ", "(", ")")),
                Enclosing.isDeprecated(method, elements) || Enclosing.isDeprecated(declaring, elements),
                overloaded,
                restricted(method));
    }

    private void returns(Task.Builder task, ExecutableElement method, ExecutableType member) {
        TypeMirror returned = member.getReturnType();
        task.returned = type(returned);
        task.nullable = names.isNullable(method, task.name.name(), -1) || isNullable(method, member);
        TypeMirror value = returned;
        boolean stage = returned instanceof DeclaredType declared
                && declared.getTypeArguments().size() == 1
                && STAGES.contains(
                        ((TypeElement) declared.asElement()).getQualifiedName().toString());
        if (stage) {
            value = yielded(((DeclaredType) returned).getTypeArguments().get(0), elements);
        }
        task.value = type(value);
        boolean nothing = task.value.isVoid() || task.value.is("java.lang.Void");
        task.kind = stage
                ? nothing ? Task.Kind.ASYNC_ACTION : Task.Kind.STAGE
                : nothing && task.value.isVoid() ? Task.Kind.ACTION : Task.Kind.VALUE;
    }

    /** Returns what a stage yields whose argument is given: of a wildcard its upper bound. */
    static TypeMirror yielded(TypeMirror argument, Elements elements) {
        if (argument instanceof WildcardType wildcard) {
            return wildcard.getExtendsBound() != null
                    ? wildcard.getExtendsBound()
                    : elements.getTypeElement("java.lang.Object").asType();
        }
        return argument;
    }

    /** Returns whether a method says that what it returns may be null, or what the stage that it returns yields. */
    static boolean isNullable(ExecutableElement method, ExecutableType member) {
        return Annotations.isNullable(method)
                || isNullable(method.getReturnType())
                || isNullable(member.getReturnType());
    }

    private static boolean isNullable(TypeMirror returned) {
        return Annotations.isNullable(returned)
                || (returned instanceof DeclaredType declared
                        && STAGES.contains(((TypeElement) declared.asElement())
                                .getQualifiedName()
                                .toString())
                        && declared.getTypeArguments().stream().anyMatch(Annotations::isNullable));
    }

    private List<Parameter> parameters(
            ExecutableElement method,
            ExecutableType member,
            List<String> parameterNames,
            Element nearest,
            String task) {
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < method.getParameters().size(); i++) {
            VariableElement parameter = method.getParameters().get(i);
            Element at = nearest == method ? parameter : nearest;
            String name = parameterNames.get(i);
            Site place = Site.of(at);
            CompilerType type = type(member.getParameterTypes().get(i));
            parameters.add(new Parameter(
                    name,
                    type,
                    names.isNullable(method, task, i)
                            || Annotations.isNullable(parameter)
                            || Annotations.isNullable(parameter.asType())
                            || type.isNullable(),
                    Annotations.find(parameter, Annotations.INPUT)
                            .map(mirror -> Annotations.name(at, mirror, "value").orElse(new Named(name, place))),
                    Annotations.dependsOn(parameter),
                    names.isSource(Enclosing.type(method))
                            && Shapes.of(parameter.asType()).equals(type.shape()),
                    place));
        }
        return parameters;
    }

    /** Says how a method is declared that other packages cannot call. */
    private static Optional<String> restricted(ExecutableElement method) {
        Set<Modifier> modifiers = method.getModifiers();
        return modifiers.contains(Modifier.PUBLIC) || modifiers.contains(Modifier.PRIVATE)
                ? Optional.empty()
                : Optional.of(modifiers.contains(Modifier.PROTECTED) ? "protected" : "package-private");
    }

    private CompilerType type(TypeMirror mirror) {
        return new CompilerType(mirror, elements, types);
    }
}
