package dev.doge.processor.validate;

import dagger.Module;
import dagger.Provides;
import java.util.List;

/** The roster of rules, in the order of their precedence: shape, cycles, missing names, types, fan-outs, advice. */
@Module
public final class RulesModule {
    private RulesModule() {}

    @Provides
    static Roster roster(
            HasGraph hasGraph,
            HoldsTasks holdsTasks,
            MetadataIsReadable metadataIsReadable,
            SettingsAreSupported settingsAreSupported,
            HasTasks hasTasks,
            RuntimeIsThere runtimeIsThere,
            GraphNameIsFree graphNameIsFree,
            NamesAreLegal namesAreLegal,
            MethodsAreCallable methodsAreCallable,
            ParametersAreNamed parametersAreNamed,
            InheritedTasksAreAccessible inheritedTasksAreAccessible,
            NamesAreNotReserved namesAreNotReserved,
            NamesAreUnique namesAreUnique,
            ConstantsAreUnique constantsAreUnique,
            OverridesAreTasks overridesAreTasks,
            OneMarkPerParameter oneMarkPerParameter,
            NamesMeanOneThing namesMeanOneThing,
            DependsOnIsWellFormed dependsOnIsWellFormed,
            TypesAreNotRaw typesAreNotRaw,
            ReturnsAreSupported returnsAreSupported,
            TypesAreAccessible typesAreAccessible,
            NoRings noRings,
            NamesAreKnown namesAreKnown,
            InputsHaveOneType inputsHaveOneType,
            InputsAreNotNull inputsAreNotNull,
            InputsAreValues inputsAreValues,
            WrappersDoNotNest wrappersDoNotNest,
            VoidIsNotTaken voidIsNotTaken,
            NullsAreTaken nullsAreTaken,
            ValuesFit valuesFit,
            BindingsBind bindingsBind,
            SourcesAreIterable sourcesAreIterable,
            FanOutsAreClear fanOutsAreClear,
            FanOutsAreCollected fanOutsAreCollected,
            PinsMatch pinsMatch,
            OrderIsPinned orderIsPinned,
            OptionalIsNeeded optionalIsNeeded,
            ValuesAreNotArrays valuesAreNotArrays) {
        List<Rule> ofBases =
                List.of(holdsTasks, settingsAreSupported, hasTasks, hasGraph, namesAreLegal, returnsAreSupported);
        List<Rule> ofRoots = List.of(
                holdsTasks,
                metadataIsReadable,
                settingsAreSupported,
                hasTasks,
                runtimeIsThere,
                graphNameIsFree,
                namesAreLegal,
                methodsAreCallable,
                parametersAreNamed,
                inheritedTasksAreAccessible,
                namesAreNotReserved,
                namesAreUnique,
                constantsAreUnique,
                overridesAreTasks,
                oneMarkPerParameter,
                namesMeanOneThing,
                dependsOnIsWellFormed,
                typesAreNotRaw,
                returnsAreSupported,
                typesAreAccessible,
                noRings,
                namesAreKnown,
                inputsHaveOneType,
                inputsAreNotNull,
                inputsAreValues,
                wrappersDoNotNest,
                voidIsNotTaken,
                nullsAreTaken,
                valuesFit,
                bindingsBind,
                sourcesAreIterable,
                fanOutsAreClear,
                fanOutsAreCollected,
                pinsMatch,
                orderIsPinned,
                optionalIsNeeded,
                valuesAreNotArrays);
        return new Roster(ofRoots, ofBases);
    }

    /**
     * All rules.
     *
     * @param ofRoots what must hold of a class that has a graph
     * @param ofBases what must hold of one that yields metadata only
     */
    record Roster(List<Rule> ofRoots, List<Rule> ofBases) {}
}
