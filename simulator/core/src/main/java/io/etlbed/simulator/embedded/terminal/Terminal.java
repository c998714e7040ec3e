package io.etlbed.simulator.embedded.terminal;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our end of a pseudo terminal. The other end belongs to a program in a container; what that one writes, and what the
 * terminal echoes, is read here. It is given back when that has been read to the end, or closed before.
 */
public final class Terminal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);
    private static final int LARGEST_PIECE = 32 * 1024;
    private static final int MOST = 0xFFFF;

    private final int fd;
    private final int otherEnd;
    private final int number;
    private final ReentrantLock lock = new ReentrantLock();

    /** Of a writer, who may have to wait for the program. */
    private final ReentrantLock writing = new ReentrantLock();

    private volatile boolean closed;
    private boolean programEnded;

    private Terminal(int fd, int otherEnd, int number) {
        this.fd = fd;
        this.otherEnd = otherEnd;
        this.number = number;
    }

    /**
     * Makes one.
     *
     * @param terminals the mount of the terminals among which it is to be
     * @param folder where native code may be unpacked
     * @throws IOException if there are none there, or no more; the message says what to do where something can be done
     */
    public static Terminal open(Path terminals, Path folder) throws IOException {
        try {
            TerminalCalls.load(folder);
            int flags = TerminalCalls.O_RDWR | TerminalCalls.O_NOCTTY | TerminalCalls.O_CLOEXEC;
            int fd = TerminalCalls.open(terminals.resolve("ptmx").toString(), flags);
            try {
                TerminalCalls.ioctl(fd, new NativeLong(TerminalCalls.TIOCSPTLCK), new byte[Integer.BYTES]);
                byte[] number = new byte[Integer.BYTES];
                TerminalCalls.ioctl(fd, new NativeLong(TerminalCalls.TIOCGPTN), number);
                int name =
                        ByteBuffer.wrap(number).order(ByteOrder.nativeOrder()).getInt();
                return new Terminal(
                        fd,
                        TerminalCalls.open(
                                terminals.resolve(Integer.toString(name)).toString(), flags),
                        name);
            } catch (LastErrorException failure) {
                int unused = TerminalCalls.close(fd);
                throw failure;
            }
        } catch (LastErrorException failure) {
            throw new IOException(
                    "no terminal can be had on this host: " + failure.getMessage() + "; leave out -t, --tty", failure);
        } catch (UnsatisfiedLinkError noNativeCode) {
            throw new IOException(
                    "no terminal can be had in this JVM: " + noNativeCode.getMessage() + "; leave out -t, --tty",
                    noNativeCode);
        }
    }

    /** Its number among its like: the other end is a file of that name. */
    public int number() {
        return number;
    }

    /**
     * The program has ended, or will never begin. Until then we hold the other end as well, for without anybody there
     * what is shown would come to its end before the program has come.
     */
    public void programEnded() {
        lock.lock();
        try {
            if (!programEnded) {
                programEnded = true;
                int unused = TerminalCalls.close(otherEnd);
            }
        } catch (LastErrorException failure) {
            LOG.debug("the other end of a terminal is closed: {}", failure.toString());
        } finally {
            lock.unlock();
        }
    }

    /** Tells the program how large it is. */
    public void resize(int columns, int rows) {
        ByteBuffer size = ByteBuffer.allocate(4 * Short.BYTES).order(ByteOrder.nativeOrder());
        size.putShort((short) Math.min(rows, MOST)).putShort((short) Math.min(columns, MOST));
        lock.lock();
        try {
            if (!closed) {
                int unused = TerminalCalls.ioctl(fd, new NativeLong(TerminalCalls.TIOCSWINSZ), size.array());
            }
        } catch (LastErrorException hungUp) {
            LOG.debug("a terminal is not resized: {}", hungUp.toString());
        } finally {
            lock.unlock();
        }
    }

    /** What is shown on it. One thread reads it; at its end nobody has the other end any more. */
    public InputStream shown() {
        return new Shown();
    }

    /** What is typed on it. To close it does nothing: a terminal has no end of input but the character for it. */
    public OutputStream typed() {
        return new Typed();
    }

    /** For whoever has it when nothing is read from it. */
    @Override
    public void close() {
        programEnded();
        // A number that is closed may be somebody else's next: no writer may have it then.
        writing.lock();
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                int unused = TerminalCalls.close(fd);
            }
        } catch (LastErrorException failure) {
            LOG.debug("a terminal is closed: {}", failure.toString());
        } finally {
            lock.unlock();
            writing.unlock();
        }
    }

    private final class Shown extends InputStream {

        private boolean ended;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (ended) {
                return -1;
            }
            byte[] piece = new byte[Math.min(length, LARGEST_PIECE)];
            int count = piece.length == 0 ? 0 : await(piece);
            if (count < 0) {
                ended = true;
                Terminal.this.close();
                return -1;
            }
            System.arraycopy(piece, 0, bytes, offset, count);
            return count;
        }

        /** A terminal ends with an error: the other end is closed. */
        private int await(byte[] piece) {
            while (true) {
                try {
                    int count = TerminalCalls.read(fd, piece, new NativeLong(piece.length))
                            .intValue();
                    return count == 0 ? -1 : count;
                } catch (LastErrorException failure) {
                    if (failure.getErrorCode() != TerminalCalls.EINTR) {
                        LOG.trace("a terminal ends: {}", failure.toString());
                        return -1;
                    }
                }
            }
        }
    }

    private final class Typed extends OutputStream {

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            writing.lock();
            try {
                int at = offset;
                while (at < offset + length) {
                    at += once(Arrays.copyOfRange(bytes, at, Math.min(offset + length, at + LARGEST_PIECE)));
                }
            } finally {
                writing.unlock();
            }
        }

        private int once(byte[] piece) throws IOException {
            if (closed) {
                throw new IOException("the terminal is closed");
            }
            try {
                return TerminalCalls.write(fd, piece, new NativeLong(piece.length))
                        .intValue();
            } catch (LastErrorException failure) {
                if (failure.getErrorCode() == TerminalCalls.EINTR) {
                    return 0;
                }
                throw new IOException("the terminal takes no more: " + failure.getMessage(), failure);
            }
        }
    }
}
