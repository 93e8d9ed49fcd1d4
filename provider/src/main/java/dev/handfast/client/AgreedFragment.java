package dev.handfast.client;

import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Settings;
import dev.handfast.message.MaxFragment;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** The server's answer to {@code max_fragment_length} (RFC 6066 §4). */
final class AgreedFragment {
    private AgreedFragment() {}

    /** {@code illegal_parameter} if it is another length than ours. */
    static void take(Settings settings, Optional<MaxFragment> answer, Flow flow) throws TlsFault {
        if (answer.isEmpty()) {
            return; // the server does not know the extension
        }
        if (!answer.equals(settings.maxFragment())) {
            throw new TlsFault(
                    Alert.ILLEGAL_PARAMETER,
                    "the server's max_fragment_length is " + answer.get().bytes()
                            + " bytes, and has to be the one that we asked for");
        }
        flow.limitFragments(answer.get().bytes());
    }
}
