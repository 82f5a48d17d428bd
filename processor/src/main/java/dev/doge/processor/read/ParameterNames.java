package dev.doge.processor.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.Elements;

/**
 * Knows what the parameters of a method are called. Names in class files are never used: they are there in one build and gone in the next.
 * Our own metadata says them.
 */
final class ParameterNames {
    /** What metadata says of one task. */
    private record Signature(List<String> names, Set<Integer> nullables, boolean nullable) {}

    /** The version of the metadata that this processor writes and reads. */
    static final int VERSION = 1;

    private final Elements elements;
    private final Set<String> sources = new HashSet<>();

    ParameterNames(Elements elements) {
        this.elements = elements;
    }

    /** Notes the types that are compiled from source. */
    void compiled(Iterable<? extends Element> roots) {
        for (Element root : roots) {
            if (root instanceof TypeElement type) {
                sources.add(type.getQualifiedName().toString());
            }
        }
    }

    boolean isSource(TypeElement type) {
        Element outermost = type;
        while (!(Enclosing.of(outermost) instanceof PackageElement)) {
            outermost = Enclosing.of(outermost);
        }
        return sources.contains(((TypeElement) outermost).getQualifiedName().toString());
    }

    /**
     * Returns whether metadata says that a place of a task may be null: compilers do not always read annotations on types from class files.
     *
     * @param parameter which parameter; -1 for the result
     */
    boolean isNullable(ExecutableElement method, String task, int parameter) {
        TypeElement owner = Enclosing.type(method);
        if (isSource(owner)) {
            return false;
        }
        Signature signature = metadata(owner).get(task);
        return signature != null
                && (parameter < 0 ? signature.nullable() : signature.nullables().contains(parameter));
    }

    /** Returns the names of a task's parameters; empty if nobody knows them. */
    Optional<List<String>> of(ExecutableElement method, String task) {
        TypeElement owner = Enclosing.type(method);
        if (isSource(owner)) {
            return Optional.of(method.getParameters().stream()
                    .map(p -> p.getSimpleName().toString())
                    .toList());
        }
        return Optional.ofNullable(metadata(owner).get(task))
                .map(Signature::names)
                .filter(names -> names.size() == method.getParameters().size());
    }

    /** Returns the names of the tasks of a class file in the order of their declaration. */
    List<String> order(TypeElement owner) {
        return List.copyOf(metadata(owner).keySet());
    }

    /** Returns the version of the metadata of a class file; 0 if there is none. */
    int version(TypeElement owner) {
        return holders(owner).stream()
                .map(mirror -> Annotations.written(mirror, "version").map(AnnotationValue::getValue))
                .flatMap(Optional::stream)
                .mapToInt(version -> version instanceof Integer number ? number : 0)
                .max()
                .orElse(0);
    }

    private Map<String, Signature> metadata(TypeElement owner) {
        Map<String, Signature> names = new LinkedHashMap<>();
        if (version(owner) <= VERSION) {
            holders(owner).forEach(mirror -> read(mirror, names));
        }
        return names;
    }

    private List<AnnotationMirror> holders(TypeElement owner) {
        var name = Shapes.nameOf(owner);
        String prefix = (name.pkg().isEmpty() ? "" : name.pkg() + ".") + String.join("_", name.names());
        List<AnnotationMirror> mirrors = new ArrayList<>();
        for (String suffix : List.of("Graph", "GraphMetadata")) {
            TypeElement holder = elements.getTypeElement(prefix + suffix);
            if (holder != null) {
                Annotations.find(holder, Annotations.METADATA).ifPresent(mirrors::add);
            }
        }
        return mirrors;
    }

    /** Reads lines such as {@code find(@id, limit)?}. */
    private static void read(AnnotationMirror mirror, Map<String, Signature> names) {
        Object tasks = Annotations.written(mirror, "tasks")
                .map(AnnotationValue::getValue)
                .orElse(List.of());
        for (Object item : tasks instanceof List<?> list ? list : List.of()) {
            String line = String.valueOf(((AnnotationValue) item).getValue());
            int open = line.indexOf('(');
            int close = line.lastIndexOf(')');
            if (open > 0 && close > open) {
                String inside = line.substring(open + 1, close).replace("@", "");
                List<String> parameters = inside.isBlank()
                        ? List.of()
                        : Arrays.stream(inside.split(",", -1))
                                .map(String::strip)
                                .toList();
                Set<Integer> nullables = new HashSet<>();
                for (int i = 0; i < parameters.size(); i++) {
                    if (parameters.get(i).endsWith("?")) {
                        nullables.add(i);
                    }
                }
                names.put(
                        line.substring(0, open),
                        new Signature(
                                parameters.stream()
                                        .map(name -> name.replace("?", ""))
                                        .toList(),
                                nullables,
                                line.endsWith("?")));
            }
        }
    }

    /** Returns whether an annotation on a parameter names what it takes. */
    static boolean isNamed(VariableElement parameter) {
        return Annotations.find(parameter, Annotations.INPUT)
                        .flatMap(mirror -> Annotations.string(mirror, "value"))
                        .filter(value -> !value.isEmpty())
                        .isPresent()
                || Annotations.find(parameter, Annotations.DEPENDS_ON).isPresent();
    }
}
