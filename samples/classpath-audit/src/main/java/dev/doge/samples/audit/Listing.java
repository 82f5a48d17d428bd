package dev.doge.samples.audit;

import dev.doge.samples.audit.Unreadable.Kind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * The jars below a directory: regular files whose name ends in {@code .jar}. Symbolic links are not followed, so that no jar counts twice.
 *
 * @param jars the jars, sorted
 * @param closed the directories that cannot be listed
 */
record Listing(List<Path> jars, List<Unreadable> closed) {
    /**
     * Lists the jars below a directory.
     *
     * @throws IOException if the directory itself cannot be listed
     */
    static Listing of(Path root) throws IOException {
        List<Path> jars = new ArrayList<>();
        List<Unreadable> closed = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && file.toString().endsWith(".jar")) {
                    jars.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                if (file.equals(root)) {
                    throw failure;
                }
                closed.add(new Unreadable(Kind.DIRECTORY, file, "", Unreadable.reason(failure)));
                return FileVisitResult.CONTINUE;
            }
        });
        jars.sort(null);
        return new Listing(List.copyOf(jars), List.copyOf(closed));
    }
}
