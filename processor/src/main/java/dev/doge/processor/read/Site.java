package dev.doge.processor.read;

import dev.doge.processor.model.Place;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A place as the compiler knows it. Of one round: elements do not survive it.
 *
 * @param element the element
 * @param mirror the annotation on it, if the place is there
 * @param value the value in the annotation, if the place is there
 */
public record Site(
        Element element,
        @Nullable AnnotationMirror mirror,
        @Nullable AnnotationValue value) implements Place {
    static Site of(Element element) {
        return new Site(element, null, null);
    }
}
