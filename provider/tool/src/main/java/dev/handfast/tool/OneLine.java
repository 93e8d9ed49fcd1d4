package dev.handfast.tool;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;

/** What went wrong, and what to do, in one line. */
final class OneLine {
    private OneLine() {}

    /** Of {@code failure}, without the name of its class where it has words of its own. */
    static String of(Throwable failure) {
        return withoutBreaks(sentence(failure));
    }

    private static String sentence(Throwable failure) {
        if (failure instanceof UnknownHostException unknown) {
            return "no such host: " + unknown.getMessage()
                    + "; look at its spelling, and whether names are resolved here";
        } else if (failure instanceof ConnectException || failure instanceof NoRouteToHostException) {
            return failure.getMessage()
                    + "; look whether the server runs, at this port, and what firewalls are between";
        } else if (failure instanceof BindException) {
            return failure.getMessage() + "; another program listens there, or the address is not of this machine: give"
                    + " another --port (0 for any) or --address";
        } else if (failure instanceof SocketTimeoutException) {
            return "the peer said nothing in time: " + failure.getMessage()
                    + "; look whether it speaks TLS at this port";
        } else if (failure instanceof EOFException) {
            return "the peer closed the connection in the middle of it; look into its log, and whether it speaks TLS at"
                    + " this port";
        } else if (failure instanceof FileSystemException file) {
            return ofFile(file);
        } else if (failure instanceof FileNotFoundException) {
            return failure.getMessage() + "; look at the name of the file";
        } else if (failure instanceof SSLException || failure instanceof Stopped) {
            return failure.getMessage();
        } else if (failure instanceof IOException || failure instanceof GeneralSecurityException) {
            return failure.getMessage() == null ? failure.toString() : failure.getMessage();
        }
        return "this should not have happened: " + failure
                + "; --stacktrace shows where it did, for a report of the bug";
    }

    private static String ofFile(FileSystemException failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no " + failure.getFile() + "; look at the name, and whether its folder is there";
        } else if (failure instanceof AccessDeniedException) {
            return failure.getFile() + " may not be read or written; look at its permissions, and those of its folder";
        }
        return failure.getMessage() + "; give another file";
    }

    /** What a peer, or a file, put into a message stays on the line, and does nothing to a terminal. */
    static String withoutBreaks(String text) {
        return text.replaceAll("\\s*[\\p{Cntrl}]+\\s*", " ").strip();
    }
}
