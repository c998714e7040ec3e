package io.etlbed.simulator.embedded.network;

import com.sun.jna.Native;
import java.nio.file.Path;

/** Gives native methods their functions of the C library. */
public final class NativeCode {

    private static final String UNPACK = "jna.tmpdir";

    private NativeCode() {}

    /**
     * Binds the native methods of a class; to do so again does no harm. JNA unpacks its native part for a moment, by
     * default below the user's home.
     *
     * @param folder where it may do so, unless the property {@code jna.tmpdir} says otherwise
     */
    public static synchronized void bind(Class<?> type, Path folder) {
        boolean free = System.getProperty(UNPACK) == null;
        if (free) {
            System.setProperty(UNPACK, folder.toString());
        }
        try {
            Native.register(type, "c");
        } finally {
            if (free) {
                System.clearProperty(UNPACK);
            }
        }
    }
}
