package dev.handfast.explain;

import java.util.Map;

/** What each handshake message is for, in a sentence or two for who reads about TLS for the first time. */
public final class Meaning {
    private static final Map<String, String> OF_EITHER = Map.ofEntries(
            Map.entry("HelloRequest", "The server would like to begin anew; Handfast declines that."),
            Map.entry(
                    "HelloRetryRequest",
                    "The server cannot go on with what the first hello brought, most often because there was no key share of a group"
                            + " that it takes. It costs one round trip."),
            Map.entry(
                    "EncryptedExtensions",
                    "Answers to the rest of the ClientHello. From here on the messages are encrypted: nobody on the way reads them."),
            Map.entry(
                    "CertificateRequest",
                    "The server wants to know who the client is, too (mutual TLS), and says which signatures and authorities it"
                            + " accepts."),
            Map.entry(
                    "Certificate",
                    "The sender's certificate, which binds its name to its public key, and those that lead from it to an authority."
                            + " Anybody may send this: the proof that the key is the sender's comes apart."),
            Map.entry(
                    "CertificateStatus",
                    "What the certificate's issuer said of it lately (OCSP), so that the client need not ask it itself."),
            Map.entry(
                    "ServerKeyExchange",
                    "The server's public half of the key exchange, made for this connection alone and signed with its certificate's"
                            + " key: a key that is stolen later does not open what was sent today (forward secrecy)."),
            Map.entry("ServerHelloDone", "The server has said all that it has to say for now, and waits."),
            Map.entry(
                    "ClientKeyExchange",
                    "The client's part of the key exchange. With it both sides can calculate the same secret, and nobody else."),
            Map.entry(
                    "CertificateVerify",
                    "The proof that the sender has the private key of its certificate: a signature over everything said so far, which"
                            + " is good for this connection alone."),
            Map.entry(
                    "Finished",
                    "A checksum under the new keys over everything said so far. If somebody on the way had changed a single byte, it"
                            + " would not match."),
            Map.entry(
                    "NewSessionTicket",
                    "A key for the next connection, sealed by the server for itself: with it the two can skip certificates and"
                            + " signatures next time."),
            Map.entry("EndOfEarlyData", "The early data ends here; what follows is under the handshake's keys."),
            Map.entry("KeyUpdate", "The sender goes on under a fresh key, so that none protects too much."));

    private static final Map<String, String> OF_TLS_13 = Map.of(
            "ClientHello",
            "The client opens: what it can do, best first, and a key share as a guess at what the server will take, so that the"
                    + " keys can be there after one round trip.",
            "ServerHello",
            "The server chooses, and adds its own key share: both sides can calculate the handshake's keys now, and all that"
                    + " follows is encrypted.");

    private static final Map<String, String> OF_TLS_12 = Map.of(
            "ClientHello",
            "The client opens: the versions and cipher suites that it can do, best first, and a random value that makes this"
                    + " connection unlike any other.",
            "ServerHello",
            "The server chooses one version and one cipher suite of those offered, and adds its own random value.");

    private Meaning() {}

    /**
     * What the message with the standard's name {@code message} is for; empty for one that it does not know.
     *
     * @param protocol what the handshake has settled on, such as {@code TLSv1.3}
     */
    public static String of(String message, String protocol) {
        return (protocol.equals("TLSv1.2") ? OF_TLS_12 : OF_TLS_13)
                .getOrDefault(message, OF_EITHER.getOrDefault(message, ""));
    }
}
