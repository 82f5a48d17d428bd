package dev.doge.processor.write;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.model.Place;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.annotation.processing.Filer;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.inject.Inject;
import javax.lang.model.element.Element;
import javax.tools.StandardLocation;

/** Writes what was generated. Each output names the one task class that it comes from. */
public final class Outputs {
    /** Opens a new file. */
    private interface Creation {
        Writer open() throws IOException;
    }

    private final Filer filer;

    @Inject
    Outputs(ProcessingEnvironment environment) {
        this.filer = environment.getFiler();
    }

    /** Writes a class. */
    public Optional<Diagnostic> source(String qualifiedName, String text, Element origin, Place place) {
        return write(
                () -> filer.createSourceFile(qualifiedName, origin).openWriter(), qualifiedName, text, origin, place);
    }

    /** Writes a report, in UTF-8 whatever encoding the sources have. */
    public Optional<Diagnostic> report(String fileName, String text, Element origin, Place place) {
        String path = "META-INF/doge/" + fileName;
        return write(
                () -> new OutputStreamWriter(
                        filer.createResource(StandardLocation.CLASS_OUTPUT, "", path, origin)
                                .openOutputStream(),
                        StandardCharsets.UTF_8),
                path,
                text,
                origin,
                place);
    }

    private static Optional<Diagnostic> write(
            Creation creation, String name, String text, Element origin, Place place) {
        try (Writer writer = creation.open()) {
            writer.write(text);
            return Optional.empty();
        } catch (FilerException e) {
            return Optional.of(Diagnostic.at(place, Id.DOGE092, name + " cannot be written")
                    .why("another processor wrote a file of this name")
                    .help("rename " + origin.getSimpleName() + ", or leave the other processor out"));
        } catch (IOException e) {
            return Optional.of(Diagnostic.at(place, Id.DOGE092, name + " cannot be written")
                    .why(String.valueOf(e))
                    .help("make the output directory writable"));
        }
    }
}
