package dev.doge.processor.testing;

import java.io.IOException;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** A Filer that fails in a way that nobody expects. */
public final class BreaksOff implements Filer {
    private final Filer real;

    private BreaksOff(Filer real) {
        this.real = real;
    }

    /** Returns a Filer that throws an {@code IllegalStateException} when a source file is written. */
    public static Filer whenASourceIsWritten(Filer real) {
        return new BreaksOff(real);
    }

    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... originating) {
        throw new IllegalStateException("planted");
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
