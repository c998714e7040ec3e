package io.etlbed.simulator;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whether pods that are processes reach what is outside of the cluster. */
public enum PodEgress {

    /** They reach their own pod, and what the cluster opens in its network. */
    CLOSED,

    /**
     * They reach other hosts, through a proxy that each pod finds in its network and in its variables {@code http_proxy},
     * {@code https_proxy} and {@code all_proxy}. The host's own loopback stays out of reach.
     */
    OPEN;

    /** As it is written on a command line, such as {@code open}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one of that word; empty where there is none. */
    public static Optional<PodEgress> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /** Their words, such as for a message: {@code closed, open}. */
    public static String words() {
        return Arrays.stream(values()).map(PodEgress::word).collect(Collectors.joining(", "));
    }
}
