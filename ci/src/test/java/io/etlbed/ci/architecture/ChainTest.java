package io.etlbed.ci.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;

/** Each module knows only the ones before it, and within them packages look one way. */
@AnalyzeClasses(packages = "io.etlbed", importOptions = ProductionCode.class)
final class ChainTest {

    private ChainTest() {}

    @ArchTest
    static final ArchRule the_modules_form_one_chain = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("simulator")
            .definedBy("io.etlbed.simulator..")
            .layer("cluster")
            .definedBy("io.etlbed.cluster..")
            .layer("junit")
            .definedBy("io.etlbed.junit..")
            .layer("playbooks")
            .definedBy("io.etlbed.playbooks..")
            .layer("conformance")
            .definedBy("io.etlbed.conformance..")
            .layer("ci")
            .definedBy("io.etlbed.ci..")
            .whereLayer("ci")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("conformance")
            .mayOnlyBeAccessedByLayers("ci")
            .whereLayer("playbooks")
            .mayOnlyBeAccessedByLayers("conformance", "ci")
            .whereLayer("junit")
            .mayOnlyBeAccessedByLayers("playbooks", "conformance", "ci")
            .whereLayer("cluster")
            .mayOnlyBeAccessedByLayers("junit", "playbooks", "conformance", "ci")
            .whereLayer("simulator")
            .mayOnlyBeAccessedByLayers("junit", "playbooks", "conformance", "ci");

    @ArchTest
    static final ArchRule the_simulator_knows_nothing_of_AIStore = noClasses()
            .that()
            .resideInAPackage("io.etlbed.simulator..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.etlbed.cluster..",
                    "io.etlbed.junit..",
                    "io.etlbed.playbooks..",
                    "io.etlbed.conformance..",
                    "io.etlbed.ci..");

    @ArchTest
    static final ArchRule one_package_alone_knows_Docker = noClasses()
            .that()
            .resideInAPackage("io.etlbed..")
            .and()
            .resideOutsideOfPackage("io.etlbed.simulator.docker.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.github.dockerjava..", "org.testcontainers..");

    @ArchTest
    static final ArchRule containers_come_in_by_their_provider_alone = noClasses()
            .that()
            .resideInAPackage("io.etlbed..")
            .and()
            .resideOutsideOfPackages("io.etlbed.simulator.docker..", "io.etlbed.ci.doctor..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.etlbed.simulator.docker..");

    @ArchTest
    static final ArchRule the_cluster_never_knows_which_kubernetes_is_behind_it = noClasses()
            .that()
            .resideInAPackage("io.etlbed.cluster..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.etlbed.simulator..", "io.etlbed.junit..");

    @ArchTest
    static final ArchRule a_conformance_check_trusts_nothing_of_the_cluster = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.etlbed.conformance.check..",
                    "io.etlbed.conformance.suite..",
                    "io.etlbed.conformance.http..",
                    "io.etlbed.conformance.fuzz..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.etlbed.cluster..", "io.etlbed.junit..");

    @ArchTest
    static final ArchRule the_protocol_is_data_and_sees_no_behaviour = noClasses()
            .that()
            .resideInAPackage("io.etlbed.cluster.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.etlbed.cluster.data..",
                    "io.etlbed.cluster.control..",
                    "io.etlbed.cluster.proxy..",
                    "io.etlbed.cluster.target..",
                    "io.etlbed.cluster.etl..",
                    "io.etlbed.cluster.cli..",
                    "io.etlbed.cluster.client..");

    @ArchTest
    static final ArchRule netty_stays_in_the_data_plane = noClasses()
            .that()
            .resideInAPackage("io.etlbed..")
            .and()
            .resideOutsideOfPackage("io.etlbed.cluster.data..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..");

    @ArchTest
    static final ArchRule packages_of_the_simulator_have_no_cycles = SlicesRuleDefinition.slices()
            .matching("io.etlbed.simulator.(**)")
            .should()
            .beFreeOfCycles();
}
