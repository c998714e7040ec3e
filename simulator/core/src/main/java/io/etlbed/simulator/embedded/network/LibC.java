package io.etlbed.simulator.embedded.network;

import com.sun.jna.LastErrorException;
import com.sun.jna.NativeLong;
import java.nio.file.Path;

/** The few system calls for which the JDK has no method. Each throws with errno where it fails. */
final class LibC {

    static final int O_RDONLY = 0;
    static final int O_CLOEXEC = 0x80000;
    static final int CLONE_NEWNET = 0x40000000;
    static final int AF_INET = 2;
    static final int SOCK_DGRAM = 2;

    private static boolean loaded;

    private LibC() {}

    /**
     * Must come before all else here.
     *
     * @param folder where JNA may unpack its native part
     */
    static synchronized void load(Path folder) {
        if (!loaded) {
            NativeCode.bind(LibC.class, folder);
            loaded = true;
        }
    }

    static native int open(String path, int flags) throws LastErrorException;

    static native int close(int fd) throws LastErrorException;

    static native int setns(int fd, int type) throws LastErrorException;

    static native int socket(int domain, int type, int protocol) throws LastErrorException;

    static native int ioctl(int fd, NativeLong request, byte[] argument) throws LastErrorException;
}
