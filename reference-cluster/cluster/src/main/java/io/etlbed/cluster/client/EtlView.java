package io.etlbed.cluster.client;

import java.util.List;

/**
 * An ETL as the cluster shows it.
 *
 * @param init what it was started with (LIFE-05)
 * @param notices what its user should know of the way in which it runs, such as another Python than the one asked for
 */
public record EtlView(EtlInit init, List<String> notices) {

    public EtlView {
        notices = List.copyOf(notices);
    }
}
