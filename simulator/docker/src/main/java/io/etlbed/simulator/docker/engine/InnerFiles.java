package io.etlbed.simulator.docker.engine;

import com.github.dockerjava.api.DockerClient;
import io.etlbed.simulator.docker.engine.ContainerSpec.InnerFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Small files of a container, which engines take and give as archives. */
record InnerFiles(DockerClient client, String container) {

    private static final int EXECUTABLE = 0100755;
    private static final int LIMIT = 1024 * 1024;

    void write(List<InnerFile> files) {
        if (files.isEmpty()) {
            return;
        }
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(archive)) {
            for (InnerFile file : files) {
                byte[] content = file.text().getBytes(StandardCharsets.UTF_8);
                TarArchiveEntry entry = new TarArchiveEntry(file.path().replaceFirst("^/", ""));
                entry.setMode(EXECUTABLE);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        } catch (IOException e) {
            throw new EngineException("files for container " + container + " cannot be packed: " + e.getMessage(), e);
        }
        client.copyArchiveToContainerCmd(container)
                .withRemotePath("/")
                .withTarInputStream(new ByteArrayInputStream(archive.toByteArray()))
                .exec();
    }

    /** @throws EngineException if it is not there, or longer than 1 MiB */
    String read(String path) {
        try (InputStream archive =
                        client.copyArchiveFromContainerCmd(container, path).exec();
                TarArchiveInputStream tar = new TarArchiveInputStream(archive)) {
            TarArchiveEntry entry = tar.getNextEntry();
            if (entry == null || !entry.isFile() || entry.getSize() > LIMIT) {
                throw new IOException("no file, or one of more than " + LIMIT + " bytes");
            }
            return new String(tar.readNBytes(LIMIT), StandardCharsets.UTF_8);
        } catch (IOException | RuntimeException e) {
            throw new EngineException(path + " of container " + container + " cannot be read: " + Words.of(e), e);
        }
    }
}
