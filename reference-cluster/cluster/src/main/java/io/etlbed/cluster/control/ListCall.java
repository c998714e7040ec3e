package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.ListEntry;
import io.etlbed.cluster.wire.ListMsg;
import io.etlbed.cluster.wire.ListPage;
import io.etlbed.cluster.wire.ListPageCodec;
import io.etlbed.cluster.wire.Names;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A call that lists objects, as it is read and answered on proxies and targets alike. */
public final class ListCall {

    private static final int UUID_LENGTH = 9;
    private static final DateTimeFormatter RFC822 =
            DateTimeFormatter.ofPattern("dd MMM yy HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ListCall() {}

    /** What is asked for; an empty body or a missing value asks for everything. */
    public static ListMsg message(ControlRequest request) {
        if (request.body().length == 0) {
            return ListMsg.ALL;
        }
        ActionMsg message = ActionMsg.parse(request.body());
        if (!message.verb().equals("list")) {
            throw new AisException(400, "invalid action \"" + message.verb() + "\": expected \"list\"");
        }
        return message.value() == null ? ListMsg.ALL : Json.convert(message.value(), ListMsg.class);
    }

    /** A page: if it is full, more may follow. */
    public static ListPage page(ListMsg message, List<ListEntry> entries) {
        String uuid = message.uuid() == null || message.uuid().isEmpty() ? Names.freshId(UUID_LENGTH) : message.uuid();
        boolean full = entries.size() == message.page();
        return new ListPage(
                uuid,
                entries.isEmpty() ? null : entries,
                full ? entries.get(entries.size() - 1).name() : "",
                0);
    }

    /** JSON, or MessagePack for who asks for it. */
    public static ControlResponse answer(ControlRequest request, ListPage page) {
        boolean msgpack = request.header("accept").orElse("").contains(ListPageCodec.MEDIA_TYPE);
        return msgpack
                ? new ControlResponse(200, Map.of("Content-Type", ListPageCodec.MEDIA_TYPE), ListPageCodec.write(page))
                : ControlResponse.json(Json.write(page));
    }

    /** A time as the message wants it: RFC 822, unless its layout is that of RFC 3339. */
    public static String time(ListMsg message, long nanos) {
        Instant time = Instant.ofEpochSecond(0, nanos);
        String layout = message.time_format();
        return layout != null && layout.startsWith("2006-01-02T")
                ? DateTimeFormatter.ISO_INSTANT.format(time)
                : RFC822.format(time);
    }
}
