package dev.doge.processor.read;

import dev.doge.processor.model.Composition;
import dev.doge.processor.model.Place;
import dev.doge.processor.model.Task;
import dev.doge.processor.model.TaskClass;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.annotation.processing.ProcessingEnvironment;
import javax.inject.Inject;
import javax.inject.Singleton;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Reads a task class: walks declared members from the class up, since {@code getAllMembers} has another order, and other names of
 * parameters, on another compiler.
 */
@Singleton
public final class ClassReader {
    private final Elements elements;
    private final Types types;
    private final ParameterNames names;
    private final TaskReader tasks;
    private final SettingsReader settings;
    private final Map<String, TaskClass> read = new HashMap<>();
    private final Set<String> written = new HashSet<>();
    private final Map<String, Boolean> hiding = new HashMap<>();

    @Inject
    ClassReader(ProcessingEnvironment environment) {
        this.elements = environment.getElementUtils();
        this.types = environment.getTypeUtils();
        this.names = new ParameterNames(elements);
        this.tasks = new TaskReader(elements, types, names);
        this.settings = new SettingsReader(names);
    }

    /** Notes the types that are compiled from source in this round, which begins. */
    public void compiled(Iterable<? extends Element> roots) {
        names.compiled(roots);
        read.clear(); // elements do not survive a round
        hiding.clear();
    }

    /** Notes a graph class that was written, which in later rounds is a type like those of users. */
    public void wrote(String qualifiedName) {
        written.add(qualifiedName);
    }

    /** Reads a class whose signatures are complete, with all that it includes. */
    public Composition compose(TypeElement type) {
        Map<String, TaskClass> parts = new LinkedHashMap<>();
        compose(type, parts);
        return new Composition(List.copyOf(parts.values()));
    }

    /** Reads a class again with all that it includes. */
    public Composition compose(TaskClass part) {
        return compose(elements.getTypeElement(part.name().qualifiedName()));
    }

    private void compose(TypeElement type, Map<String, TaskClass> parts) {
        TaskClass part = read(type);
        if (parts.putIfAbsent(part.name().qualifiedName(), part) == null) {
            part.graph().includes().stream()
                    .filter(include -> include.kind() == TaskClass.Include.Kind.TASKS)
                    .map(include -> elements.getTypeElement(include.name()))
                    .forEach(included -> compose(included, parts));
        }
    }

    /** Reads a class whose signatures are complete. */
    public TaskClass read(TypeElement type) {
        String name = type.getQualifiedName().toString();
        TaskClass known = read.get(name);
        if (known == null) {
            known = readAfresh(type);
            read.put(name, known);
        }
        return known;
    }

    private TaskClass readAfresh(TypeElement type) {
        List<TaskClass.UntaskedOverride> untasked = new ArrayList<>();
        List<Task> members = members(type, untasked);
        Optional<TaskClass.Settings> written = settings.read(type);
        return new TaskClass(
                Shapes.nameOf(type),
                isPublic(type),
                Enclosing.isDeprecated(type, elements),
                names.isSource(type),
                unfit(type),
                metadataOnly(type, members, written),
                written,
                members,
                untasked,
                upwards(type).stream()
                        .filter(base -> !names.isSource(base))
                        .filter(base -> names.version(base) > ParameterNames.VERSION)
                        .map(base -> new TaskClass.Newer(base.getQualifiedName().toString(), names.version(base)))
                        .toList(),
                surroundings(type),
                Site.of(type));
    }

    /** Returns the place of a class. */
    public Place placeOf(TypeElement type) {
        return Site.of(type);
    }

    /** Returns the nearest place in source: where a class file is meant, the place at which a composition names it. */
    public Place inSource(Composition composition, Place place) {
        Element element = ((Site) place).element();
        while (!(element instanceof TypeElement)) {
            element = Enclosing.of(element);
        }
        TypeElement declaring = (TypeElement) element;
        if (names.isSource(declaring)) {
            return place;
        }
        return composition.parts().stream()
                .filter(part -> upwards(elements.getTypeElement(part.name().qualifiedName()))
                        .contains(declaring))
                .findFirst()
                .map(composition::place)
                .orElse(composition.root().place());
    }

    // ---- members ----

    /** Returns the class, its superclasses, and their interfaces, each once. */
    List<TypeElement> upwards(TypeElement type) {
        Set<TypeElement> all = new LinkedHashSet<>();
        List<TypeElement> classes = new ArrayList<>();
        TypeElement next = type;
        while (next != null && !next.getQualifiedName().contentEquals("java.lang.Object")) {
            classes.add(next);
            next = next.getSuperclass() instanceof DeclaredType parent ? (TypeElement) parent.asElement() : null;
        }
        all.addAll(classes);
        classes.forEach(each -> addInterfaces(each, all));
        return List.copyOf(all);
    }

    private static void addInterfaces(TypeElement type, Set<TypeElement> all) {
        for (TypeMirror parent : type.getInterfaces()) {
            if (parent instanceof DeclaredType declared) {
                TypeElement element = (TypeElement) declared.asElement();
                if (all.add(element)) {
                    addInterfaces(element, all);
                }
            }
        }
    }

    private List<Task> members(TypeElement type, List<TaskClass.UntaskedOverride> untasked) {
        List<Task> found = new ArrayList<>();
        List<ExecutableElement> seen = new ArrayList<>();
        Set<String> overloaded = overloaded(type);
        for (TypeElement declaring : upwards(type)) {
            List<ExecutableElement> declared = ElementFilter.methodsIn(declaring.getEnclosedElements());
            for (ExecutableElement method : ordered(declaring, declared)) {
                if (!isInherited(method, type) || isTold(method, seen, type)) {
                    continue;
                }
                Optional<ExecutableElement> overriding = seen.stream()
                        .filter(other -> overrides(other, method, type))
                        .findFirst();
                if (overriding.isPresent()) {
                    ExecutableElement by = overriding.get();
                    if (Enclosing.type(by).equals(type)
                            && Annotations.find(by, Annotations.TASK).isEmpty()) {
                        Task overridden = tasks.read(type, method, overloaded, upwards(type));
                        untasked.add(new TaskClass.UntaskedOverride(overridden, text(by), Site.of(by)));
                        found.add(overridden);
                    } else {
                        found.add(tasks.read(type, method, overloaded, upwards(type)));
                    }
                } else {
                    found.add(tasks.read(type, method, overloaded, upwards(type)));
                }
            }
            declared.stream().filter(method -> isInherited(method, type)).forEach(seen::add);
        }
        return found;
    }

    /** Returns whether a method that overrides another is a task itself: one task, however often it is declared. */
    private boolean isTold(ExecutableElement method, List<ExecutableElement> seen, TypeElement type) {
        return seen.stream()
                .anyMatch(other ->
                        Annotations.find(other, Annotations.TASK).isPresent() && overrides(other, method, type));
    }

    /** Returns the names that several methods of the class have, overrides included: a call must then say which one it means. */
    private Set<String> overloaded(TypeElement type) {
        Set<String> once = new HashSet<>();
        Set<String> overloaded = new HashSet<>();
        for (TypeElement each : upwards(type)) {
            for (ExecutableElement method : ElementFilter.methodsIn(each.getEnclosedElements())) {
                String name = method.getSimpleName().toString();
                if (!once.add(name)) {
                    overloaded.add(name);
                }
            }
        }
        return overloaded;
    }

    private boolean overrides(ExecutableElement other, ExecutableElement method, TypeElement type) {
        return other.getSimpleName().equals(method.getSimpleName())
                && (elements.overrides(other, method, type)
                        || (other.getParameters().size()
                                        == method.getParameters().size()
                                && types.isSubsignature(
                                        (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), other),
                                        (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method))));
    }

    /** Returns the tasks among methods; those of a class file in the order that its metadata says. */
    private List<ExecutableElement> ordered(TypeElement declaring, List<ExecutableElement> methods) {
        List<ExecutableElement> annotated = new ArrayList<>(methods.stream()
                .filter(method -> Annotations.find(method, Annotations.TASK).isPresent())
                .toList());
        if (!annotated.isEmpty() && !names.isSource(declaring)) {
            List<String> order = names.order(declaring);
            annotated.sort(Comparator.comparingInt(method -> order.indexOf(name(method))));
        }
        return annotated;
    }

    private static String name(ExecutableElement method) {
        return Annotations.find(method, Annotations.TASK)
                .flatMap(mirror -> Annotations.string(mirror, "name"))
                .filter(name -> !name.isEmpty())
                .orElse(method.getSimpleName().toString());
    }

    /** Returns whether a class has a method that it declares or that is declared above it. */
    static boolean isInherited(ExecutableElement method, TypeElement type) {
        if (Enclosing.type(method).equals(type)) {
            return true;
        }
        Set<Modifier> modifiers = method.getModifiers();
        return !modifiers.contains(Modifier.PRIVATE)
                && !(modifiers.contains(Modifier.STATIC)
                        && Enclosing.type(method).getKind().isInterface());
    }

    /** Returns a method or constructor as messages show it. */
    static String text(Element element) {
        ExecutableElement method = (ExecutableElement) element;
        CharSequence owner = Enclosing.type(method).getSimpleName();
        String name = method.getSimpleName().contentEquals("<init>") ? "" : "." + method.getSimpleName();
        return owner
                + name
                + method.getParameters().stream()
                        .map(parameter -> Shapes.of(parameter.asType()).brief() + " " + parameter.getSimpleName())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    // ---- the class ----

    private static Optional<String> unfit(TypeElement type) {
        if (type.getKind() == ElementKind.ENUM) {
            return Optional.of("an enum");
        }
        if (type.getKind() == ElementKind.ANNOTATION_TYPE) {
            return Optional.of("an annotation type");
        }
        for (Element element = type; !(element instanceof PackageElement); element = Enclosing.of(element)) {
            if (element.getModifiers().contains(Modifier.PRIVATE)) {
                return Optional.of(element.equals(type) ? "a private class" : "a class within a private one");
            }
            if (!(element instanceof TypeElement)) {
                return Optional.of("a local class");
            }
        }
        return Optional.empty();
    }

    /** Returns whether a type has type parameters, or is an inner class of one that has. */
    private static boolean isGeneric(TypeElement type) {
        return !type.getTypeParameters().isEmpty()
                || Enclosing.outer(type).filter(ClassReader::isGeneric).isPresent();
    }

    private Optional<String> metadataOnly(TypeElement type, List<Task> members, Optional<TaskClass.Settings> written) {
        if (isGeneric(type)) {
            return Optional.of("generic");
        }
        if (type.getKind().isInterface()) {
            List<ExecutableElement> methods = upwards(type).stream()
                    .flatMap(each -> ElementFilter.methodsIn(each.getEnclosedElements()).stream())
                    .toList();
            boolean abstractTasks = methods.stream()
                    .anyMatch(method -> method.getModifiers().contains(Modifier.ABSTRACT)
                            && Annotations.find(method, Annotations.TASK).isPresent()
                            && methods.stream().noneMatch(by -> by.isDefault() && implementsIt(by, method, type)));
            if (abstractTasks && !members.isEmpty()) {
                return Optional.of("an interface with abstract tasks");
            }
        } else if (type.getModifiers().contains(Modifier.ABSTRACT)) {
            return Optional.of("abstract");
        }
        return written.filter(TaskClass.Settings::partial).map(partial -> TaskClass.PARTIAL);
    }

    /** Returns whether a default method stands for an abstract one; one that is declared abstract again stays so. */
    private boolean implementsIt(ExecutableElement by, ExecutableElement method, TypeElement type) {
        return elements.overrides(by, method, type)
                && types.isSubtype(
                        types.erasure(Enclosing.type(by).asType()),
                        types.erasure(Enclosing.type(method).asType()));
    }

    private static boolean isPublic(TypeElement type) {
        for (Element element = type; element instanceof TypeElement; element = Enclosing.of(element)) {
            if (!element.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }

    private TaskClass.Surroundings surroundings(TypeElement type) {
        var module = elements.getModuleOf(type);
        PackageElement pkg = elements.getPackageOf(type);
        String prefix = pkg.isUnnamed() ? "" : pkg.getQualifiedName() + ".";
        String graph = prefix + String.join("_", Shapes.nameOf(type).names()) + "Graph";
        TypeElement taken = elements.getTypeElement(graph);
        // Names of the inject APIs are written so that relocating our own copy of them leaves these strings alone.
        Optional<String> inject =
                List.of("#jakarta.inject.Inject".substring(1), "#javax.inject.Inject".substring(1)).stream()
                        .filter(name -> visible(module, name))
                        .findFirst();
        return new TaskClass.Surroundings(
                taken != null
                        && !written.contains(graph)
                        && (names.isSource(taken)
                                || Annotations.find(taken, Annotations.GENERATED)
                                        .isEmpty()),
                visible(module, "dev.doge.runtime.generated.Plan"),
                visible(module, "javax.annotation.processing.Generated"),
                inject,
                hiding.computeIfAbsent(prefix, any -> hidesJavaLang(module, prefix)),
                module != null && !module.isUnnamed());
    }

    private boolean hidesJavaLang(@Nullable ModuleElement module, String prefix) {
        return JavaLang.names().stream().anyMatch(name -> visible(module, prefix + name));
    }

    private boolean visible(@Nullable ModuleElement module, String name) {
        return (module == null ? elements.getTypeElement(name) : elements.getTypeElement(module, name)) != null;
    }
}
