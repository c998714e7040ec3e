package io.etlbed.cluster.cli;

import java.io.IOException;
import java.io.InputStream;

/** Asks a person before something is lost for good. */
final class Confirmation {

    private static final int LONGEST_ANSWER = 100;

    private Confirmation() {}

    /**
     * Returns if the answer is yes.
     *
     * @param question in full, about what is not yet done
     * @throws IOException if it is no, or nobody is there to answer
     */
    static void of(Session session, String question) throws IOException {
        if (!session.terminals().in()) {
            throw new IOException(question + " Add --yes if so");
        }
        session.err().print(Text.printable(question) + " [y/N] ");
        session.err().flush();
        if (!"y".equalsIgnoreCase(line(session.in()).strip())) {
            throw new IOException("left as it was");
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < LONGEST_ANSWER; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
