package dev.doge.samples.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.samples.audit.Unreadable.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The walk is told here what only a user without rights meets: root may read everything. */
class ListingTest {
    @TempDir
    private Path root;

    private Listing.Walk walk;

    @BeforeEach
    void walkHere() {
        walk = new Listing.Walk(root);
    }

    @Test
    void a_jar_in_a_directory_that_lists_its_files_and_lets_nobody_in_is_a_jar() throws IOException {
        Path jar = root.resolve("listed/a.jar");
        Path other = root.resolve("listed/a.txt");

        walk.visitFileFailed(jar, new AccessDeniedException(jar.toString()));
        walk.visitFileFailed(other, new AccessDeniedException(other.toString()));

        assertThat(walk.listing().jars()).containsExactly(jar);
        assertThat(walk.listing().closed())
                .containsExactly(new Unreadable(Kind.DIRECTORY, other, "", "permission denied"));
    }

    @Test
    void a_closed_directory_is_no_jar_whatever_its_name() throws IOException {
        Path directory = Files.createDirectory(root.resolve("folder.jar"));

        walk.visitFileFailed(directory, new AccessDeniedException(directory.toString()));

        assertThat(walk.listing().jars()).isEmpty();
        assertThat(walk.listing().closed()).extracting(Unreadable::path).containsExactly(directory);
    }

    @Test
    void a_directory_that_breaks_off_keeps_what_was_found_and_is_named() throws IOException {
        Path jar = new Planted(root).jar("broken/a.jar").with(52, "a/A").write();
        Path directory = root.resolve("broken");

        Files.walkFileTree(root, walk);
        walk.postVisitDirectory(directory, new IOException("input/output error"));

        assertThat(walk.listing().jars()).containsExactly(jar);
        assertThat(walk.listing().closed())
                .containsExactly(new Unreadable(Kind.DIRECTORY, directory, "", "input/output error"));
    }

    @Test
    void the_directory_itself_has_to_be_listed() {
        IOException failure = new AccessDeniedException(root.toString());

        assertThatThrownBy(() -> walk.visitFileFailed(root, failure)).isSameAs(failure);
    }
}
