package io.etlbed.cluster.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much is in a bucket.
 *
 * @param bucket its name
 * @param objects how many
 * @param bytes of all of them
 * @param usedPercent what they take of the disks that they are on
 */
public record BucketSize(String bucket, long objects, long bytes, long usedPercent) {

    static List<BucketSize> read(Json summaries) throws IOException {
        List<BucketSize> sizes = new ArrayList<>();
        for (Json each : summaries.items()) {
            // Before AIStore 3.11 the number of objects has another name.
            String objects = each.text("obj_count").isEmpty() ? "count" : "obj_count";
            sizes.add(new BucketSize(
                    each.text("name"),
                    each.number(objects),
                    each.number("size"),
                    Math.round(each.decimal("used_pct"))));
        }
        sizes.sort(Comparator.comparing(BucketSize::bucket));
        return sizes;
    }
}
