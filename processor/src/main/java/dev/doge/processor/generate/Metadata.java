package dev.doge.processor.generate;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.doge.processor.graph.BoundClass;
import dev.doge.processor.graph.Keys;
import dev.doge.processor.model.Composition;
import dev.doge.processor.model.FallbackMark;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;

/** What a later compilation must know of a task class that it meets as a class file. */
public final class Metadata {
    private static final int VERSION = 1;

    private Metadata() {}

    static AnnotationSpec of(BoundClass graph, Keys keys) {
        return annotation(graph.composition())
                .addMember("fingerprint", "$S", fingerprint(new GraphReport(graph, keys).json()))
                .build();
    }

    private static AnnotationSpec.Builder annotation(Composition composition) {
        TaskClass taskClass = composition.root();
        AnnotationSpec.Builder annotation = AnnotationSpec.builder(TypeNames.METADATA)
                .addMember("version", "$L", VERSION)
                .addMember("owner", "$T.class", TypeNames.className(taskClass.name()));
        taskClass.tasks().forEach(task -> annotation.addMember("tasks", "$S", line(task)));
        fallbacks(taskClass).forEach(line -> annotation.addMember("tasks", "$S", line));
        if (taskClass.tasks().isEmpty()) {
            annotation.addMember("tasks", "{}");
        }
        for (TaskClass.Include include : taskClass.graph().includes()) {
            composition
                    .part(include)
                    .ifPresent(part -> annotation.addMember("includes", "$T.class", TypeNames.className(part.name())));
        }
        taskClass.graph().inputs().forEach(input -> annotation.addMember("inputs", "$S", input.name()));
        return annotation;
    }

    /** Returns the methods that supply values of tasks which fail, with the names of their parameters. */
    private static Set<String> fallbacks(TaskClass taskClass) {
        Set<String> lines = new LinkedHashSet<>();
        taskClass.tasks().stream()
                .flatMap(task -> task.fallback().stream())
                .flatMap(mark -> mark.methods().stream())
                .filter(method -> method.parameters().stream().anyMatch(argument -> !argument.thrown()))
                .forEach(method -> lines.add("~" + method.method().name()
                        + method.parameters().stream()
                                .map(FallbackMark.Argument::name)
                                .collect(Collectors.joining(", ", "(", ")"))));
        return lines;
    }

    private static String line(Task task) {
        String parameters = task.parameters().stream()
                .map(parameter -> (parameter.input().isPresent() ? "@" : "")
                        + parameter.name()
                        + (parameter.nullable() ? "?" : ""))
                .collect(Collectors.joining(", ", "(", ")"));
        return task.name() + parameters + (task.isNullable() ? "?" : "");
    }

    private static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has SHA-256
        }
    }

    /** Returns the source of the class that carries the metadata of a class without a graph. */
    public static String source(Composition composition) {
        TaskClass taskClass = composition.root();
        ClassName self = ClassName.get(taskClass.name().pkg(), taskClass.metadataName());
        TypeSpec.Builder type = TypeSpec.classBuilder(self)
                .addJavadoc(
                        "What classes that extend or include {@link $L} must know of its tasks, and class files do not keep.",
                        taskClass.name().text())
                .addModifiers(Modifier.FINAL);
        if (taskClass.surroundings().generated()) {
            type.addAnnotation(AnnotationSpec.builder(ClassName.get("javax.annotation.processing", "Generated"))
                    .addMember("value", "$S", "dev.doge.processor.DogeProcessor")
                    .build());
        }
        type.addAnnotation(TypeNames.MARK)
                .addAnnotation(annotation(composition).build())
                .addMethod(MethodSpec.constructorBuilder()
                        .addModifiers(Modifier.PRIVATE)
                        .build());
        if (taskClass.deprecated() || composition.includes(taskClass).stream().anyMatch(TaskClass::deprecated)) {
            type.addAnnotation(AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "{$S, $S}", "deprecation", "removal")
                    .build());
        }
        return JavaFile.builder(taskClass.name().pkg(), type.build())
                .skipJavaLangImports(!taskClass.surroundings().hidesJavaLang())
                .indent("    ")
                .build()
                .toString();
    }
}
