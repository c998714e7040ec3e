package io.etlbed.conformance.mutant;

/** Puts the addresses of stations in the place of those of the servers behind them. */
interface Addresses {

    Addresses UNCHANGED = new Addresses() {
        @Override
        public String inText(String text) {
            return text;
        }

        @Override
        public String ofRedirect(String location) {
            return location;
        }
    };

    /** Of the servers that are known. */
    String inText(String text);

    /** Of any server: none is reached past a station. */
    String ofRedirect(String location);
}
