package dev.doge.benchmarks.counts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Loads Doge anew, with a call of {@link Count} before each operation that is counted. What the JDK does inside its own classes, its pool and its
 * futures, is not seen.
 */
public final class CountingLoader extends ClassLoader {
    private static final String OURS = "dev.doge.";
    private static final String RUNTIME = "dev.doge.runtime.";
    private static final String COUNT = Type.getInternalName(Count.class);

    /** Where the work of a key is looked for: once for each run and set of inputs. */
    private static final String TABLE = "dev/doge/runtime/internal/FrameTable";

    /** Where a session looks for what a caller has got before. */
    private static final String SESSION = "dev/doge/runtime/internal/SessionState";

    private static final String WORKERS = "dev/doge/runtime/internal/PoolWorkers";

    /** The volatile fields by class. */
    private final Map<String, Set<String>> volatiles = new ConcurrentHashMap<>();

    /** Makes a loader that has loaded nothing. */
    public CountingLoader() {
        super(CountingLoader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null && name.startsWith(OURS) && !name.equals(Count.class.getName())) {
                byte[] code = name.startsWith(RUNTIME) ? counting(code(name)) : code(name);
                loaded = defineClass(name, code, 0, code.length);
            }
            return loaded == null ? super.loadClass(name, resolve) : loaded;
        }
    }

    private byte[] code(String name) {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new NoClassDefFoundError(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] counting(byte[] code) {
        ClassReader reader = new ClassReader(code);
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access,
                            String name,
                            String descriptor,
                            @Nullable String signature,
                            String @Nullable [] exceptions) {
                        return new Counting(
                                super.visitMethod(access, name, descriptor, signature, exceptions),
                                reader.getClassName(),
                                access,
                                name);
                    }
                },
                0);
        return writer.toByteArray();
    }

    /** Returns whether a field of a class of the runtime, or of one that it extends, is volatile. */
    private boolean isVolatile(String owner, String field) {
        return owner.startsWith(RUNTIME.replace('.', '/'))
                && volatiles.computeIfAbsent(owner, this::volatilesOf).contains(field);
    }

    private Set<String> volatilesOf(String owner) {
        Set<String> found = new HashSet<>();
        for (String type = owner; type.startsWith(RUNTIME.replace('.', '/')); ) {
            ClassReader reader = new ClassReader(code(type.replace('/', '.')));
            reader.accept(
                    new ClassVisitor(Opcodes.ASM9) {
                        @Override
                        public @Nullable FieldVisitor visitField(
                                int access,
                                String name,
                                String descriptor,
                                @Nullable String signature,
                                @Nullable Object value) {
                            if ((access & Opcodes.ACC_VOLATILE) != 0) {
                                found.add(name);
                            }
                            return null;
                        }
                    },
                    ClassReader.SKIP_CODE);
            type = reader.getSuperName();
        }
        return found;
    }

    private final class Counting extends MethodVisitor {
        private final String type;
        private final int access;
        private final String method;

        Counting(MethodVisitor next, String type, int access, String method) {
            super(Opcodes.ASM9, next);
            this.type = type;
            this.access = access;
            this.method = method;
        }

        private void count(String what) {
            super.visitMethodInsn(Opcodes.INVOKESTATIC, COUNT, what, "()V", false);
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
                count("lock");
            }
            if ((type.equals(TABLE) && method.equals("attach")) || (type.equals(SESSION) && method.equals("known"))) {
                count("lookUp");
            }
            if (type.equals(WORKERS) && method.equals("start")) {
                count("handedOn");
            }
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.MONITORENTER) {
                count("lock");
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            // nobody else sees the object yet: no order is paid for
            boolean inConstructor = owner.equals(type) && method.startsWith("<");
            if (opcode == Opcodes.PUTFIELD && !inConstructor && isVolatile(owner, name)) {
                count("atomic");
            }
            super.visitFieldInsn(opcode, owner, name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            boolean handle = owner.equals("java/lang/invoke/VarHandle");
            boolean atomic = owner.startsWith("java/util/concurrent/atomic/");
            if ((handle || atomic) && (orders(name) || (atomic && writes(name)))) {
                count("atomic");
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        private boolean orders(String name) {
            return name.startsWith("compareAnd")
                    || name.startsWith("weakCompareAnd")
                    || name.startsWith("getAnd")
                    || name.endsWith("AndGet")
                    || name.equals("setVolatile")
                    || name.equals("fullFence");
        }

        private boolean writes(String name) {
            return name.equals("set") || name.equals("increment") || name.equals("add");
        }
    }
}
