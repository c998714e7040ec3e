package io.etlbed.simulator.embedded.terminal;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import io.etlbed.simulator.embedded.network.NativeCode;
import java.nio.file.Path;

/** The system calls for terminals, for which the JDK has no method. Each throws with errno where it fails. */
final class TerminalCalls {

    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_CLOEXEC = 0x80000;
    static final long TIOCSPTLCK = 0x40045431L;
    static final long TIOCGPTN = 0x80045430L;
    static final long TIOCSWINSZ = 0x5414L;
    static final int EINTR = 4;

    private static boolean loaded;

    private TerminalCalls() {}

    /** @param folder where JNA may unpack its native part, if it has not yet */
    static synchronized void load(Path folder) {
        if (!loaded) {
            NativeCode.bind(TerminalCalls.class, folder);
            loaded = true;
        }
    }

    static native int open(String path, int flags) throws LastErrorException;

    static native int close(int fd) throws LastErrorException;

    static native NativeLong read(int fd, byte[] buffer, NativeLong count) throws LastErrorException;

    static native NativeLong write(int fd, byte[] buffer, NativeLong count) throws LastErrorException;

    static native int ioctl(int fd, NativeLong request, byte[] argument) throws LastErrorException;
}
