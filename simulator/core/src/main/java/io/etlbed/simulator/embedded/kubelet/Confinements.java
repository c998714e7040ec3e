package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.embedded.runtime.Confinement;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;

/** What a container's spec says that it may not do. */
final class Confinements {

    private static final BigDecimal MILLI = BigDecimal.valueOf(1000);

    private Confinements() {}

    static Confinement of(Pod pod, Container container) {
        SecuritySettings security = SecuritySettings.of(pod, container);
        return new Confinement(
                limit(container, "memory", BigDecimal.ONE),
                limit(container, "cpu", MILLI),
                security.user(),
                security.group(),
                security.capabilities(),
                security.noNewPrivileges(),
                security.readOnlyRoot());
    }

    /** A limit of 0 is none. */
    private static OptionalLong limit(Container container, String resource, BigDecimal units) {
        Quantity limit = container.getResources() == null
                ? null
                : container.getResources().getLimits().get(resource);
        BigDecimal amount = limit == null
                ? BigDecimal.ZERO
                : Quantity.getAmountInBytes(limit)
                        .multiply(units)
                        .setScale(0, RoundingMode.CEILING)
                        .min(BigDecimal.valueOf(Long.MAX_VALUE));
        return amount.signum() > 0 ? OptionalLong.of(amount.longValue()) : OptionalLong.empty();
    }
}
