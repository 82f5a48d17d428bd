package dev.doge.samples.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class ClassReferencesTest {
    private final ClassWriter type = new ClassWriter(0);

    private void head(@Nullable String signature) {
        type.visit(52, Opcodes.ACC_PUBLIC, "own/Type", signature, "parent/Parent", new String[] {"face/Face"});
    }

    private ClassReferences references() {
        type.visitEnd();
        return ClassReferences.of(type.toByteArray());
    }

    @Test
    void what_a_class_declares_calls_and_loads_counts() {
        head("Lparent/Parent<Lgeneric/Head;>;");
        type.visitField(0, "field", "[[Lfield/Field;", "Ljava/util/List<Lgeneric/Field;>;", null)
                .visitEnd();
        MethodVisitor method = type.visitMethod(
                0, "method", "(Largument/A;I[J)Lresult/R;", "<T:Lgeneric/Bound;>()V", new String[] {"thrown/Thrown"});
        method.visitCode();
        method.visitMethodInsn(Opcodes.INVOKESTATIC, "called/Called", "call", "(Lpassed/P;)Lreturned/R;", false);
        method.visitTypeInsn(Opcodes.NEW, "made/Made");
        method.visitTypeInsn(Opcodes.ANEWARRAY, "[Lelement/Element;");
        method.visitLdcInsn(Type.getMethodType("(Lhandle/H;)V"));
        method.visitMaxs(9, 9);
        method.visitEnd();

        assertThat(references().packageName()).isEqualTo("own");
        assertThat(references().packages())
                .contains(
                        "parent",
                        "face",
                        "generic",
                        "field",
                        "argument",
                        "result",
                        "thrown",
                        "called",
                        "passed",
                        "returned",
                        "made",
                        "element",
                        "handle")
                .doesNotContain("own");
    }

    @Test
    void annotations_do_not_count() {
        head(null);
        type.visitAnnotation("Lannotation/A;", true).visitEnd();

        assertThat(references().packages()).containsExactlyInAnyOrder("parent", "face");
    }

    @Test
    void nonsense_for_a_generic_signature_does_no_harm() {
        head("<<<nonsense");

        assertThat(references().packages()).containsExactlyInAnyOrder("parent", "face");
    }
}
