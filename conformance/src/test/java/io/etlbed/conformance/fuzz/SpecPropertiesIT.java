package io.etlbed.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.conformance.TestCluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.PodYaml;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Reported;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import io.etlbed.conformance.http.Payload;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/** Specifications over HTTP: exactly the flaws that were made are reported, and what has none is taken and runs. */
class SpecPropertiesIT {

    private final Session session = new Session(TestCluster.lab(), "spec-properties");

    @AfterProperty
    void close() {
        session.close();
    }

    @Property(tries = 150)
    void exactly_the_flaws_of_a_specification_are_reported(@ForAll("flawed") SpecArbitraries.Flawed flawed)
            throws InterruptedException {
        GeneratedSpecs.check(new Refusals(session), flawed);
    }

    /** That nothing is said against a right specification shows beside one deliberate flaw, without a pod. */
    @Property(tries = 100)
    void nothing_is_said_against_what_is_right(@ForAll("right") PodYaml right) throws InterruptedException {
        Exchange answer = new Refusals(session)
                .spec(right.with("spec.containers[0].image", "").text(), "the image is empty");
        assertThat(Reported.in(Expect.message(answer).orElse("")).rules()).containsExactly("SPEC-05");
    }

    @Property(tries = 4)
    void right_specifications_run(@ForAll("right") PodYaml right) throws InterruptedException {
        String etl = session.start(right);
        String bucket = session.newBucket();
        session.put(bucket, "an-object", Payload.of("abc"));
        assertThat(session.cluster().transform(bucket, "an-object", etl).text())
                .isEqualToIgnoringWhitespace("900150983cd24fb0d6963f7d28e17f72");
        assertThat(session.cluster().delete(etl).status()).isEqualTo(200);
    }

    @Provide
    Arbitrary<SpecArbitraries.Flawed> flawed() {
        return SpecArbitraries.flawed(TestCluster.plainSpec());
    }

    @Provide
    Arbitrary<PodYaml> right() {
        return SpecArbitraries.right(TestCluster.plainSpec());
    }
}
