package dev.handfast.handshake;

import dev.handfast.wire.TlsFault;
import java.util.List;

/** What the application of a server decides about a ClientHello. Called from deferred work, without any lock. */
public interface HelloPolicy {
    /** Takes every server name and no application protocol. */
    HelloPolicy LENIENT = new HelloPolicy() {
        @Override
        public void acceptServerNames(Negotiated soFar) {}

        @Override
        public String chooseProtocol(Negotiated soFar, List<String> offered) {
            return "";
        }
    };

    /** Fails with {@code unrecognized_name} if {@link Negotiated#serverNames()} are not ours (RFC 6066 §3). */
    void acceptServerNames(Negotiated soFar) throws TlsFault;

    /**
     * One of the protocols that the client offers by ALPN, or "" for none; called only if it offers some.
     *
     * @throws TlsFault {@code no_application_protocol} if there has to be one and none fits (RFC 7301 §3.2)
     */
    String chooseProtocol(Negotiated soFar, List<String> offered) throws TlsFault;
}
