package dev.doge.samples.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.doge.samples.audit.JarFacts.ClassFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

class JarReaderTest {
    @TempDir
    private Path root;

    private Planted planted;

    @BeforeEach
    void plantHere() {
        planted = new Planted(root);
    }

    private static JarFacts read(Path jar) throws IOException {
        return JarReader.read(jar, Digest.of(jar));
    }

    /** Reads a jar with that class and a sound one. */
    private ClassFile readClass(byte[] content) throws IOException {
        Path jar =
                planted.jar("a.jar").with("a/A.class", content).with(52, "b/B").write();
        List<ClassFile> classes = read(jar).classes();
        assertThat(classes).hasSize(2);
        assertThat(classes.get(1).isReadable()).isTrue();
        return classes.get(0);
    }

    @Test
    void digests_are_those_of_sha256sum() throws IOException {
        Path file = Files.writeString(root.resolve("abc"), "abc");
        String known = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        assertThat(Digest.of(file)).hasToString(known);
        assertThat(Digest.ofContent("abc".getBytes(UTF_8))).hasToString(known);
    }

    @Test
    void files_that_are_no_jars_are_refused_with_a_reason() throws IOException {
        Path empty = Files.createFile(root.resolve("empty.jar"));
        Path half = planted.jar("half.jar").with(52, "a/A").with(52, "b/B").writeHalf();

        assertThatThrownBy(() -> read(empty))
                .isInstanceOf(IOException.class)
                .message()
                .isNotBlank();
        assertThatThrownBy(() -> read(half))
                .isInstanceOf(IOException.class)
                .message()
                .isNotBlank();
    }

    @Test
    void a_jar_without_classes_is_a_jar() throws IOException {
        Path jar = planted.jar("a.jar")
                .with("readme.txt", new byte[0])
                .with("a.class/", new byte[0])
                .write();

        assertThat(read(jar).classes()).isEmpty();
    }

    @Test
    void a_file_that_is_no_class_is_named_and_counted() throws IOException {
        assertThat(readClass(new byte[0]).problem()).isEqualTo("does not begin as a class file does");
        assertThat(readClass("no class at all".getBytes(UTF_8)).problem())
                .isEqualTo("does not begin as a class file does");
    }

    @Test
    void a_class_of_any_length_too_short_is_named_and_counted() throws IOException {
        byte[] whole = Planted.type(52, "a/A", "b/B");
        for (int length = 8; length < whole.length; length++) {
            assertThat(readClass(Arrays.copyOf(whole, length)).entry()).isEqualTo("a/A.class");
        }
        ClassFile half = readClass(Arrays.copyOf(whole, whole.length / 2));
        assertThat(half.problem()).startsWith("damaged: ");
        assertThat(half.major()).isEqualTo(52);
    }

    @Test
    void a_class_newer_than_asm_is_named_and_its_level_is_known() throws IOException {
        ClassFile newer = readClass(Planted.type(999, "a/A"));

        assertThat(newer.problem()).isEqualTo("Unsupported class file major version 999");
        assertThat(newer.major()).isEqualTo(999);
    }

    @Test
    void a_class_with_a_constant_of_no_known_kind_is_damaged() throws IOException {
        byte[] bytes = Planted.type(52, "a/A");
        bytes[10] = 99; // the kind of the first constant

        assertThat(readClass(bytes).problem()).startsWith("damaged: ");
    }

    @Test
    void a_type_nested_deeper_than_the_stack_leaves_its_class_readable() throws IOException {
        ClassWriter writer = new ClassWriter(0);
        String nested = "Lb/B<".repeat(6000) + "*" + ">;".repeat(6000);
        writer.visit(52, Opcodes.ACC_PUBLIC, "a/A", nested, "java/lang/Object", null);

        ClassFile file = readClass(writer.toByteArray());

        assertThat(file.problem()).isEmpty();
    }

    @Test
    void a_class_that_another_one_of_its_name_hides_is_named_and_counted() throws IOException {
        Path jar = planted.jar("a.jar")
                .with(52, "a/A")
                .with("a/B.class", Planted.type(61, "a/A"))
                .write();
        String bytes = Files.readString(jar, ISO_8859_1);
        Files.writeString(jar, bytes.replace("a/B.class", "a/A.class"), ISO_8859_1);

        assertThat(read(jar).classes())
                .hasSize(2)
                .filteredOn(file -> !file.isReadable())
                .singleElement()
                .satisfies(file ->
                        assertThat(file.problem()).isEqualTo("the jar has another class of this name, which hides it"));
    }

    @Test
    void a_class_whose_bytes_have_changed_in_the_jar_is_named_and_counted() throws IOException {
        Path jar = planted.jar("a.jar").with("a/A.class", new byte[5000]).write();
        byte[] bytes = Files.readAllBytes(jar);
        bytes[30 + "a/A.class".length() + 1] ^= 0x55; // within the packed content, behind the head of the entry
        Files.write(jar, bytes);

        assertThat(read(jar).classes()).singleElement().satisfies(file -> {
            assertThat(file.isReadable()).isFalse();
            assertThat(file.digest()).isEqualTo(Digest.UNKNOWN);
        });
    }

    @Test
    void references_are_those_between_the_jars_own_packages() throws IOException {
        Path jar = planted.jar("a.jar")
                .with(52, "a/A", "b/B", "java/util/List", "a/Other")
                .with(52, "b/B")
                .with("META-INF/versions/11/b/B.class", Planted.type(55, "b/B", "a/A"))
                .write();

        assertThat(read(jar).references()).hasSize(2).containsEntry("a", Set.of("b"));
    }
}
