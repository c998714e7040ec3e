package io.etlbed.simulator.embedded.kubelet;

import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;

/** A pod's names: that of its host, and what is in its {@code /etc/hosts}. */
final class HostsFile {

    private static final int LONGEST_HOSTNAME = 63;
    private static final int LONGEST_FULL_NAME = 64;
    private static final String DOMAIN = ".svc.cluster.local";

    private HostsFile() {}

    /** What the pod believes its host is called, without its domain. */
    static String hostname(Pod pod) {
        String own = pod.getSpec().getHostname();
        String name = own == null || own.isEmpty() ? pod.getMetadata().getName() : own;
        return name.length() > LONGEST_HOSTNAME ? name.substring(0, LONGEST_HOSTNAME) : name;
    }

    /**
     * The same, with its domain where the pod wants it so.
     *
     * @throws ConfigException if that is too long for a kernel
     */
    static String hostnameOfKernel(Pod pod) throws ConfigException {
        if (!Boolean.TRUE.equals(pod.getSpec().getSetHostnameAsFQDN())) {
            return hostname(pod);
        }
        String full = fullName(pod);
        if (full.length() > LONGEST_FULL_NAME) {
            throw new ConfigException("Failed to construct FQDN from pod hostname and cluster domain, FQDN " + full
                    + " is too long (" + LONGEST_FULL_NAME + " characters is the max, " + full.length()
                    + " characters requested)");
        }
        return full;
    }

    /** All of {@code /etc/hosts}. */
    static String text(Pod pod, String ip) {
        StringBuilder text = new StringBuilder("# Kubernetes-managed hosts file.\n127.0.0.1\tlocalhost\n" + ip + "\t");
        String name = hostname(pod);
        String full = fullName(pod);
        text.append(full.equals(name) ? name : full + "\t" + name).append('\n');
        List<HostAlias> aliases = pod.getSpec().getHostAliases();
        if (!aliases.isEmpty()) {
            text.append("\n# Entries added by HostAliases.\n");
            aliases.forEach(alias -> text.append(alias.getIp())
                    .append('\t')
                    .append(String.join("\t", alias.getHostnames()))
                    .append('\n'));
        }
        return text.toString();
    }

    /** Without a subdomain a pod has no domain. */
    private static String fullName(Pod pod) {
        String subdomain = pod.getSpec().getSubdomain();
        return subdomain == null || subdomain.isEmpty()
                ? hostname(pod)
                : hostname(pod) + "." + subdomain + "." + pod.getMetadata().getNamespace() + DOMAIN;
    }
}
