package dev.doge.processor;

import com.google.auto.service.AutoService;
import dev.doge.processor.model.Diagnostic;
import dev.doge.processor.model.Id;
import dev.doge.processor.read.ClassReader;
import dev.doge.processor.validate.RuleFilter;
import dev.doge.processor.validate.Version;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Proves the graphs of task classes sound while the compiler runs, and writes their graph classes. */
@AutoService(Processor.class)
@SupportedAnnotationTypes("dev.doge.annotations.*")
@SupportedOptions({Options.REPORTS, Options.SNAPSHOT})
public final class DogeProcessor extends AbstractProcessor {
    private final Set<String> waiting = new LinkedHashSet<>();
    private final RuleFilter rules;
    private @Nullable ProcessorComponent component;

    /** Called by the compiler. */
    public DogeProcessor() {
        this(RuleFilter.ALL);
    }

    /** Makes one that applies some rules only. */
    DogeProcessor(RuleFilter rules) {
        this.rules = rules;
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** Returns also those that it does not know: it tells of them itself. */
    @Override
    public Set<String> getSupportedOptions() {
        Set<String> options = new LinkedHashSet<>(super.getSupportedOptions());
        if (isInitialized()) {
            processingEnv.getOptions().keySet().stream()
                    .filter(name -> name.startsWith("doge"))
                    .forEach(options::add);
        }
        return options;
    }

    @Override
    public synchronized void init(ProcessingEnvironment environment) {
        super.init(environment);
        Options options = Options.of(environment.getOptions());
        component = DaggerProcessorComponent.factory().create(environment, options, rules);
        options.problems().forEach(component.reporter()::report);
    }

    /** Claims nothing: if all annotations of a compilation were ours, javac would not ask the processors behind us. */
    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        ProcessorComponent phases = Objects.requireNonNull(component);
        ClassReader reader = phases.reader();
        reader.compiled(round.getRootElements());
        phases.checks().nextRound();
        phases.discovery().strays(round).forEach(phases.reporter()::report);
        phases.discovery()
                .taskClasses(round)
                .forEach(type -> waiting.add(type.getQualifiedName().toString()));
        if (round.processingOver()) {
            return false; // what still waits names a type that is missing: the compiler says so
        }
        for (String name : Set.copyOf(waiting).stream().sorted().toList()) {
            TypeElement type = processingEnv.getElementUtils().getTypeElement(name);
            if (type != null && phases.completeness().isComplete(type)) {
                waiting.remove(name);
                process(phases, type);
            }
        }
        return false;
    }

    private static void process(ProcessorComponent phases, TypeElement type) {
        TaskClassStep step = phases.step();
        try {
            step.process(type);
        } catch (RuntimeException
                | LinkageError
                | StackOverflowError e) { // ours, and no reason to hide what the compiler has to say
            phases.reporter()
                    .report(Diagnostic.at(
                                    phases.reader().placeOf(type),
                                    Id.DOGE999,
                                    "internal error of doge-processor " + Version.OF_PROCESSOR)
                            .why(String.valueOf(e))
                            .why("phase: " + step.phase())
                            .help("please report it with this message: https://github.com/doge-dev/doge/issues"));
        }
    }
}
