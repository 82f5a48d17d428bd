package dev.doge.samples.audit;

import dev.doge.samples.audit.JarFacts.ClassFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads a jar, one class at a time. */
final class JarReader {
    private JarReader() {}

    /**
     * Reads a jar.
     *
     * @throws IOException if it is no jar, or cannot be read
     */
    static JarFacts read(Path jar, Digest digest) throws IOException {
        List<ClassFile> classes = new ArrayList<>();
        Map<String, Set<String>> references = new TreeMap<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry :
                    zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList()) {
                if (entry.getName().endsWith(".class")) {
                    classes.add(readClass(zip, entry, references));
                }
            }
            references.values().forEach(targets -> targets.retainAll(references.keySet()));
            return new JarFacts(jar, digest, Artifact.of(jar, zip), List.copyOf(classes), references);
        }
    }

    private static ClassFile readClass(ZipFile zip, ZipEntry entry, Map<String, Set<String>> references) {
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readAllBytes();
        } catch (IOException e) {
            return new ClassFile(entry.getName(), new Digest(0, 0), 0, Unreadable.reason(e));
        }
        Digest digest = Digest.of(bytes);
        int major = bytes.length < 8 ? 0 : ((bytes[6] & 0xff) << 8) | (bytes[7] & 0xff);
        try {
            ClassReferences found = ClassReferences.of(bytes);
            ClassFile file = new ClassFile(entry.getName(), digest, major, "");
            if (file.isLoadable() && !file.isVersioned()) {
                references
                        .computeIfAbsent(found.packageName(), key -> new TreeSet<>())
                        .addAll(found.packages());
            }
            return file;
        } catch (RuntimeException e) { // what the parser of broken classes throws is not specified
            String problem = bytes.length < 4 || bytes[0] != (byte) 0xca
                    ? "does not begin as a class file does"
                    : Unreadable.reason(e);
            return new ClassFile(entry.getName(), digest, major, problem);
        }
    }
}
