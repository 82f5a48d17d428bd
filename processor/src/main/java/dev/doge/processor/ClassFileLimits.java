package dev.doge.processor;

/** What fits into one class file. */
final class ClassFileLimits {
    /**
     * How many tasks a graph class can have. A task takes about fifteen constants in the generated class: its own name and handle, its body
     * and the method that it calls, its request method; 65535 is the limit of the class-file format (JVMS 4.1).
     */
    static final int TASKS = 3000;

    private ClassFileLimits() {}
}
