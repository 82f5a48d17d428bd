package dev.doge.processor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** Another processor: it writes one class in its first round, or as soon as a type that it waits for is there. */
@SupportedAnnotationTypes("*")
public final class Writes extends AbstractProcessor {
    private final String name;
    private final String text;
    private final String awaited;
    private boolean written;

    /** A processor that writes the class {@code name} in its first round. */
    public Writes(String name, String text) {
        this(name, text, "java.lang.Object");
    }

    /** A processor that writes the class {@code name} once there is a type {@code awaited}. */
    public Writes(String name, String text, String awaited) {
        this.name = name;
        this.text = text;
        this.awaited = awaited;
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        if (!written
                && !round.processingOver()
                && processingEnv.getElementUtils().getTypeElement(awaited) != null) {
            written = true;
            try (Writer writer = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                writer.write(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return false;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latest();
    }
}
