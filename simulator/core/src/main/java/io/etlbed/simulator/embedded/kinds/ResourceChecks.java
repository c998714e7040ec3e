package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is refused in the requests and limits of a container. */
final class ResourceChecks {

    private static final Set<String> OF_CONTAINERS = Set.of("cpu", "ephemeral-storage", "memory");

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
            checkName(path, name, findings);
            if (amount.isEmpty()) {
                findings.invalid(path, String.valueOf(quantity), Quantities.FORM);
            } else if (amount.get().signum() < 0) {
                findings.invalid(path, quantity.toString(), "must be greater than or equal to 0");
            }
        });
    }

    private static void checkName(String path, String name, Findings findings) {
        Names.qualifiedName(name).forEach(detail -> findings.invalid(path, name, detail));
        boolean known = OF_CONTAINERS.contains(name) || name.startsWith("hugepages-");
        if (name.indexOf('/') < 0 && !known) {
            findings.invalid(path, name, "must be a standard resource for containers");
        }
    }

    private static Optional<BigDecimal> amount(@Nullable Quantity quantity) {
        try {
            boolean one = quantity != null && Quantities.isOne(quantity.toString());
            return !one ? Optional.empty() : Optional.of(Quantity.getAmountInBytes(quantity));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
