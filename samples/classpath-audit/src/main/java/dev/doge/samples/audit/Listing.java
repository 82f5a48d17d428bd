package dev.doge.samples.audit;

import dev.doge.samples.audit.Unreadable.Kind;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        Walk walk = new Walk(root);
        Files.walkFileTree(root, walk);
        return walk.listing();
    }

    /** Goes on past what it may not enter. */
    static final class Walk extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Path> jars = new ArrayList<>();
        private final List<Unreadable> closed = new ArrayList<>();

        Walk(Path root) {
            this.root = root;
        }

        Listing listing() {
            return new Listing(jars.stream().sorted().toList(), List.copyOf(closed));
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && isNamedAsJar(file)) {
                jars.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /** Called for directories that cannot be listed, and for what a directory lists without letting anyone in. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (isNamedAsJar(file) && !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                jars.add(file); // reading it will tell why it cannot be read
                return FileVisitResult.CONTINUE;
            }
            return closed(file, failure);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            return failure == null ? FileVisitResult.CONTINUE : closed(directory, failure);
        }

        private FileVisitResult closed(Path directory, IOException failure) throws IOException {
            if (directory.equals(root)) {
                throw failure;
            }
            closed.add(new Unreadable(Kind.DIRECTORY, directory, "", Unreadable.reason(failure)));
            return FileVisitResult.CONTINUE;
        }

        private static boolean isNamedAsJar(Path file) {
            return file.toString().endsWith(".jar");
        }
    }
}
