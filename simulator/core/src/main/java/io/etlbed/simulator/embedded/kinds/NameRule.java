package io.etlbed.simulator.embedded.kinds;

import java.util.List;

/** Which names the objects of a kind may have. */
public enum NameRule {
    DNS_SUBDOMAIN,
    DNS_LABEL,
    DNS_1035_LABEL;

    List<String> check(String name) {
        return switch (this) {
            case DNS_SUBDOMAIN -> Names.dnsSubdomain(name);
            case DNS_LABEL -> Names.dnsLabel(name);
            case DNS_1035_LABEL -> Names.dns1035Label(name);
        };
    }
}
