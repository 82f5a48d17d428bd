package dev.doge.processor.write;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Place;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.inject.Inject;
import javax.lang.model.element.Element;
import javax.tools.FileObject;
import javax.tools.StandardLocation;

/** Writes what was generated. Each output names the one task class that it comes from. */
public final class Outputs {
    /**
     * A report that was written, if there is no problem.
     *
     * @param location its path, for people and shells
     * @param problem why it was not written
     */
    public record Report(String location, Optional<Diagnostic> problem) {}

    private record Opened(Writer writer, String location) {}

    /** Opens a new file. */
    private interface Creation {
        Opened open() throws IOException;
    }

    private final Filer filer;

    @Inject
    Outputs(ProcessingEnvironment environment) {
        this.filer = environment.getFiler();
    }

    /** Writes a class. */
    public Optional<Diagnostic> source(String qualifiedName, String text, Element origin, Place place) {
        return write(
                        () -> new Opened(
                                filer.createSourceFile(qualifiedName, origin).openWriter(), qualifiedName),
                        qualifiedName,
                        text,
                        origin,
                        place)
                .problem();
    }

    /** Writes a report, in UTF-8 whatever encoding the sources have. */
    public Report report(String fileName, String text, Element origin, Place place) {
        String path = "META-INF/doge/" + fileName;
        return write(
                () -> {
                    FileObject file = filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, origin);
                    return new Opened(
                            new OutputStreamWriter(file.openOutputStream(), StandardCharsets.UTF_8),
                            location(file.toUri()));
                },
                path,
                text,
                origin,
                place);
    }

    private static String location(URI uri) {
        return "file".equals(uri.getScheme()) ? Path.of(uri).toString() : uri.toString();
    }

    private static Report write(Creation creation, String name, String text, Element origin, Place place) {
        try {
            Opened opened = creation.open();
            try (Writer writer = opened.writer()) {
                writer.write(text);
            }
            return new Report(opened.location(), Optional.empty());
        } catch (FilerException e) {
            return failed(
                    name,
                    place,
                    "another processor wrote a file of this name",
                    "rename " + origin.getSimpleName() + ", or leave the other processor out");
        } catch (IOException e) {
            return failed(name, place, String.valueOf(e), "make the output directory writable");
        }
    }

    private static Report failed(String name, Place place, String why, String help) {
        return new Report(
                name,
                Optional.of(Diagnostic.at(place, Id.DOGE092, name + " cannot be written")
                        .why(why)
                        .help(help)));
    }
}
