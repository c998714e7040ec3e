package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that holds one folder for each pod, on whatever file system it is. */
final class PodFolder {

    private static final Logger LOG = LoggerFactory.getLogger(PodFolder.class);
    private static final int PATIENCE_SECONDS = 5;

    private PodFolder() {}

    /**
     * Has ext4 put each pod's folder, with all below it, into a part of the disk of its own (the attribute T). Left to itself it
     * puts them side by side, and passes over every inode that was freed in the last minutes: where pods come and go, making
     * the sixty mount points of one took ten times as long. Elsewhere, and without chattr, nothing happens.
     */
    static void spread(Path folder) {
        try {
            Process attribute = new ProcessBuilder("chattr", "+T", folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!attribute.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                attribute.destroyForcibly();
            } else {
                LOG.debug("chattr +T {}: {}", folder, attribute.exitValue());
            }
        } catch (IOException absent) {
            LOG.debug("{} stays as it is", folder, absent);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
