package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;

/** What a lease may say. */
final class LeaseRules implements Rules<Lease> {

    @Override
    public void check(Lease lease, Findings findings) {
        LeaseSpec spec = lease.getSpec();
        if (spec == null) {
            return;
        }
        findings.positive("spec.leaseDurationSeconds", spec.getLeaseDurationSeconds());
        findings.notNegative("spec.leaseTransitions", spec.getLeaseTransitions());
    }
}
