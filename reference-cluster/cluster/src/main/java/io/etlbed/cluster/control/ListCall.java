package io.etlbed.cluster.control;

import io.etlbed.cluster.wire.ActionMsg;
import io.etlbed.cluster.wire.AisException;
import io.etlbed.cluster.wire.Json;
import io.etlbed.cluster.wire.ListForm;
import io.etlbed.cluster.wire.ListFrame;
import io.etlbed.cluster.wire.ListMsg;
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

    /** JSON, or MessagePack for who asks for it. */
    public static ListForm form(ControlRequest request) {
        return ListForm.of(request.header("accept").orElse(""));
    }

    /** Answers with a page: if it is full, more may follow. */
    public static ControlResponse answer(ListMsg message, ListForm form, List<ListFrame> entries) {
        String uuid = message.uuid() == null || message.uuid().isEmpty() ? Names.freshId(UUID_LENGTH) : message.uuid();
        boolean full = entries.size() == message.page();
        String token = full ? entries.get(entries.size() - 1).name() : "";
        return new ControlResponse(200, Map.of("Content-Type", form.mediaType()), form.page(uuid, entries, token));
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
