package dev.doge.processor.read;

import java.util.Objects;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** What surrounds elements, where it cannot be missing. */
final class Enclosing {
    private Enclosing() {}

    /** Returns the type that declares a method. */
    static TypeElement type(ExecutableElement method) {
        return (TypeElement) of(method);
    }

    /** Returns what surrounds an element that is no package. */
    static Element of(Element element) {
        return Objects.requireNonNull(element.getEnclosingElement());
    }
}
