package io.etlbed.cluster.cli;

import io.etlbed.cluster.client.TlsException;
import io.etlbed.cluster.wire.AisException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;

/** One line for a person about what went wrong, with what can be done about it. */
final class Failures {

    private Failures() {}

    static String line(Exception failure) {
        String hint = hint(failure);
        return Text.printableLines(message(failure)) + (hint.isEmpty() ? "" : " (" + hint + ")");
    }

    private static String message(Exception failure) {
        if (failure instanceof NoSuchFileException e) {
            return "no such file: " + e.getFile();
        }
        if (failure instanceof AccessDeniedException e) {
            return "not allowed: " + e.getFile();
        }
        if (failure instanceof FileAlreadyExistsException e) {
            return e.getFile() + " is there already, and no folder";
        }
        if (failure instanceof HttpTimeoutException) {
            return "the cluster did not answer in time";
        }
        String message = failure.getMessage();
        boolean plain = failure instanceof AisException
                || failure instanceof TlsException
                || failure.getClass() == IOException.class;
        if (message == null) {
            return failure.getClass().getSimpleName();
        }
        return plain || failure instanceof ConnectException || failure instanceof FileNotFoundException
                ? message
                : failure.getClass().getSimpleName() + ": " + message;
    }

    private static String hint(Exception failure) {
        if (failure instanceof ConnectException) {
            return "name a gateway by --endpoint=URL or AIS_ENDPOINT";
        }
        if (failure instanceof TlsException tls) {
            return tls.untrusted()
                    ? "name its authority by --ca=FILE or AIS_CLIENT_CA; --insecure takes any certificate"
                    : "";
        }
        if (!(failure instanceof AisException refused)) {
            return "";
        }
        String message = String.valueOf(refused.getMessage());
        return switch (refused.status()) {
            case 404 ->
                message.contains("ETL") || message.contains("etl")
                        ? "see: ais etl ls"
                        : message.startsWith("bucket") ? "see: ais ls" : "";
            // The cluster says so itself; what stands before it may not.
            case 501 -> message.contains("support") ? "" : "this cluster does not support it";
            case 503 -> "try again when the cluster is up";
            default -> "";
        };
    }
}
