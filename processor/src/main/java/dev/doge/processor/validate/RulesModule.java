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
            RuleFilter filter,
            HasGraph hasGraph,
            HoldsTasks holdsTasks,
            MetadataIsReadable metadataIsReadable,
            IncludesAreTaskClasses includesAreTaskClasses,
            IncludesAreAcyclic includesAreAcyclic,
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
            BindingsAreWritten bindingsAreWritten,
            TypesAreNotRaw typesAreNotRaw,
            ReturnsAreSupported returnsAreSupported,
            TypesAreAccessible typesAreAccessible,
            NoRings noRings,
            NamesAreKnown namesAreKnown,
            NamesAreUnambiguous namesAreUnambiguous,
            RequirementsAreMet requirementsAreMet,
            BindsAreClear bindsAreClear,
            InputsAreOneThing inputsAreOneThing,
            InputsHaveOneType inputsHaveOneType,
            InputsAreNotNull inputsAreNotNull,
            InputsAreValues inputsAreValues,
            WrappersDoNotNest wrappersDoNotNest,
            VoidIsNotTaken voidIsNotTaken,
            NullsAreTaken nullsAreTaken,
            ValuesFit valuesFit,
            ConditionalIsOptional conditionalIsOptional,
            BindingsBind bindingsBind,
            BindingsFit bindingsFit,
            SourcesAreThere sourcesAreThere,
            SourcesAreIterable sourcesAreIterable,
            FanOutsAreClear fanOutsAreClear,
            FanOutsAreCollected fanOutsAreCollected,
            ConditionsAreBoolean conditionsAreBoolean,
            FallbacksFit fallbacksFit,
            PinsMatch pinsMatch,
            OrderIsPinned orderIsPinned,
            PredecessorsAreNotTaken predecessorsAreNotTaken,
            NothingIsHidden nothingIsHidden,
            RootsNeedAll rootsNeedAll,
            OptionalIsNeeded optionalIsNeeded,
            ReboundIsClear reboundIsClear,
            ValuesAreNotArrays valuesAreNotArrays) {
        List<Rule> ofBases =
                List.of(holdsTasks, hasTasks, hasGraph, namesAreLegal, methodsAreCallable, returnsAreSupported);
        List<Rule> ofRoots = List.of(
                holdsTasks,
                metadataIsReadable,
                includesAreTaskClasses,
                includesAreAcyclic,
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
                bindingsAreWritten,
                typesAreNotRaw,
                returnsAreSupported,
                typesAreAccessible,
                noRings,
                namesAreKnown,
                namesAreUnambiguous,
                requirementsAreMet,
                bindsAreClear,
                inputsAreOneThing,
                inputsHaveOneType,
                inputsAreNotNull,
                inputsAreValues,
                wrappersDoNotNest,
                voidIsNotTaken,
                nullsAreTaken,
                valuesFit,
                conditionalIsOptional,
                bindingsBind,
                bindingsFit,
                sourcesAreThere,
                sourcesAreIterable,
                fanOutsAreClear,
                fanOutsAreCollected,
                conditionsAreBoolean,
                fallbacksFit,
                pinsMatch,
                orderIsPinned,
                predecessorsAreNotTaken,
                nothingIsHidden,
                rootsNeedAll,
                optionalIsNeeded,
                reboundIsClear,
                valuesAreNotArrays);
        List<Rule> ofPartials = List.of(
                holdsTasks,
                metadataIsReadable,
                includesAreTaskClasses,
                includesAreAcyclic,
                hasTasks,
                hasGraph,
                namesAreLegal,
                methodsAreCallable,
                parametersAreNamed,
                namesAreUnique,
                overridesAreTasks,
                oneMarkPerParameter,
                namesMeanOneThing,
                dependsOnIsWellFormed,
                typesAreNotRaw,
                returnsAreSupported,
                bindsAreClear,
                inputsAreNotNull,
                inputsAreValues,
                nothingIsHidden,
                valuesAreNotArrays);
        return new Roster(applied(ofRoots, filter), applied(ofPartials, filter), applied(ofBases, filter));
    }

    private static List<Rule> applied(List<Rule> rules, RuleFilter filter) {
        return rules.stream()
                .filter(rule -> filter.applies(rule.getClass().getSimpleName()))
                .toList();
    }

    /**
     * All rules.
     *
     * @param ofRoots what must hold of a class that has a graph
     * @param ofPartials what must hold of one that yields metadata only since it lacks names
     * @param ofBases what must hold of other classes that yield metadata only
     */
    record Roster(List<Rule> ofRoots, List<Rule> ofPartials, List<Rule> ofBases) {}
}
