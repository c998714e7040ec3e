package io.etlbed.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.etlbed.conformance.TestCluster;
import io.etlbed.conformance.check.Expect;
import io.etlbed.conformance.check.Refusals;
import io.etlbed.conformance.check.Reported;
import io.etlbed.conformance.check.Session;
import io.etlbed.conformance.http.Exchange;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

/** ETL_IDs over HTTP, at the boundaries of what is legal. */
class NamePropertiesIT {

    private static final int LONGEST = 20;

    private final Session session = new Session(TestCluster.lab(), "name-properties");

    @AfterProperty
    void close() {
        session.close();
    }

    @Property(tries = 150)
    void illegal_names_are_refused(@ForAll("illegal") NameArbitraries.BadName bad) throws InterruptedException {
        GeneratedNames.check(session, new Refusals(session), bad);
    }

    /** That nothing is said against a legal name shows beside a flaw of the specification, without a pod. */
    @Property(tries = 150)
    void nothing_is_said_against_legal_names(@ForAll("legal") String name) throws InterruptedException {
        Exchange answer = new Refusals(session)
                .init(
                        name,
                        TestCluster.plainSpec()
                                .with("spec.containers[0].image", "")
                                .text(),
                        "the image is empty");
        assertThat(Reported.in(Expect.message(answer).orElse("")).rules()).containsExactly("SPEC-05");
    }

    @Provide
    Arbitrary<NameArbitraries.BadName> illegal() {
        return NameArbitraries.illegal(LONGEST);
    }

    @Provide
    Arbitrary<String> legal() {
        return NameArbitraries.legal(LONGEST);
    }
}
