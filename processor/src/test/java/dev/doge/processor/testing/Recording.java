package dev.doge.processor.testing;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.annotation.processing.Filer;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;

/** A Filer that remembers the originating elements of each file. */
public final class Recording implements Filer {
    private final SortedMap<String, List<String>> origins = new TreeMap<>();
    private final List<Filer> real = new java.util.ArrayList<>();

    /** Hands on to {@code filer}, and returns this. */
    public Filer over(Filer filer) {
        real.add(filer);
        return this;
    }

    /** Returns the names of the originating elements by the name of the file. */
    public SortedMap<String, List<String>> origins() {
        return origins;
    }

    @Override
    public JavaFileObject createSourceFile(CharSequence name, Element... originating) throws IOException {
        record(name, originating);
        return real.get(0).createSourceFile(name, originating);
    }

    @Override
    public JavaFileObject createClassFile(CharSequence name, Element... originating) throws IOException {
        record(name, originating);
        return real.get(0).createClassFile(name, originating);
    }

    @Override
    public FileObject createResource(
            JavaFileManager.Location location, CharSequence pkg, CharSequence name, Element... originating)
            throws IOException {
        record(location + ":" + pkg + "/" + name, originating);
        return real.get(0).createResource(location, pkg, name, originating);
    }

    @Override
    public FileObject getResource(JavaFileManager.Location location, CharSequence pkg, CharSequence name)
            throws IOException {
        return real.get(0).getResource(location, pkg, name);
    }

    private void record(CharSequence name, Element... originating) {
        origins.put(
                name.toString(),
                Arrays.stream(originating).map(Element::toString).toList());
    }
}
