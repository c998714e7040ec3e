package io.etlbed.cluster.etl.workload;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * The Python modules of the servers that run inside pods for <i>init code</i> and for {@code io://} (CODE-01, CODE-05,
 * COMM-04): for Python 2.7 to 3.13, with its standard library alone.
 */
public final class PodSources {

    /** Each knows only those before it. */
    private static final List<String> MODULES = List.of(
            "pod_os",
            "pod_memory",
            "pod_http",
            "pod_board",
            "pod_fetch",
            "pod_worker",
            "pod_template",
            "pod_client",
            "pod_ends",
            "pod_front",
            "pod_serve",
            "pod_program",
            "pod_script",
            "pod_io");

    private PodSources() {}

    /** The text of each module by its file name, for a folder that is on the path of a server. */
    public static Map<String, String> modules() {
        Map<String, String> modules = new LinkedHashMap<>();
        for (String module : MODULES) {
            modules.put(module + ".py", read(module));
        }
        return modules;
    }

    /**
     * All of it as one line of Python (30 KB, ASCII) that serves a program by {@code io://} in any image with a Python:
     * {@code python3 -c TEXT [--listen ADDRESS] [--port NUMBER] [--] PROGRAM ARGUMENT…}. Without a program the
     * {@code command}s of each request's query say what to run. The port is 80 unless told, also by the environment
     * variable ETL_PORT.
     */
    public static String ioRunner() {
        return "import binascii, sys, zlib\nfor text in zlib.decompress(binascii.a2b_base64('" + packed() + "')).split("
                + "b'\\0'):\n name, _, text = text.partition(b'\\n'); name = str(name.decode())\n"
                + " module = sys.modules[name] = type(sys)(name)\n"
                + " exec(compile(text, name + '.py', 'exec'), module.__dict__)\nsys.modules['pod_io'].main()\n";
    }

    private static String packed() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (OutputStream out = new DeflaterOutputStream(packed, deflater)) {
            String separator = "";
            for (String module : MODULES) {
                out.write((separator + module + "\n" + read(module)).getBytes(UTF_8));
                separator = "\0";
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return Base64.getEncoder().encodeToString(packed.toByteArray());
    }

    private static String read(String module) {
        String resource = "pod/" + module + ".py";
        try (InputStream in = PodSources.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FileNotFoundException(resource + " is missing in this build");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
