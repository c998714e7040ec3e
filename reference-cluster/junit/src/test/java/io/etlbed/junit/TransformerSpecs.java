package io.etlbed.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.etlbed.cluster.client.EtlInit;

/** Specifications of the transformers that every cluster knows, in the documents' form. */
final class TransformerSpecs {

    private TransformerSpecs() {}

    /**
     * What starts one.
     *
     * @param etl its ETL_ID
     * @param transformer {@code md5} or {@code echo}
     */
    static EtlInit of(String etl, String transformer) {
        return of(etl, transformer, "hpush://");
    }

    /** The same with another image. */
    static EtlInit withImage(String etl, String image) {
        EtlInit.Spec md5 = (EtlInit.Spec) of(etl, "md5");
        String yaml = new String(md5.yaml(), UTF_8).replace("aistore/transformer_md5:latest", image);
        return EtlInit.spec(etl, yaml.getBytes(UTF_8));
    }

    /** The same by another communication type. */
    static EtlInit of(String etl, String transformer, String communication) {
        return EtlInit.spec(etl, """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: transformer-%1$s
                  annotations:
                    communication_type: %2$s
                    wait_timeout: 3m
                spec:
                  containers:
                    - name: server
                      image: aistore/transformer_%1$s:latest
                      ports:
                        - name: default
                          containerPort: 80
                      command: ['/code/server.py', '--listen', '0.0.0.0', '--port', '80']
                      readinessProbe:
                        httpGet:
                          path: /health
                          port: default
                """.formatted(transformer, communication).getBytes(UTF_8));
    }
}
