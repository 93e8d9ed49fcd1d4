package dev.handfast.client;

import dev.handfast.message.Extension;
import dev.handfast.message.HelloRetryRequest;
import dev.handfast.wire.CipherSuite;
import dev.handfast.wire.NamedGroup;
import java.util.Optional;

/**
 * What a HelloRetryRequest asked for (RFC 9846 §4.2.4). The ServerHello that follows is held to it.
 *
 * @param group empty if the key share stays
 * @param cookie empty if none has to be echoed
 */
record Retry(CipherSuite suite, Optional<NamedGroup> group, Optional<byte[]> cookie) {

    static Retry of(HelloRetryRequest request, CipherSuite suite) {
        return new Retry(
                suite,
                request.extensions().get(Extension.KEY_SHARE_HRR),
                request.extensions().get(Extension.COOKIE_HRR));
    }
}
