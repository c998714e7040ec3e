package io.etlbed.ci.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessField;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** How code behaves, wherever it is. */
@AnalyzeClasses(packages = "io.etlbed", importOptions = ProductionCode.class)
final class HabitsTest {

    /** Programs of their own, started by us. */
    private static final String TALKS_TO_ITS_PARENT =
            "io\\.etlbed\\.(simulator\\.embedded\\.network\\.Relay(Main|Server)|cluster\\.TargetMain).*";

    private HabitsTest() {}

    @ArchTest
    static final ArchRule nobody_sleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", long.class, int.class)
            .because("code waits for conditions");

    @ArchTest
    static final ArchRule standard_streams_belong_to_commands = noClasses()
            .that()
            .resideOutsideOfPackages("io.etlbed.cluster.cli..", "io.etlbed.ci..", "io.etlbed.conformance.report..")
            .and()
            // A program of its own, which talks to its parent through them.
            .haveNameNotMatching(TALKS_TO_ITS_PARENT)
            .should(accessField(System.class, "out").or(accessField(System.class, "err")))
            .because("libraries log; commands are given where they write");

    @ArchTest
    static final ArchRule nobody_prints_stack_traces = noClasses()
            .that()
            .resideOutsideOfPackage("io.etlbed.ci..")
            .should()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule nobody_ends_the_jvm_but_commands = noClasses()
            .that()
            .resideOutsideOfPackages("io.etlbed.cluster.cli..", "io.etlbed.ci..")
            .and()
            .haveNameNotMatching(TALKS_TO_ITS_PARENT)
            .should()
            .callMethod(System.class, "exit", int.class);
}
