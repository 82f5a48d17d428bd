package dev.doge.processor;

import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.read.Site;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/** Tells the user, once, at the place. Warnings can be silenced there or around it. */
@Singleton
final class Reporter {
    private final Messager messager;
    private final boolean indents;
    private final Set<Object> told = new HashSet<>();

    @Inject
    Reporter(ProcessingEnvironment environment) {
        this.messager = environment.getMessager();
        this.indents = environment.getClass().getName().startsWith("com.sun.tools.javac.");
    }

    void report(Diagnostic diagnostic) {
        if (!told.add(identity(diagnostic))) {
            return;
        }
        Kind kind = switch (diagnostic.id().severity()) {
            case ERROR -> Kind.ERROR;
            case WARNING -> Kind.WARNING;
            case NOTE -> Kind.NOTE;
        };
        if (diagnostic.place().isEmpty()) {
            messager.printMessage(kind, text(diagnostic));
            return;
        }
        Site site = (Site) diagnostic.place().get();
        if (diagnostic.id().severity() != Id.Severity.ERROR && isSuppressed(site.element(), diagnostic.id())) {
            return;
        }
        if (site.mirror() != null && site.value() != null) {
            messager.printMessage(kind, text(diagnostic), site.element(), site.mirror(), site.value());
        } else if (site.mirror() != null) {
            messager.printMessage(kind, text(diagnostic), site.element(), site.mirror());
        } else {
            messager.printMessage(kind, text(diagnostic), site.element());
        }
    }

    /**
     * Returns what is told once. A base and a class that inherits from it find the same, perhaps in other words; at a class as a whole, several
     * things of one kind may be wrong.
     */
    private static Object identity(Diagnostic diagnostic) {
        if (diagnostic.place().isEmpty()) {
            return diagnostic;
        }
        Site site = (Site) diagnostic.place().get();
        return site.element() instanceof TypeElement && site.mirror() == null
                ? List.of(
                        diagnostic.id(),
                        site,
                        diagnostic.text().lines().findFirst().orElse(""))
                : List.of(diagnostic.id(), site);
    }

    /** Returns the text so that users of all compilers read the same: javac indents every line but the first by two. */
    private String text(Diagnostic diagnostic) {
        return indents ? diagnostic.text().replace("\n  ", "\n") : diagnostic.text();
    }

    private static boolean isSuppressed(Element element, Id id) {
        for (Element at = element; at != null; at = at.getEnclosingElement()) {
            SuppressWarnings suppressed = at.getAnnotation(SuppressWarnings.class);
            if (suppressed != null && Set.of(suppressed.value()).contains(id.toString())) {
                return true;
            }
        }
        return false;
    }
}
