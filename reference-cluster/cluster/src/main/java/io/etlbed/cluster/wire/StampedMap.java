package io.etlbed.cluster.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The cluster map as nodes hand it on: clients see only the map.
 *
 * @param term in which it was made
 * @param migration null where all objects are where they belong
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StampedMap(long term, Smap map, @Nullable Migration migration) implements Stamped<StampedMap> {

    private static final Snode NOBODY = Snode.of("", Snode.PROXY, NetInfo.http("", 0), 0);

    /** That of a node which belongs to no cluster yet. */
    public static final StampedMap NONE = new StampedMap(0, new Smap(Map.of(), Map.of(), NOBODY, "0", "", ""), null);

    @Override
    public Stamp stamp() {
        return new Stamp(term, Long.parseLong(map.version()));
    }

    @Override
    public StampedMap at(Stamp stamp) {
        String version = Long.toString(stamp.version());
        return new StampedMap(
                stamp.term(),
                new Smap(map.tmap(), map.pmap(), map.proxy_si(), version, map.uuid(), map.creation_time()),
                migration);
    }

    /** Where objects are that are not where they belong. */
    public Optional<Migration> moving() {
        return Optional.ofNullable(migration);
    }

    /**
     * With other nodes, or nodes with other flags. Where objects belong elsewhere by it, they are on their way from then on.
     *
     * @param held whether their job is not to begin before somebody asks for it
     */
    public StampedMap with(Smap next, boolean held) {
        List<String> before = map.holders();
        if (before.isEmpty() || before.equals(next.holders())) {
            return new StampedMap(term, next, migration);
        }
        List<List<String>> former =
                new ArrayList<>(moving().map(Migration::former).orElse(List.of()));
        former.remove(before);
        former.add(before);
        Stamp since = stamp().next(term);
        return new StampedMap(term, next, new Migration("g" + since.version(), former, since, held));
    }

    /** The ids of the targets that may have objects, in their order. */
    public Set<String> withObjects() {
        Set<String> ids = new TreeSet<>(map.holders());
        moving().map(Migration::former).orElse(List.of()).forEach(ids::addAll);
        ids.retainAll(map.tmap().keySet());
        return ids;
    }

    /** With the objects' job as a new one, which goes over all of them. */
    public StampedMap again() {
        Stamp since = stamp().next(term);
        List<List<String>> former = moving().map(Migration::former).orElse(List.of());
        return new StampedMap(term, map, new Migration("g" + since.version(), former, since, false));
    }

    /** With the objects' job held. */
    public StampedMap paused() {
        return new StampedMap(term, map, moving().map(Migration::paused).orElse(null));
    }

    /** All objects are where they belong. */
    public StampedMap settled() {
        return new StampedMap(term, map, null);
    }
}
