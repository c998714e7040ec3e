package io.etlbed.cluster.wire;

/**
 * One network of a node. Old and new clients name the host differently, so it is there under both names.
 *
 * @param node_ip_addr host
 * @param node_hostname the same host
 * @param daemon_port port, as text
 * @param direct_url such as {@code http://127.0.0.1:8080}
 */
public record NetInfo(String node_ip_addr, String node_hostname, String daemon_port, String direct_url) {

    /** Plain HTTP at a host and port. */
    public static NetInfo http(String host, int port) {
        return of("http", host, port);
    }

    /** @param scheme {@code http} or {@code https} */
    public static NetInfo of(String scheme, String host, int port) {
        String literal = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return new NetInfo(host, host, Integer.toString(port), scheme + "://" + literal + ":" + port);
    }
}
