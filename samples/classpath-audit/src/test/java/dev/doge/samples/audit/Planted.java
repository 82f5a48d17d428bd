package dev.doge.samples.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
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

    /** Plants one instance of every finding, and beside each what is like it and is none. */
    static Planted oneOfEach(Path root) {
        Planted planted = new Planted(root);
        planted.jar("org/acme/one/1.0/one-1.0.jar")
                .with(52, "acme/Same")
                .with(52, "acme/Differs", "java/util/List")
                .with("module-info.class", type(53, "module-info"))
                .write();
        planted.jar("org/acme/one/1.1/one-1.1.jar")
                .with(52, "acme/Same", "java/util/Map")
                .with(52, "acme/Differs", "java/util/Set")
                .write();
        planted.jar("org/acme/two/2.0/two-2.0.jar")
                .with(61, "acme/Differs", "java/util/Map")
                .with("module-info.class", type(53, "module-info", "x/Y"))
                .write();
        planted.jar("org/acme/ring/1/ring-1.jar")
                .with(52, "ring/a/A", "ring/b/B")
                .with(52, "ring/b/B", "ring/c/C")
                .with(52, "ring/c/C", "ring/a/A")
                .with(52, "ring/d/D", "ring/a/A")
                .write();
        planted.file("org/acme/broken/1/broken-1.jar", "PK no jar at all".getBytes(UTF_8));
        planted.jar("org/acme/damaged/1/damaged-1.jar")
                .with("damaged/Class.class", "no class".getBytes(UTF_8))
                .write();
        planted.file("org/acme/notes.txt", "no jar".getBytes(UTF_8));
        return planted;
    }

    /** Writes a file of any content. */
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

        Path write() {
            try {
                Files.createDirectories(file.getParent());
                return Files.write(file, bytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Writes the jar without its end, as an interrupted download does. */
        Path writeHalf() {
            byte[] bytes = bytes();
            try {
                Files.createDirectories(file.getParent());
                return Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private byte[] bytes() {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                    ZipEntry made = new ZipEntry(entry.getKey());
                    made.setTimeLocal(LocalDateTime.of(2020, 1, 1, 0, 0)); // or the clock would be in the bytes
                    zip.putNextEntry(made);
                    zip.write(entry.getValue());
                    zip.closeEntry();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    }
}
