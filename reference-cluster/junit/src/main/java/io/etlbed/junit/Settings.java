package io.etlbed.junit;

import io.etlbed.cluster.etl.TargetsChange;
import io.etlbed.cluster.tls.TlsFiles;
import io.etlbed.simulator.Bundle;
import io.etlbed.simulator.ContainerImage;
import io.etlbed.simulator.Isolation;
import io.etlbed.simulator.handler.HandlerImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the builder was told; see its methods. */
record Settings(
        String provider,
        Optional<Path> kubeconfig,
        int proxies,
        int targets,
        List<Bundle> images,
        List<HandlerImage> handlers,
        List<ContainerImage> containerImages,
        boolean inproc,
        boolean faults,
        boolean targetProcesses,
        Optional<Path> folder,
        int proxyPort,
        boolean exactRuntimes,
        boolean durable,
        Isolation isolation,
        TargetsChange targetsChange,
        boolean tls,
        Optional<TlsFiles> tlsFiles,
        boolean serveThroughProxy) {}
