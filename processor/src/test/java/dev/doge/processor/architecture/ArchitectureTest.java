package dev.doge.processor.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import javax.annotation.processing.Filer;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * The arrows between the phases: {@code read -> model <- graph <- validate <- generate <- write}. The root package wires the phases, and is
 * free to see all.
 */
@AnalyzeClasses(packages = "dev.doge.processor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String READ = "dev.doge.processor.read..";
    private static final String MODEL = "dev.doge.processor.model..";
    private static final String GRAPH = "dev.doge.processor.graph..";
    private static final String VALIDATE = "dev.doge.processor.validate..";
    private static final String GENERATE = "dev.doge.processor.generate..";
    private static final String WRITE = "dev.doge.processor.write..";
    private static final String SNAPSHOT = "dev.doge.processor.snapshot..";

    @ArchTest
    static final ArchRule model_is_pure = classes()
            .that()
            .resideInAPackage(MODEL)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(MODEL, "java..", "org.jspecify..", "com.google.common.collect..");

    @ArchTest
    static final ArchRule graph_is_pure_algorithms_over_the_model = classes()
            .that()
            .resideInAPackage(GRAPH)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    GRAPH,
                    MODEL,
                    "java..",
                    "org.jspecify..",
                    "com.google.common.collect..",
                    "dagger..",
                    "javax.inject..");

    @ArchTest
    static final ArchRule nothing_but_read_knows_Elements_and_Types = noClasses()
            .that()
            .resideInAnyPackage(MODEL, GRAPH, VALIDATE, GENERATE, WRITE)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Elements.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Types.class);

    @ArchTest
    static final ArchRule rules_and_generators_see_no_elements = noClasses()
            .that()
            .resideInAnyPackage(VALIDATE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.lang.model..", "javax.annotation.processing..");

    @ArchTest
    static final ArchRule nothing_but_write_knows_the_Filer = noClasses()
            .that()
            .resideInAnyPackage(READ, MODEL, GRAPH, VALIDATE, GENERATE)
            .should()
            .dependOnClassesThat()
            .areAssignableTo(Filer.class);

    @ArchTest
    static final ArchRule read_sees_only_the_model = noClasses()
            .that()
            .resideInAPackage(READ)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GRAPH, VALIDATE, GENERATE, WRITE);

    @ArchTest
    static final ArchRule validate_does_not_know_what_follows = noClasses()
            .that()
            .resideInAPackage(VALIDATE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(READ, GENERATE, WRITE);

    @ArchTest
    static final ArchRule generate_does_not_know_what_follows_or_reads = noClasses()
            .that()
            .resideInAPackage(GENERATE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(READ, WRITE);

    @ArchTest
    static final ArchRule snapshot_sees_only_the_model = noClasses()
            .that()
            .resideInAPackage(SNAPSHOT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(READ, GRAPH, VALIDATE, GENERATE, WRITE, "javax..");

    @ArchTest
    static final ArchRule only_generate_and_write_know_JavaPoet = noClasses()
            .that()
            .resideInAnyPackage(READ, MODEL, GRAPH, VALIDATE, SNAPSHOT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.palantir..");
}
