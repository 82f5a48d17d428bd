package dev.doge.samples.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** Makes jars to find things in. */
final class Planted {
    private final Path root;

    Planted(Path root) {
        this.root = root;
    }

    /** Begins a jar at a path below the root. */
    Jar jar(String path) {
        return new Jar(root.resolve(path));
    }

    /** Writes something that is no jar. */
    void file(String path, byte[] content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns a class of a given level, which refers to others. */
    static byte[] type(int major, String internalName, String... references) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(major, Opcodes.ACC_PUBLIC, internalName, null, "java/lang/Object", null);
        for (int i = 0; i < references.length; i++) {
            writer.visitField(0, "field" + i, "L" + references[i] + ";", null, null)
                    .visitEnd();
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    /** One jar. */
    static final class Jar {
        private final Path file;
        private final Map<String, byte[]> entries = new LinkedHashMap<>();

        private Jar(Path file) {
            this.file = file;
        }

        Jar with(String entry, byte[] content) {
            entries.put(entry, content);
            return this;
        }

        Jar with(int major, String internalName, String... references) {
            return with(internalName + ".class", type(major, internalName, references));
        }

        void write() {
            try {
                Files.createDirectories(file.getParent());
                try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
                    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                        zip.putNextEntry(new ZipEntry(entry.getKey()));
                        zip.write(entry.getValue());
                        zip.closeEntry();
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
