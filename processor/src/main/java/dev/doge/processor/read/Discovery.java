package dev.doge.processor.read;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.inject.Inject;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Finds the task classes of a round, and annotations of ours that stand where they mean nothing. */
public final class Discovery {
    private final Elements elements;

    @Inject
    Discovery(ProcessingEnvironment environment) {
        this.elements = environment.getElementUtils();
    }

    /** Returns the types that declare tasks or carry {@code @TaskGraph}, in source order. */
    public Set<TypeElement> taskClasses(RoundEnvironment round) {
        Set<TypeElement> found = new LinkedHashSet<>();
        for (Element element : annotated(round, Annotations.TASK)) {
            if (element.getEnclosingElement() instanceof TypeElement type) {
                found.add(type);
            }
        }
        for (Element element : annotated(round, Annotations.TASK_GRAPH)) {
            if (element instanceof TypeElement type) {
                found.add(type);
            }
        }
        return found;
    }

    private Set<? extends Element> annotated(RoundEnvironment round, String annotation) {
        TypeElement type = elements.getTypeElement(annotation);
        return type == null ? Set.of() : round.getElementsAnnotatedWith(type);
    }

    /** Returns what is said of annotations outside tasks. */
    public List<Diagnostic> strays(RoundEnvironment round) {
        List<Diagnostic> found = new ArrayList<>();
        for (String annotation :
                List.of(Annotations.INPUT, Annotations.DEPENDS_ON, Annotations.WHEN, Annotations.FALLBACK)) {
            String simple = "@" + annotation.substring(annotation.lastIndexOf('.') + 1);
            for (Element element : annotated(round, annotation)) {
                if (element.getKind() == ElementKind.PARAMETER) {
                    Element method = Enclosing.of(element);
                    if (Annotations.find(method, Annotations.TASK).isEmpty() && !isToldOf(method)) {
                        found.add(stray(element, method, simple));
                    }
                } else if (element.getKind() == ElementKind.METHOD
                        && Annotations.find(element, Annotations.TASK).isEmpty()) {
                    found.add(Diagnostic.at(Site.of(element), Id.DOGE011, simple + " on a method that is no task")
                            .why(ClassReader.text(element))
                            .help("add @Task, or remove " + simple));
                }
            }
        }
        return found;
    }

    /** Returns whether it is said of the method itself that it is no task: one mistake. */
    private static boolean isToldOf(Element method) {
        return method.getKind() == ElementKind.METHOD
                && (Annotations.find(method, Annotations.WHEN).isPresent()
                        || Annotations.find(method, Annotations.FALLBACK).isPresent()
                        || Annotations.find(method, Annotations.DEPENDS_ON).isPresent());
    }

    private static Diagnostic stray(Element parameter, Element method, String annotation) {
        Diagnostic found = Diagnostic.at(
                        Site.of(parameter), Id.DOGE010, annotation + " on a parameter of something that is no task")
                .why(ClassReader.text(method));
        return found.help(
                method.getKind() == ElementKind.METHOD
                        ? "add @Task to the method, or remove " + annotation
                        : "remove it: only tasks, which are methods, take inputs and tasks");
    }
}
