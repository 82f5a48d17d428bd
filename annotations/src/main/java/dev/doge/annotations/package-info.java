/**
 * The annotations with which tasks and their dependencies are declared.
 *
 * <p>All of them are read by the annotation processor while the compiler runs and are retained in class files only; nothing reads them
 * by reflection. A class that uses them needs no other part of Doge to load.
 */
package dev.doge.annotations;
