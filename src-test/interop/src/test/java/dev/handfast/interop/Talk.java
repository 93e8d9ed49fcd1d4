package dev.handfast.interop;

import javax.net.ssl.SSLSocket;

/** How our end and a program talk to each other once they are connected. */
interface Talk {
    /** Sends both halves of {@code exchange} and asserts that they arrive. */
    void exchange(SSLSocket ours, PeerProcess program, Exchange exchange) throws Exception;

    /** With a program that passes on its standard input and prints what it receives. */
    static void piped(SSLSocket ours, PeerProcess program, Exchange exchange) throws Exception {
        new Duplex(program.output(), program.input()).exchange(ours, exchange);
    }
}
