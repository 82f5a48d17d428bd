package dev.doge.processor.read;

import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

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

    /** Returns whether who names an element is warned of it, or of a class around it. */
    static boolean isDeprecated(Element element, Elements elements) {
        for (Element each = element;
                each instanceof ExecutableElement || each instanceof TypeElement;
                each = of(each)) {
            if (elements.isDeprecated(each)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the class to whose objects those of an inner class belong. */
    static Optional<TypeElement> outer(TypeElement type) {
        boolean inner =
                type.getKind() == ElementKind.CLASS && !type.getModifiers().contains(Modifier.STATIC);
        return inner
                        && type.getEnclosingElement() instanceof TypeElement outer
                        && !outer.getKind().isInterface()
                ? Optional.of(outer)
                : Optional.empty();
    }
}
