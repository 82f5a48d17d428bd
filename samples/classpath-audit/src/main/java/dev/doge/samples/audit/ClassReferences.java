package dev.doge.samples.audit;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/**
 * Which packages a class refers to: by the classes in its constant pool, by the types of what it calls, and by the types, generic ones too,
 * of what it declares. Annotations do not count: a class works without the classes of its annotations.
 *
 * @param packageName its own package
 * @param packages the others
 */
record ClassReferences(String packageName, Set<String> packages) {
    private static final int CLASS = 7;
    private static final int NAME_AND_TYPE = 12;
    private static final int METHOD_TYPE = 16;

    /**
     * Reads a class.
     *
     * @throws RuntimeException of any kind if it is damaged, or newer than ASM
     */
    static ClassReferences of(byte[] bytes) {
        ClassReader reader = new ClassReader(bytes);
        Set<String> packages = new TreeSet<>();
        char[] buffer = new char[reader.getMaxStringLength()];
        for (int i = 1; i < reader.getItemCount(); i++) {
            int at = reader.getItem(i);
            int tag = at == 0 ? 0 : reader.readByte(at - 1); // 0: the second half of a long or double
            if (tag == CLASS) {
                add(Type.getObjectType(String.valueOf(reader.readUTF8(at, buffer))), packages);
            } else if (tag == NAME_AND_TYPE) {
                add(Type.getType(String.valueOf(reader.readUTF8(at + 2, buffer))), packages);
            } else if (tag == METHOD_TYPE) {
                add(Type.getType(String.valueOf(reader.readUTF8(at, buffer))), packages);
            }
        }
        reader.accept(
                new Declarations(packages), ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        String own = packageOf(reader.getClassName());
        packages.remove(own);
        return new ClassReferences(own, packages);
    }

    private static void add(Type type, Set<String> packages) {
        switch (type.getSort()) {
            case Type.ARRAY -> add(type.getElementType(), packages);
            case Type.OBJECT -> packages.add(packageOf(type.getInternalName()));
            case Type.METHOD -> {
                add(type.getReturnType(), packages);
                for (Type argument : type.getArgumentTypes()) {
                    add(argument, packages);
                }
            }
            default -> {} // primitives have no package
        }
    }

    private static String packageOf(String internalName) {
        int slash = internalName.lastIndexOf('/');
        return slash < 0 ? "" : internalName.substring(0, slash).replace('/', '.');
    }

    /** Collects the types of a class's head, fields and methods. */
    private static final class Declarations extends ClassVisitor {
        private final Set<String> packages;

        Declarations(Set<String> packages) {
            super(Opcodes.ASM9);
            this.packages = packages;
        }

        @Override
        public void visit(
                int version,
                int access,
                String name,
                @Nullable String signature,
                @Nullable String superName,
                String @Nullable [] interfaces) {
            addGeneric(signature);
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
            add(Type.getType(descriptor), packages);
            addGeneric(signature);
            return null;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            add(Type.getMethodType(descriptor), packages);
            addGeneric(signature);
            return null;
        }

        private void addGeneric(@Nullable String signature) {
            if (signature == null) {
                return;
            }
            try {
                new SignatureReader(signature).accept(new SignatureVisitor(Opcodes.ASM9) {
                    @Override
                    public void visitClassType(String name) {
                        packages.add(packageOf(name));
                    }
                });
            } catch (RuntimeException | StackOverflowError e) {
                // Obfuscators leave nonsense here, and virtual machines do not look at it.
            }
        }
    }
}
