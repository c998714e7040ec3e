package io.etlbed.cluster.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** How a page of a list is written for who has asked for it. */
public sealed interface ListForm permits JsonList, MsgpackList {

    /** Of answers. */
    String mediaType();

    /** Writes entries to a stream, each in full before the call returns. */
    EntryWriter writer(OutputStream to);

    /**
     * A page of entries that are written already.
     *
     * @param uuid of the listing
     * @param entries in this form
     * @param token where the next page begins; empty for none
     */
    byte[] page(String uuid, List<ListFrame> entries, String token);

    /** Writes entries. */
    @FunctionalInterface
    interface EntryWriter {
        void write(ListEntry entry) throws IOException;
    }

    /** MessagePack where the header {@code Accept} names it, else JSON. */
    static ListForm of(String accept) {
        return accept.contains(MsgpackList.MEDIA_TYPE) ? new MsgpackList() : new JsonList();
    }
}
