package dev.handfast.tool.scan;

import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.SignatureScheme;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What became of one connection. Immutable.
 *
 * @param hello the server's first: a ServerHello, or a HelloRetryRequest; empty if it refused what we offered
 * @param keys its ServerKeyExchange of TLS 1.2
 * @param signature the scheme that it signed the handshake with
 * @param chain as it was sent
 * @param tickets how many came until we went
 * @param failure why the handshake came to no end; empty if it did
 */
record Attempt(
        Optional<ServerWords.Hello> hello,
        Optional<ServerWords.KeyExchange> keys,
        Optional<SignatureScheme> signature,
        List<X509Certificate> chain,
        boolean stapled,
        Optional<String> application,
        int tickets,
        boolean resumed,
        Optional<String> failure) {

    Attempt withChain(List<X509Certificate> shown) {
        return new Attempt(hello, keys, signature, shown, stapled, application, tickets, resumed, failure);
    }

    /** Whether the server agreed to something, whatever came of it. */
    boolean answered() {
        return hello.isPresent();
    }

    Optional<CipherSuite> suite() {
        return hello.flatMap(words -> CipherSuite.of(words.suite()));
    }

    Optional<NamedGroup> group() {
        return hello.flatMap(ServerWords.Hello::keyShareGroup).or(() -> keys.flatMap(ServerWords.KeyExchange::group));
    }
}
