package dev.doge.processor;

import dagger.BindsInstance;
import dagger.Component;
import dev.doge.processor.read.ClassReader;
import dev.doge.processor.read.Completeness;
import dev.doge.processor.read.Discovery;
import dev.doge.processor.validate.RuleFilter;
import dev.doge.processor.validate.RulesModule;
import javax.annotation.processing.ProcessingEnvironment;
import javax.inject.Singleton;

/** The inside of the processor, put together. One per compilation. */
@Singleton
@Component(modules = RulesModule.class)
interface ProcessorComponent {
    Discovery discovery();

    Completeness completeness();

    ClassReader reader();

    Checks checks();

    TaskClassStep step();

    Reporter reporter();

    @Component.Factory
    interface Factory {
        ProcessorComponent create(
                @BindsInstance ProcessingEnvironment environment,
                @BindsInstance Options options,
                @BindsInstance RuleFilter rules);
    }
}
