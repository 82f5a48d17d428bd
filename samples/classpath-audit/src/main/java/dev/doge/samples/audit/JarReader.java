package dev.doge.samples.audit;

import dev.doge.samples.audit.JarFacts.ClassFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Reads a jar, and of its content one class at a time. */
final class JarReader {
    private static final int MAGIC = 0xCAFEBABE;

    /** How ASM begins to say that a class is of a Java that it does not know yet. */
    private static final String NEWER = "Unsupported class file major version";

    /** Far beyond what compilers write, and little enough for every core to hold one. */
    private static final int LARGEST_CLASS = 16 << 20;

    private static final Pattern POM_PROPERTIES = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom\\.properties");

    private final List<ClassFile> classes = new ArrayList<>();
    private final List<String> poms = new ArrayList<>();
    private final Map<String, Set<String>> references = new TreeMap<>();

    private JarReader() {}

    /**
     * Reads a jar. A class that cannot be read is one of its facts.
     *
     * @throws IOException if it is no jar, or cannot be read
     */
    static JarFacts read(Path jar, Digest digest) throws IOException {
        JarReader reader = new JarReader();
        try (ZipFile zip = open(jar)) {
            List<? extends ZipEntry> entries =
                    zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
            for (ZipEntry entry : entries) {
                reader.read(zip, entry);
            }
        }
        reader.references.values().forEach(targets -> targets.retainAll(reader.references.keySet()));
        return new JarFacts(jar, digest, List.copyOf(reader.poms), List.copyOf(reader.classes), reader.references);
    }

    /** ZipFile takes a name in characters, and not every name in a file system is in those of this locale: then it gets a copy. */
    private static ZipFile open(Path jar) throws IOException {
        if (hasCharacters(jar)) {
            return new ZipFile(jar.toFile());
        }
        Path copy = Files.createTempFile("classpath-audit", ".jar");
        Files.copy(jar, copy, StandardCopyOption.REPLACE_EXISTING);
        return new ZipFile(copy.toFile(), ZipFile.OPEN_READ | ZipFile.OPEN_DELETE);
    }

    private static boolean hasCharacters(Path jar) {
        try {
            return jar.toFile().toPath().equals(jar);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private void read(ZipFile zip, ZipEntry entry) {
        Matcher pom = POM_PROPERTIES.matcher(entry.getName());
        if (pom.matches()) {
            poms.add(pom.group(1) + ":" + pom.group(2));
        } else if (entry.getName().endsWith(".class")) {
            try {
                classes.add(parsed(entry.getName(), content(zip, entry)));
            } catch (IOException e) {
                classes.add(new ClassFile(entry.getName(), Digest.UNKNOWN, 0, Unreadable.reason(e)));
            }
        }
    }

    private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
        ZipEntry named = zip.getEntry(entry.getName());
        if (named != null && named.getCrc() != entry.getCrc()) {
            throw new IOException("the jar has another class of this name, which hides it");
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes(LARGEST_CLASS + 1);
        }
        if (bytes.length > LARGEST_CLASS) {
            throw new IOException("larger than " + (LARGEST_CLASS >> 20) + " MB");
        }
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        if (checksum.getValue() != entry.getCrc()) {
            throw new IOException("its checksum does not match");
        }
        return bytes;
    }

    private ClassFile parsed(String entry, byte[] bytes) {
        Digest digest = Digest.ofContent(bytes);
        ByteBuffer start = ByteBuffer.wrap(bytes);
        if (bytes.length < 8 || start.getInt() != MAGIC) {
            return new ClassFile(entry, digest, 0, "does not begin as a class file does");
        }
        int major = start.getInt() & 0xFFFF;
        try {
            ClassReferences found = ClassReferences.of(bytes);
            ClassFile file = new ClassFile(entry, digest, major, "");
            if (!file.isModuleInfo() && !file.isVersioned()) {
                references
                        .computeIfAbsent(found.packageName(), key -> new TreeSet<>())
                        .addAll(found.packages());
            }
            return file;
        } catch (RuntimeException | StackOverflowError e) { // what ASM throws at a damaged class is not specified
            String why = Unreadable.reason(e);
            return new ClassFile(entry, digest, major, why.startsWith(NEWER) ? why : "damaged: " + why);
        }
    }
}
