package dev.doge.processor.read;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Knows the names of the types of java.lang. It asks the JDK that runs the compiler: the compiler itself would read the class file of every
 * one of them. That JDK may have more than the one that is compiled for, which does no harm.
 */
final class JavaLang {
    private static final String CLASS = ".class";

    /** What generated classes name, if not all can be known. */
    private static final List<String> WRITTEN = List.of(
            "Boolean",
            "Byte",
            "Character",
            "Class",
            "Double",
            "Error",
            "Exception",
            "Float",
            "IllegalArgumentException",
            "Integer",
            "Iterable",
            "Long",
            "Object",
            "Override",
            "RuntimeException",
            "Short",
            "String",
            "SuppressWarnings",
            "System",
            "Throwable",
            "Void");

    private static final List<String> NAMES = read();

    private JavaLang() {}

    static List<String> names() {
        return NAMES;
    }

    private static List<String> read() {
        try (Stream<Path> files = Files.list(Path.of(URI.create("jrt:/java.base/java/lang")))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(CLASS) && !file.contains("$"))
                    .map(file -> file.substring(0, file.length() - CLASS.length()))
                    .toList();
        } catch (IOException | RuntimeException e) { // a compiler that runs on an image without a file system
            return WRITTEN;
        }
    }
}
