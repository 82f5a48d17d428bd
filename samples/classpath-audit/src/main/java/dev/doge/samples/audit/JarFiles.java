package dev.doge.samples.audit;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** Finds jars: regular files whose name ends in {@code .jar}. Symbolic links are not followed. */
final class JarFiles {
    private JarFiles() {}

    static List<Path> below(Path root) throws IOException {
        List<Path> jars = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && file.toString().endsWith(".jar")) {
                    jars.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
                return FileVisitResult.CONTINUE; // a folder that may not be entered has no jars for us
            }
        });
        jars.sort(null);
        return List.copyOf(jars);
    }
}
