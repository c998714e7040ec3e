package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.regex.Pattern;

/** What is refused in a pod's subdomain and in the names that it wants to have in its hosts file. */
final class HostNameChecks {

    private static final String PART = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";

    /** The form of an address; what a resolver makes of it is its own matter. */
    private static final Pattern ADDRESS =
            Pattern.compile("(" + PART + "\\.){3}" + PART + "|(?=[^:]*:)[0-9a-fA-F:.]{2,45}");

    private HostNameChecks() {}

    static void check(PodSpec spec, Findings findings) {
        if (spec.getSubdomain() != null && !spec.getSubdomain().isEmpty()) {
            findings.dnsLabel("spec.subdomain", spec.getSubdomain());
        }
        for (int i = 0; i < spec.getHostAliases().size(); i++) {
            HostAlias alias = spec.getHostAliases().get(i);
            String at = "spec.hostAliases[" + i + "]";
            String ip = alias.getIp() == null ? "" : alias.getIp();
            if (!ADDRESS.matcher(ip).matches()) {
                findings.invalid(at + ".ip", ip, "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");
            }
            for (String name : alias.getHostnames()) {
                Names.dnsSubdomain(name).forEach(detail -> findings.invalid(at + ".hostnames", name, detail));
            }
        }
    }
}
