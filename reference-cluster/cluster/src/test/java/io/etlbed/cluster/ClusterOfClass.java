package io.etlbed.cluster;

import io.etlbed.simulator.FileTree;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One cluster for all tests of a class. It is there before what the class itself prepares. */
public final class ClusterOfClass implements BeforeAllCallback, AfterAllCallback {

    private final int proxies;
    private final int targets;
    private Path folder;
    private ReferenceCluster cluster;

    public ClusterOfClass(int proxies, int targets) {
        this.proxies = proxies;
        this.targets = targets;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        folder = Files.createTempDirectory("cluster-");
        cluster = ReferenceCluster.start(ReferenceClusterConfig.of(folder, proxies, targets));
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        cluster.close();
        FileTree.remove(folder);
    }

    /** All files of all nodes. */
    Path folder() {
        return folder;
    }

    /** Of the first proxy. */
    public URI url() {
        return cluster.url();
    }

    public List<URI> proxies() {
        return cluster.proxies();
    }

    List<String> targetIds() {
        return cluster.targetIds();
    }
}
