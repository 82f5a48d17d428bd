package dev.doge.processor.read;

import dev.doge.processor.model.DependsOnMark;
import dev.doge.processor.model.Named;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Reads annotations without loading the classes that they name. */
final class Annotations {
    static final String TASK = "dev.doge.annotations.Task";
    static final String INPUT = "dev.doge.annotations.Input";
    static final String DEPENDS_ON = "dev.doge.annotations.DependsOn";
    static final String WHEN = "dev.doge.annotations.When";
    static final String FALLBACK = "dev.doge.annotations.Fallback";
    static final String TASK_GRAPH = "dev.doge.annotations.TaskGraph";
    static final String METADATA = "dev.doge.annotations.GraphMetadata";
    static final String GENERATED = "dev.doge.annotations.DogeGenerated";

    private Annotations() {}

    static Optional<AnnotationMirror> find(Element element, String name) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(name)) {
                return Optional.of(mirror);
            }
        }
        return Optional.empty();
    }

    static boolean isNullable(AnnotatedConstruct construct) {
        return hasSimple(construct, "Nullable");
    }

    static boolean hasSimple(AnnotatedConstruct construct, String name) {
        return construct.getAnnotationMirrors().stream()
                .anyMatch(mirror ->
                        mirror.getAnnotationType().asElement().getSimpleName().contentEquals(name));
    }

    /** Returns a member that is written down. */
    static Optional<AnnotationValue> written(AnnotationMirror mirror, String member) {
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .<AnnotationValue>map(Map.Entry::getValue)
                .findFirst();
    }

    static Optional<String> string(AnnotationMirror mirror, String member) {
        return written(mirror, member).map(AnnotationValue::getValue).map(String::valueOf);
    }

    /** Returns a name that is written down and is not the empty default. */
    static Optional<Named> name(Element element, AnnotationMirror mirror, String member) {
        return written(mirror, member)
                .filter(value -> !String.valueOf(value.getValue()).isEmpty())
                .map(value -> new Named(String.valueOf(value.getValue()), new Site(element, mirror, value)));
    }

    /** Returns the values of an array member, which may be written without braces. */
    static List<AnnotationValue> values(AnnotationMirror mirror, String member) {
        return written(mirror, member)
                .map(value -> value.getValue() instanceof List<?> list
                        ? list.stream().map(AnnotationValue.class::cast).toList()
                        : List.of(value))
                .orElse(List.of());
    }

    /** Returns the names of an array member. */
    static List<Named> names(Element element, AnnotationMirror mirror, String member) {
        return values(mirror, member).stream()
                .map(item -> new Named(String.valueOf(item.getValue()), new Site(element, mirror, item)))
                .toList();
    }

    static Optional<DependsOnMark> dependsOn(Element element) {
        return find(element, DEPENDS_ON)
                .map(mirror -> new DependsOnMark(
                        names(element, mirror, "value"),
                        name(element, mirror, "each"),
                        name(element, mirror, "as"),
                        names(element, mirror, "with"),
                        written(mirror, "recursive")
                                .filter(value -> Boolean.TRUE.equals(value.getValue()))
                                .map(value -> new Site(element, mirror, value)),
                        new Site(element, mirror, null)));
    }
}
