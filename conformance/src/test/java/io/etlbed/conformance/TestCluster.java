package io.etlbed.conformance;

import io.etlbed.conformance.check.Images;
import io.etlbed.conformance.check.Lab;
import io.etlbed.conformance.check.PodYaml;
import io.etlbed.conformance.check.Profile;
import io.etlbed.conformance.http.Endpoint;
import io.etlbed.conformance.probe.ProbeImage;
import io.etlbed.conformance.run.OwnAis;
import io.etlbed.conformance.run.OwnNodes;
import io.etlbed.junit.EtlCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** One reference cluster for all tests of this JVM, whatever engine runs them; it is closed with the launcher's session. */
public final class TestCluster implements LauncherSessionListener {

    private static @Nullable EtlCluster cluster;
    private static @Nullable Lab lab;
    private static @Nullable Path folder;

    /** The cluster itself, without anything before it. */
    public static synchronized Lab lab() {
        Lab known = lab;
        if (known == null) {
            Path place = newFolder();
            folder = place;
            EtlCluster started = EtlCluster.builder()
                    .proxies(2)
                    .targets(3)
                    .images(List.of(ProbeImage.bundle(place.resolve("probe"))))
                    .folder(place.resolve("cluster"))
                    .start();
            known = Lab.of(
                            Endpoint.of(started.url()),
                            Optional.of(started.kubernetes()),
                            started.targetNodes(),
                            Images.documented(Optional.of(ProbeImage.NAME)),
                            Profile.DOCUMENT,
                            20260722)
                    .withNodes(Optional.of(new OwnNodes(
                            started.kubeconfig(), place, started.url().getHost())))
                    .withAis(OwnAis.inThisJvm());
            cluster = started;
            lab = known;
        }
        return known;
    }

    /** A kubeconfig of the cluster's Kubernetes. */
    public static synchronized Path kubeconfig() {
        lab();
        return Objects.requireNonNull(cluster).kubeconfig();
    }

    /** The MD5 transformer in the documents' style. */
    public static PodYaml plainSpec() {
        return PodYaml.transformer(
                "compute-md5", Images.documented(Optional.empty()).md5());
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("conformance-");
        } catch (IOException e) {
            throw new IllegalStateException("no folder for the test cluster", e);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException("the test cluster's folder stays", e);
        }
    }

    private static void close() throws IOException {
        synchronized (TestCluster.class) {
            if (cluster != null) {
                cluster.close();
                cluster = null;
                lab = null;
            }
            if (folder != null) {
                ProbeImage.remove(folder.resolve("probe"));
                Files.deleteIfExists(folder);
                folder = null;
            }
        }
    }
}
