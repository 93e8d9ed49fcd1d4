package dev.handfast.tool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.EarlyData;
import dev.handfast.EarlyDataPolicy;
import dev.handfast.HandfastParameters;
import dev.handfast.HandshakeListener;
import dev.handfast.PskCredential;
import dev.handfast.PskCredential.HashAlgorithm;
import dev.handfast.PskSource;
import dev.handfast.ReplayFilter;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** What both sides of a demonstration do, beyond shaking hands. Thread-safe. */
final class DemoScene {
    static final byte[] REQUEST = "GET / HTTP/1.0\r\n\r\n".getBytes(US_ASCII);

    private static final int MOST_EARLY_BYTES = 1_024;
    private static final int PSK_LENGTH = 32;

    private final DemoHandshake kind;
    private final HandshakeListener client;
    private final HandshakeListener server;
    private final PskSource psks;
    private final AtomicBoolean earlyRequest = new AtomicBoolean();

    /**
     * Its own memory of what was early, in place of {@link ReplayFilter#inMemory}, which would take nothing in its first ten
     * seconds: it cannot know what came before it. This one knows that nothing did, for its server begins with it.
     */
    private final Set<ByteBuffer> seen = ConcurrentHashMap.newKeySet();

    /** @param client hears the client's side of the connection that is told, and {@code server} the server's */
    DemoScene(DemoHandshake kind, HandshakeListener client, HandshakeListener server) {
        this.kind = kind;
        this.client = client;
        this.server = server;
        byte[] key = new byte[PSK_LENGTH];
        new SecureRandom().nextBytes(key);
        psks = PskSource.of(PskCredential.of("demonstration".getBytes(US_ASCII), key, HashAlgorithm.SHA_256));
    }

    /** The connection that is told: the second where the first has to bring a session. */
    int told() {
        return kind.comesTwice() ? 2 : 1;
    }

    /** @param visit 1 for the first connection */
    void prepareServer(HandfastParameters parameters, int visit) {
        parameters.setHandshakeListener(visit == told() ? server : HandshakeListener.SILENT);
        if (kind == DemoHandshake.MUTUAL) {
            parameters.setNeedClientAuth(true);
        } else if (kind == DemoHandshake.PSK) {
            parameters.setPskSource(psks);
        } else if (kind == DemoHandshake.EARLY_DATA) {
            ReplayFilter filter = (id, sent) -> seen.add(ByteBuffer.wrap(id));
            parameters.setEarlyDataPolicy(
                    new EarlyDataPolicy(MOST_EARLY_BYTES, filter, (session, data) -> earlyRequest.set(true)));
        }
    }

    /**
     * Sets what the client does.
     *
     * @param visit 1 for the first connection
     * @return the request that goes early; null if none does
     */
    EarlyData prepareClient(HandfastParameters parameters, int visit) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setHandshakeListener(visit == told() ? client : HandshakeListener.SILENT);
        if (kind == DemoHandshake.PSK) {
            parameters.setPskSource(psks);
        } else if (kind == DemoHandshake.EARLY_DATA && visit == told()) {
            EarlyData early = EarlyData.replayable(REQUEST);
            parameters.setEarlyData(early);
            return early;
        }
        return null;
    }

    /** Whether the server has got its request early, and need not wait for it; asked once for each connection. */
    boolean takeEarlyRequest() {
        return earlyRequest.getAndSet(false);
    }
}
