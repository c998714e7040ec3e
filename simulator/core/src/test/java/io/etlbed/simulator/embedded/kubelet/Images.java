package io.etlbed.simulator.embedded.kubelet;

import io.etlbed.simulator.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Images for the tests of the kubelet. */
final class Images {

    /** Answers 200 on every path but /broken; GET /crash ends it, GET /hang makes it answer 500 from then on. */
    private static final String SERVER = """
            import http.server, os, sys
            state = {'status': 200}
            class Handler(http.server.BaseHTTPRequestHandler):
                protocol_version = 'HTTP/1.1'
                def do_GET(self):
                    if self.path == '/crash':
                        os._exit(3)
                    if self.path == '/hang':
                        state['status'] = 500
                    body = ('%s %s' % (os.environ.get('WHO'), self.path)).encode()
                    self.send_response(404 if self.path == '/broken' else state['status'])
                    self.send_header('Content-Length', str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                def log_message(self, *args):
                    pass
            print('serving', flush=True)
            http.server.ThreadingHTTPServer(('', int(os.environ.get('PORT', '80'))), Handler).serve_forever()
            """;

    private Images() {}

    static Bundle server(Path folder) {
        try {
            Files.createDirectories(folder.resolve("app"));
            Files.writeString(folder.resolve("app/server.py"), SERVER);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Bundle(
                "test/server",
                folder,
                List.of("python3"),
                List.of("/app/server.py"),
                Map.of("WHO", "bundle"),
                Set.of("python3"));
    }
}
