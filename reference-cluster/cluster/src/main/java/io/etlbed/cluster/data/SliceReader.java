package io.etlbed.cluster.data;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.stream.ChunkedInput;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Reads files piece by piece where there is no sendfile, as what is sent is encrypted on its way. A piece is read when the
 * connection takes it; and however fast it does, other connections of the loop have their turn before the next one.
 */
final class SliceReader extends ChunkedWriteHandler {

    private static final int PIECE = 64 << 10;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        super.write(
                context, message instanceof FileSlice slice ? new Pieces(slice, context.executor()) : message, promise);
    }

    private final class Pieces implements ChunkedInput<ByteBuf> {

        private final FileSlice slice;
        private final EventExecutor loop;
        private boolean othersTurn;

        /** The claim on the slice passes on. */
        Pieces(FileSlice slice, EventExecutor loop) {
            this.slice = slice;
            this.loop = loop;
        }

        @Override
        public boolean isEndOfInput() {
            return slice.transferred() == slice.count();
        }

        @Override
        public void close() {
            slice.release();
        }

        @Override
        @Deprecated
        @SuppressWarnings("InlineMeSuggester") // It is the interface that has it still.
        public @Nullable ByteBuf readChunk(ChannelHandlerContext context) throws Exception {
            return readChunk(context.alloc());
        }

        /** Nothing where others are to have their turn. */
        @Override
        public @Nullable ByteBuf readChunk(ByteBufAllocator allocator) throws Exception {
            if (othersTurn) {
                othersTurn = false;
                loop.execute(SliceReader.this::resumeTransfer);
                return null;
            }
            othersTurn = true;
            int size = (int) Math.min(PIECE, slice.count() - slice.transferred());
            ByteBuf piece = allocator.ioBuffer(size);
            boolean read = false;
            try {
                slice.readInto(piece, size);
                read = true;
                return piece;
            } finally {
                if (!read) {
                    piece.release();
                }
            }
        }

        @Override
        public long length() {
            return slice.count();
        }

        @Override
        public long progress() {
            return slice.transferred();
        }
    }
}
