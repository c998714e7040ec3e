package io.etlbed.cluster.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one node tells another of what it knows.
 *
 * @param from id of the node that tells
 * @param uuid of the cluster it belongs to; empty where it belongs to none yet
 * @param held how new all is that it knows, told or not
 * @param map null where it is not told, as the others
 * @param lost the targets that the primary cannot reach; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MetaUpdate(
        String from,
        String uuid,
        Stamps held,
        @Nullable StampedMap map,
        @Nullable Bmd buckets,
        @Nullable EtlMd etls,
        @Nullable ConfigMd config,
        @Nullable Set<String> lost) {}
