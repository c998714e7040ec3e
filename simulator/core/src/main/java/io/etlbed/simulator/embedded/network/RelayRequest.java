package io.etlbed.simulator.embedded.network;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;

/**
 * The first bytes of a connection to the relay. The token keeps other users of the machine out, for whom the relay's
 * port is as open as for us.
 *
 * @param kind what is asked for
 * @param pod address of the pod
 * @param podPort port inside the pod
 * @param hostPort for {@link Kind#LISTEN}: where connections are to be passed on to, on 127.0.0.1
 */
record RelayRequest(Kind kind, InetAddress pod, int podPort, int hostPort) {

    static final int TOKEN_BYTES = 32;
    private static final int BYTES = TOKEN_BYTES + 1 + 4 + 2 + 2;

    enum Kind {
        CONNECT('c'),
        LISTEN('l');

        private final byte code;

        Kind(char code) {
            this.code = (byte) code;
        }

        static Kind of(byte code) throws IOException {
            for (Kind kind : values()) {
                if (kind.code == code) {
                    return kind;
                }
            }
            throw new IOException("no request of kind " + code);
        }
    }

    void send(SocketChannel channel, byte[] token) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .put(token)
                .put(kind.code)
                .put(pod.getAddress())
                .putShort((short) podPort)
                .putShort((short) hostPort)
                .flip();
        Channels.writeFully(channel, bytes);
    }

    static RelayRequest receive(SocketChannel channel, byte[] token) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        Channels.readFully(channel, bytes);
        byte[] presented = new byte[TOKEN_BYTES];
        bytes.get(presented);
        if (!MessageDigest.isEqual(presented, token)) {
            throw new IOException("a connection without the relay's token");
        }
        Kind kind = Kind.of(bytes.get());
        byte[] pod = new byte[4];
        bytes.get(pod);
        return new RelayRequest(
                kind,
                InetAddress.getByAddress(pod),
                Short.toUnsignedInt(bytes.getShort()),
                Short.toUnsignedInt(bytes.getShort()));
    }
}
