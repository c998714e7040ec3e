package io.etlbed.simulator.embedded.kinds;

import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Objects;

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
    }

    @Override
    public void checkChange(ConfigMap now, ConfigMap before, Findings findings) {
        boolean changed = !Objects.equals(now.getData(), before.getData())
                || !Objects.equals(now.getBinaryData(), before.getBinaryData());
        if (Boolean.TRUE.equals(before.getImmutable()) && changed) {
            findings.forbidden("data", "field is immutable when `immutable` is set");
        }
    }
}
