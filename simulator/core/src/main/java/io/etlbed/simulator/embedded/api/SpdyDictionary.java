package io.etlbed.simulator.embedded.api;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The dictionary with which SPDY/3 compresses headers: words of HTTP, as its specification (2.6.10.1) lists them. */
final class SpdyDictionary {

    /** Each stands behind its length. */
    private static final String WORDS = """
            options head post put delete trace accept accept-charset accept-encoding accept-language accept-ranges age \
            allow authorization cache-control connection content-base content-encoding content-language content-length \
            content-location content-md5 content-range content-type date etag expect expires from host if-match \
            if-modified-since if-none-match if-range if-unmodified-since last-modified location max-forwards pragma \
            proxy-authenticate proxy-authorization range referer retry-after server te trailer transfer-encoding \
            upgrade user-agent vary via warning www-authenticate method get status 200_OK version HTTP/1.1 url public \
            set-cookie keep-alive origin""";

    private static final String REST = "100101201202205206300302303304305306307402405406407408409410411412413414415416"
            + "417502504505203 Non-Authoritative Information204 No Content301 Moved Permanently400 Bad Request401 "
            + "Unauthorized403 Forbidden404 Not Found500 Internal Server Error501 Not Implemented503 Service "
            + "UnavailableJan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec 00:00:00 Mon, Tue, Wed, Thu, Fri, Sat, "
            + "Sun, GMTchunked,text/html,image/png,image/jpg,image/gif,application/xml,application/xhtml+xml,"
            + "text/plain,text/javascript,publicprivatemax-age=gzip,deflate,sdchcharset=utf-8"
            + "charset=iso-8859-1,utf-,*,enq=0.";

    private SpdyDictionary() {}

    static byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String word : WORDS.split(" ", -1)) {
            byte[] text = word.replace('_', ' ').getBytes(StandardCharsets.US_ASCII);
            all.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
            all.writeBytes(text);
        }
        all.writeBytes(REST.getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }
}
