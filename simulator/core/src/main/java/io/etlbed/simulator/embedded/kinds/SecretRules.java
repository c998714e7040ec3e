package io.etlbed.simulator.embedded.kinds;

import io.etlbed.simulator.embedded.store.FieldError;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Secrets. */
final class SecretRules implements Rules<Secret> {

    /** What is written in clear is stored as data, and not shown again. */
    @Override
    public void complete(Secret secret) {
        if (secret.getType() == null || secret.getType().isEmpty()) {
            secret.setType("Opaque");
        }
        if (secret.getStringData() != null && !secret.getStringData().isEmpty()) {
            Map<String, String> data = new LinkedHashMap<>();
            if (secret.getData() != null) {
                data.putAll(secret.getData());
            }
            secret.getStringData().forEach((key, value) -> data.put(key, encoded(value)));
            secret.setData(data);
            secret.setStringData(null);
        }
    }

    @Override
    public void check(Secret secret, Findings findings) {
        if (secret.getData() == null) {
            return;
        }
        // Four letters of Base64 are three bytes.
        long bytes = secret.getData().values().stream()
                .mapToLong(each -> each == null ? 0 : each.length() / 4 * 3L)
                .sum();
        DataKeys.checkSize("data", bytes, findings);
        secret.getData().forEach((key, value) -> {
            DataKeys.check("data", key, findings);
            try {
                Base64.getDecoder().decode(value == null ? "" : value);
            } catch (IllegalArgumentException e) {
                // Not the value: it is a secret even when it is wrong.
                findings.add(
                        new FieldError("data[" + key + "]", "FieldValueInvalid", "Invalid value: illegal base64 data"));
            }
        });
    }

    @Override
    public void checkChange(Secret now, Secret before, Findings findings) {
        if (!Objects.equals(now.getType(), before.getType())) {
            findings.invalid("type", String.valueOf(now.getType()), "field is immutable");
        }
        boolean changed = !Objects.equals(now.getData(), before.getData());
        if (Boolean.TRUE.equals(before.getImmutable()) && !Boolean.TRUE.equals(now.getImmutable())) {
            findings.forbidden("immutable", "field is immutable when `immutable` is set");
        }
        if (Boolean.TRUE.equals(before.getImmutable()) && changed) {
            findings.forbidden("data", "field is immutable when `immutable` is set");
        }
    }

    private static String encoded(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }
}
