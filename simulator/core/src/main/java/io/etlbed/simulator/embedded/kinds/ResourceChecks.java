package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is refused in the requests and limits of a container. */
final class ResourceChecks {

    private static final String FORM =
            "quantities must match the regular expression " + "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

    private ResourceChecks() {}

    static void check(String at, @Nullable ResourceRequirements resources, Findings findings) {
        if (resources == null) {
            return;
        }
        checkAmounts(at + ".limits", resources.getLimits(), findings);
        checkAmounts(at + ".requests", resources.getRequests(), findings);
        resources.getRequests().forEach((name, request) -> {
            Quantity limit = resources.getLimits().get(name);
            Optional<BigDecimal> asked = amount(request);
            Optional<BigDecimal> most = amount(limit);
            if (asked.isPresent() && most.isPresent() && asked.get().compareTo(most.get()) > 0) {
                findings.invalid(
                        at + ".requests",
                        request.toString(),
                        "must be less than or equal to " + name + " limit of " + limit);
            }
        });
    }

    private static void checkAmounts(String at, Map<String, Quantity> amounts, Findings findings) {
        amounts.forEach((name, quantity) -> {
            Optional<BigDecimal> amount = amount(quantity);
            String path = at + "[" + name + "]";
            if (amount.isEmpty()) {
                findings.invalid(path, String.valueOf(quantity), FORM);
            } else if (amount.get().signum() < 0) {
                findings.invalid(path, quantity.toString(), "must be greater than or equal to 0");
            }
        });
    }

    private static Optional<BigDecimal> amount(@Nullable Quantity quantity) {
        try {
            return quantity == null ? Optional.empty() : Optional.of(Quantity.getAmountInBytes(quantity));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
