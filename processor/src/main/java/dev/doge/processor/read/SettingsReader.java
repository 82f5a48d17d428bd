package dev.doge.processor.read;

import dev.doge.processor.model.TaskClass.Include;
import dev.doge.processor.model.TaskClass.Settings;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;

/** Reads {@code @TaskGraph}. */
final class SettingsReader {
    private final ParameterNames names;

    SettingsReader(ParameterNames names) {
        this.names = names;
    }

    Optional<Settings> read(TypeElement type) {
        return Annotations.find(type, Annotations.TASK_GRAPH)
                .map(mirror -> new Settings(
                        Annotations.names(type, mirror, "inputs"),
                        Annotations.values(mirror, "includes").stream()
                                .map(value -> include(value, new Site(type, mirror, value)))
                                .toList(),
                        Annotations.names(type, mirror, "bind"),
                        Annotations.names(type, mirror, "roots"),
                        isPartial(mirror)));
    }

    private static boolean isPartial(AnnotationMirror mirror) {
        return Annotations.written(mirror, "partial")
                .filter(value -> Boolean.TRUE.equals(value.getValue()))
                .isPresent();
    }

    private Include include(AnnotationValue value, Site place) {
        if (value.getValue() instanceof DeclaredType declared) {
            TypeElement included = (TypeElement) declared.asElement();
            return new Include(included.getQualifiedName().toString(), kind(included), place);
        }
        String text = value.getValue() instanceof TypeMirror mirror
                ? Shapes.of(mirror).text()
                : value.toString();
        return new Include(text, Include.Kind.NO_TASKS, place);
    }

    private Include.Kind kind(TypeElement type) {
        boolean tasks = Annotations.find(type, Annotations.TASK_GRAPH).isPresent()
                || ElementFilter.methodsIn(type.getEnclosedElements()).stream()
                        .anyMatch(method ->
                                Annotations.find(method, Annotations.TASK).isPresent());
        if (!tasks) {
            return Include.Kind.NO_TASKS;
        }
        return names.isSource(type) || names.version(type) > 0 ? Include.Kind.TASKS : Include.Kind.UNPROCESSED;
    }

    /** Returns the classes that a class includes; empty in place of one that is still to be generated. */
    static List<Optional<TypeElement>> includes(TypeElement type) {
        return Annotations.find(type, Annotations.TASK_GRAPH)
                .map(mirror -> Annotations.values(mirror, "includes").stream()
                        .filter(value -> !(value.getValue() instanceof TypeMirror mirrored)
                                || mirrored.getKind() == TypeKind.DECLARED
                                || mirrored.getKind() == TypeKind.ERROR)
                        .map(value -> Optional.of(value.getValue())
                                .filter(DeclaredType.class::isInstance)
                                .map(DeclaredType.class::cast)
                                .filter(declared -> declared.getKind() == TypeKind.DECLARED)
                                .map(declared -> (TypeElement) declared.asElement()))
                        .toList())
                .orElse(List.of());
    }
}
