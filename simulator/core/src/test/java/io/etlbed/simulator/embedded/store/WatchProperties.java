package io.etlbed.simulator.embedded.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is written: who lists and then watches knows what is there. */
class WatchProperties {

    @Property(tries = 50)
    void a_listing_and_a_watch_from_it_give_what_is_there(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 14) Integer> steps,
            @ForAll @IntRange(min = 0, max = 59) int begin) {
        try (ObjectStore store = new ObjectStore(Clock.systemUTC())) {
            Shelf<ConfigMap> maps = store.of(ConfigMap.class);
            int split = Math.min(begin, steps.size());
            steps.subList(0, split).forEach(step -> write(maps, step));

            Map<String, String> known = new ConcurrentSkipListMap<>();
            Listing<ConfigMap> listing = maps.list("default");
            listing.items().forEach(each -> known.put(each.getMetadata().getName(), version(each)));
            Subscription watch = maps.watch("default", listing.version(), change -> {
                if (change.type() == Change.Type.DELETED) {
                    known.remove(change.name());
                } else {
                    known.put(change.name(), version(change.object()));
                }
            });
            steps.subList(split, steps.size()).forEach(step -> write(maps, step));

            await().pollInterval(Duration.ofMillis(2)).until(() -> watch.version() == store.version());
            Map<String, String> there = new TreeMap<>();
            maps.list("default")
                    .items()
                    .forEach(each -> there.put(each.getMetadata().getName(), version(each)));
            assertThat(known).isEqualTo(there);
        }
    }

    /** One of five objects is made, changed or deleted, where that can be done. */
    private static void write(Shelf<ConfigMap> maps, int step) {
        String name = "m" + step % 5;
        boolean present = maps.get("default", name).isPresent();
        if (!present) {
            maps.create(new ConfigMapBuilder()
                    .withNewMetadata()
                    .withName(name)
                    .withNamespace("default")
                    .endMetadata()
                    .build());
        } else if (step < 10) {
            maps.update(
                    "default",
                    name,
                    each -> new ConfigMapBuilder(each)
                            .addToData("k" + step, version(each))
                            .build());
        } else {
            maps.delete("default", name, Deletion.usual());
        }
    }

    private static String version(ConfigMap map) {
        return map.getMetadata().getResourceVersion();
    }
}
