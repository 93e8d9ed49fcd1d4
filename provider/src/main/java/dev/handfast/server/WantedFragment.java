package dev.handfast.server;

import dev.handfast.handshake.Flow;
import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.MaxFragment;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** A client's {@code max_fragment_length}, which is always granted (RFC 6066 §4). */
final class WantedFragment {
    private WantedFragment() {}

    /** From the first flight on; the hello that says so goes out first, and is short. */
    static void grant(ClientHello hello, Flow flow) throws TlsFault {
        Optional<MaxFragment> wanted = hello.extensions().get(Extension.MAX_FRAGMENT_LENGTH_CH);
        if (wanted.isPresent()) {
            flow.limitFragments(wanted.get().bytes());
        }
    }
}
