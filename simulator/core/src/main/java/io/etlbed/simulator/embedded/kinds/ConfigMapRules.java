package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Config maps. */
final class ConfigMapRules implements Rules<ConfigMap> {

    @Override
    public void check(ConfigMap map, Findings findings) {
        if (map.getData() != null) {
            map.getData().keySet().forEach(key -> DataKeys.check("data", key, findings));
        }
        if (map.getBinaryData() != null) {
            map.getBinaryData().keySet().forEach(key -> DataKeys.check("binaryData", key, findings));
        }
        Map<String, String> data = map.getData() == null ? Map.of() : map.getData();
        Map<String, String> binary = map.getBinaryData() == null ? Map.of() : map.getBinaryData();
        data.keySet().stream()
                .filter(binary::containsKey)
                .forEach(key -> findings.invalid("data[" + key + "]", key, "duplicate of key present in binaryData"));
        long texts = data.values().stream().mapToLong(ConfigMapRules::bytes).sum();
        // Four letters of Base64 are three bytes.
        long bytes = binary.values().stream()
                .mapToLong(each -> each == null ? 0 : each.length() / 4 * 3L)
                .sum();
        DataKeys.checkSize("", texts + bytes, findings);
    }

    private static long bytes(@Nullable String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Override
    public void checkChange(ConfigMap now, ConfigMap before, Findings findings) {
        boolean changed = !Objects.equals(now.getData(), before.getData())
                || !Objects.equals(now.getBinaryData(), before.getBinaryData());
        if (Boolean.TRUE.equals(before.getImmutable()) && !Boolean.TRUE.equals(now.getImmutable())) {
            findings.forbidden("immutable", "field is immutable when `immutable` is set");
        }
        if (Boolean.TRUE.equals(before.getImmutable()) && changed) {
            findings.forbidden("data", "field is immutable when `immutable` is set");
        }
    }
}
