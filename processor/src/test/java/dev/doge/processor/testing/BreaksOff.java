package dev.doge.processor.testing;

import java.io.IOException;
import java.util.function.Supplier;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** A Filer that fails in a way that nobody expects. */
public final class BreaksOff implements Filer {
    private final Filer real;
    private final Supplier<Error> breakdown;

    private BreaksOff(Filer real, Supplier<Error> breakdown) {
        this.real = real;
        this.breakdown = breakdown;
    }

    /** Returns a Filer that throws an {@code IllegalStateException} when a source file is written. */
    public static Filer whenASourceIsWritten(Filer real) {
        return new BreaksOff(real, () -> {
            throw new IllegalStateException("planted");
        });
    }

    /** Returns a Filer that throws an error of the JVM's, as a class that is missing or damaged does. */
    public static Filer byALinkageError(Filer real) {
        return new BreaksOff(real, () -> new NoClassDefFoundError("planted"));
    }

    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... originating) {
        throw breakdown.get();
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... originating) throws IOException {
        return real.createClassFile(name, originating);
    }

    @Override
    public FileObject createResource(
            JavaFileManager.Location location, CharSequence pkg, CharSequence name, Element... originating)
            throws IOException {
        return real.createResource(location, pkg, name, originating);
    }

    @Override
    public FileObject getResource(JavaFileManager.Location location, CharSequence pkg, CharSequence name)
            throws IOException {
        return real.getResource(location, pkg, name);
    }
}
