package io.etlbed.simulator.embedded.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file in which a container may say why it ends. It sees it at a path of its own, and everybody in it may write to it. */
final class MessageFile {

    /** More is not looked at. */
    private static final int KEPT = 4096;

    private static final int WRITABLE = 0666;
    private static final Logger LOG = LoggerFactory.getLogger(MessageFile.class);

    private MessageFile() {}

    static void make(Path file) throws IOException {
        Files.createFile(file);
        Files.setAttribute(file, "unix:mode", WRITABLE);
    }

    /** Its end. */
    static byte[] read(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - KEPT));
            ByteBuffer end = ByteBuffer.allocate(KEPT);
            while (end.hasRemaining() && channel.read(end) >= 0) {
                // until there is no more
            }
            byte[] text = new byte[end.position()];
            end.flip().get(text);
            return text;
        } catch (IOException unreadable) {
            LOG.debug("{} is not there or cannot be read: {}", file, unreadable.toString());
            return new byte[0];
        }
    }
}
