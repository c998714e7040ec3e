package io.etlbed.cluster.etl.workload;

import io.etlbed.cluster.etl.spec.Communication;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * The user's Python script in a runtime of the cluster (<i>init code</i>, CODE-01).
 *
 * @param code as it was given
 * @param dependencies in pip's requirements format (CODE-02)
 * @param call how the script's function is called
 * @param exact why no other minor version of Python than the runtime's may run it; empty where one may
 */
public record CodeWorkload(
        String code,
        Optional<String> dependencies,
        CodeRuntime runtime,
        Communication communication,
        FunctionCall call,
        Optional<String> exact)
        implements Workload {

    /** What {@code io://} runs. */
    private static final String SCRIPT = "python /code/code.py";

    @Override
    public int containerPort() {
        return CodePod.PORT;
    }

    @Override
    public Pod newPod() {
        return CodePod.of(this);
    }

    @Override
    public String program() {
        return SCRIPT;
    }

    @Override
    public void describe(Members message) {
        message.put("code", base64(code));
        message.put("dependencies", dependencies.map(CodeWorkload::base64).orElse(null));
        message.put("runtime", runtime.text());
        if (!call.function().equals(FunctionCall.USUAL)) {
            message.put("funcs", Map.of("transform", call.function()));
        }
        call.chunkSize().ifPresent(bytes -> message.put("chunk_size", bytes));
        if (call.byUrl()) {
            message.put("argument", "url");
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
