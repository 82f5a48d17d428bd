package dev.doge.runtime.internal;

/** What the processor calls the graph of a class. Has no state. */
public final class GraphNames {
    private GraphNames() {}

    /**
     * Returns the name of the graph of a class.
     *
     * @param owner the class
     * @return the qualified name, whether there is such a class or not
     */
    public static String of(Class<?> owner) {
        String flat = owner.getSimpleName();
        for (Class<?> outer = owner.getDeclaringClass(); outer != null; outer = outer.getDeclaringClass()) {
            flat = outer.getSimpleName() + "_" + flat;
        }
        String pkg = owner.getPackageName();
        return (pkg.isEmpty() ? "" : pkg + ".") + flat + "Graph";
    }
}
