package io.etlbed.cluster.wire;

/**
 * One kind of what every node knows of the cluster. The primary makes each new version; everybody else takes it if it is
 * newer than theirs.
 *
 * @param <T> the kind itself
 */
public sealed interface Stamped<T extends Stamped<T>> permits StampedMap, Bmd, EtlMd, ConfigMd {

    /** How new it is. */
    Stamp stamp();

    /** The same content, as new as that. */
    T at(Stamp stamp);
}
