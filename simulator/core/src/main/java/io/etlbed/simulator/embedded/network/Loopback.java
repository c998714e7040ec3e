package io.etlbed.simulator.embedded.network;

import com.sun.jna.NativeLong;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Brings up {@code lo} in the network namespace of the calling thread and gives it the pod's address. Done by ioctl, so
 * that no {@code ip} command is needed.
 */
final class Loopback {

    private static final int SIOCSIFFLAGS = 0x8914;
    private static final int SIOCSIFADDR = 0x8916;
    private static final int SIOCSIFNETMASK = 0x891c;
    private static final short IFF_UP_RUNNING = 0x41;
    private static final int IFREQ_BYTES = 40;
    private static final int NAME_BYTES = 16;

    private Loopback() {}

    static void up(InetAddress address) {
        int socket = LibC.socket(LibC.AF_INET, LibC.SOCK_DGRAM, 0);
        try {
            call(socket, SIOCSIFFLAGS, request("lo").putShort(IFF_UP_RUNNING));
            call(socket, SIOCSIFADDR, address(address.getAddress()));
            // An address on lo makes its whole net local; the default of class A would swallow 10.0.0.0/8.
            call(socket, SIOCSIFNETMASK, address(new byte[] {-1, -1, -1, -1}));
        } finally {
            LibC.close(socket);
        }
    }

    private static ByteBuffer address(byte[] ipv4) {
        return request("lo:1")
                .putShort((short) LibC.AF_INET)
                .putShort((short) 0)
                .put(ipv4);
    }

    private static ByteBuffer request(String device) {
        ByteBuffer request = ByteBuffer.allocate(IFREQ_BYTES).order(ByteOrder.nativeOrder());
        return request.put(device.getBytes(StandardCharsets.US_ASCII)).position(NAME_BYTES);
    }

    private static void call(int socket, int operation, ByteBuffer request) {
        byte[] bytes = new byte[IFREQ_BYTES];
        request.get(0, bytes);
        LibC.ioctl(socket, new NativeLong(operation), bytes);
    }
}
