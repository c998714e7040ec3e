package io.etlbed.junit.faults;

/** Does to a body what a rule wants. */
interface Filter {

    Filter NONE = (piece, count) -> count;

    /**
     * Changes the next bytes where they stand.
     *
     * @return how many of them pass
     */
    int apply(byte[] piece, int count);

    /** Whether no more is to pass. */
    default boolean cuts() {
        return false;
    }

    /** Lets so many bytes pass. */
    final class Cut implements Filter {
        private final Season season;
        private long left;

        Cut(Kind.Truncate how, Season season) {
            this.left = how.bytes();
            this.season = season;
        }

        @Override
        public int apply(byte[] piece, int count) {
            if (season.isOver()) {
                return count;
            }
            int passed = (int) Math.min(left, count);
            left -= passed;
            return passed;
        }

        @Override
        public boolean cuts() {
            return left == 0 && !season.isOver();
        }
    }

    /** Changes a bit of some bytes. */
    final class Change implements Filter {
        private final Season season;
        private final long step;
        private long next;
        private long at;

        Change(Kind.Corrupt how, Season season) {
            this.next = how.first();
            this.step = how.step();
            this.season = season;
        }

        @Override
        public int apply(byte[] piece, int count) {
            while (next < at + count && !season.isOver()) {
                piece[(int) (next - at)] ^= 1;
                next += step;
            }
            at += count;
            return count;
        }
    }
}
