package dev.handfast.interop;

import javax.net.ssl.SSLSocket;

/** A program that has connected to us. */
record ProgramClient(PeerProcess program, Talk talk) implements Conversation {
    @Override
    public void exchange(SSLSocket ours, Exchange exchange) throws Exception {
        talk.exchange(ours, program, exchange);
    }

    @Override
    public String account() {
        return program.description();
    }

    @Override
    public void close() {
        program.close();
    }
}
