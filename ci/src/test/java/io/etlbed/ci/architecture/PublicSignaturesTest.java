package io.etlbed.ci.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

/** What users compile against is made of JDK types, the fabric8 model, JUnit's own where it is for JUnit, and ours. */
@AnalyzeClasses(packages = "io.etlbed", importOptions = ProductionCode.class)
final class PublicSignaturesTest {

    private static final List<String> FORBIDDEN = List.of(
            "io.javalin.",
            "org.eclipse.jetty.",
            "io.netty.",
            "com.fasterxml.jackson.",
            "jakarta.servlet.",
            "com.github.dockerjava.",
            "org.testcontainers.",
            "picocli.",
            "org.bouncycastle.",
            "com.sun.jna.");

    private PublicSignaturesTest() {}

    @ArchTest
    static final ArchRule libraries_do_not_leak = classes()
            .that()
            .arePublic()
            .and()
            .resideInAnyPackage(
                    "io.etlbed.simulator",
                    "io.etlbed.simulator.certificate",
                    "io.etlbed.simulator.docker.engine",
                    "io.etlbed.simulator.docker.k3s",
                    "io.etlbed.simulator.handler",
                    "io.etlbed.simulator.python",
                    "io.etlbed.cluster",
                    "io.etlbed.cluster.client",
                    "io.etlbed.cluster.control",
                    "io.etlbed.cluster.data",
                    "io.etlbed.cluster.etl",
                    "io.etlbed.cluster.tls",
                    "io.etlbed.cluster.wire",
                    "io.etlbed.junit",
                    "io.etlbed.junit.faults",
                    "io.etlbed.playbooks",
                    "io.etlbed.conformance",
                    "io.etlbed.conformance.run",
                    "io.etlbed.conformance.baseline",
                    "io.etlbed.conformance.evidence",
                    "io.etlbed.conformance.profile",
                    "io.etlbed.conformance.junit",
                    "io.etlbed.conformance.report",
                    "io.etlbed.conformance.catalogue")
            .should(nameNoTypeOfALibrary());

    private static ArchCondition<JavaClass> nameNoTypeOfALibrary() {
        return new ArchCondition<>("name no type of a library in what is public") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaMember member : type.getMembers()) {
                    if (visible(member)) {
                        named(member)
                                .filter(PublicSignaturesTest::forbidden)
                                .forEach(library -> events.add(SimpleConditionEvent.violated(
                                        member, member.getFullName() + " names " + library.getName())));
                    }
                }
            }
        };
    }

    private static boolean visible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> named(JavaMember member) {
        Stream<JavaType> types = member instanceof JavaCodeUnit code
                ? Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream())
                : Stream.of(((JavaField) member).getType());
        return types.flatMap(type -> type.getAllInvolvedRawTypes().stream());
    }

    private static boolean forbidden(JavaClass type) {
        return FORBIDDEN.stream().anyMatch(type.getName()::startsWith);
    }
}
