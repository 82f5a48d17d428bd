package dev.doge.processor.testing;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.eclipse.jdt.internal.compiler.tool.EclipseCompiler;

/** A compiler that Doge supports. Whatever holds on one must hold on the other. */
public enum Compiler {
    /** The compiler of the JDK that runs the tests. */
    JAVAC {
        @Override
        JavaCompiler tool() {
            return ToolProvider.getSystemJavaCompiler();
        }
    },
    /** Eclipse's compiler. */
    ECJ {
        @Override
        JavaCompiler tool() {
            return new EclipseCompiler();
        }
    };

    abstract JavaCompiler tool();
}
