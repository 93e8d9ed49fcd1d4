package dev.handfast.jsse;

import dev.handfast.jsse.EngineActor.Part;
import dev.handfast.jsse.EngineActor.Room;
import java.nio.ByteBuffer;
import java.security.Provider;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/** Where an {@link EngineScript} is played: two engines, and what is on the way between them. */
final class EngineStage {
    private static final int HEADER = 5;
    private static final int AMPLE = 60_000;

    /** No script needs as many turns; one that does would never end. */
    private static final int PATIENCE = 200;

    private static final String[] SUITES = {"TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"};

    private final SSLEngine client;
    private final SSLEngine server;
    private final String protocol;
    private byte[] toClient = {};
    private byte[] toServer = {};
    private int turns;
    private int lastData;

    EngineStage(EngineScript script, String protocol, Provider clientProvider, Provider serverProvider) {
        this.protocol = protocol;
        client = prepared(script.cast().client(clientProvider).createSSLEngine("localhost", 443));
        server = prepared(script.cast().server(serverProvider).createSSLEngine());
        if (script.isModeSet()) {
            client.setUseClientMode(true);
            server.setUseClientMode(false);
        }
    }

    private SSLEngine prepared(SSLEngine engine) {
        engine.setEnabledProtocols(new String[] {protocol});
        engine.setEnabledCipherSuites(SUITES);
        return engine;
    }

    SSLEngine engine(EngineActor actor) {
        return actor == EngineActor.CLIENT ? client : server;
    }

    /** Asked before each turn of a loop; false when no end is in sight. */
    boolean goesOn() {
        return turns++ < PATIENCE;
    }

    // ---- calls

    /** What the call returned or threw, and how the engine stands after it. */
    String answer(EngineActor actor, EngineStep.Call call) {
        String answer;
        try {
            Object returned = call.of(engine(actor));
            answer = returned == null ? "done" : returned.toString();
        } catch (Exception thrown) {
            answer = thrown.getClass().getSimpleName();
        }
        return answer + " | " + state(actor);
    }

    /** A call that takes data and makes a record. */
    String wrapped(EngineActor actor, Transfer call) {
        boolean data = isIdle(engine(actor));
        boolean records = data && hasFixedRecords();
        return answer(actor, engine -> {
            SSLEngineResult result = call.of(engine);
            return say(result, count(result.bytesConsumed(), data), count(result.bytesProduced(), records));
        });
    }

    /** A call that takes a record and makes data. */
    String unwrapped(EngineActor actor, Transfer call) {
        boolean data = isIdle(engine(actor));
        boolean records = data && hasFixedRecords();
        return answer(actor, engine -> {
            SSLEngineResult result = call.of(engine);
            return say(result, count(result.bytesConsumed(), records), count(result.bytesProduced(), data));
        });
    }

    /** Wrap or unwrap. */
    @FunctionalInterface
    interface Transfer {
        SSLEngineResult of(SSLEngine engine) throws SSLException;
    }

    private static boolean isIdle(SSLEngine engine) {
        return engine.getSession().isValid() && engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
    }

    /** TLS 1.2 fixes the length of every record of a suite; in TLS 1.3 it is the sender's to say (RFC 9846 §5.4). */
    private boolean hasFixedRecords() {
        return protocol.equals("TLSv1.2");
    }

    private static String say(SSLEngineResult result, String consumed, String produced) {
        return result.getStatus() + " " + result.getHandshakeStatus() + " " + consumed + "/" + produced;
    }

    /** How the engine stands. */
    String state(EngineActor actor) {
        SSLEngine engine = engine(actor);
        return engine.getHandshakeStatus()
                + (engine.isInboundDone() ? " in" : "")
                + (engine.isOutboundDone() ? " out" : "");
    }

    private static String count(int bytes, boolean exact) {
        return exact || bytes == 0 ? Integer.toString(bytes) : "+";
    }

    // ---- buffers

    int size(EngineActor actor, Room room) {
        var session = engine(actor).getSession();
        return switch (room) {
            case NONE -> 0;
            case ONE_BYTE -> 1;
            case HEADER -> HEADER;
            case CONTENT_BUT_ONE_BYTE -> Math.max(0, lastData - 1);
            case CONTENT -> lastData;
            case RECORD -> arrived(actor, Part.RECORD).length;
            case PACKET_BUT_ONE_BYTE -> session.getPacketBufferSize() - 1;
            case PACKET -> session.getPacketBufferSize();
            case APPLICATION -> session.getApplicationBufferSize();
            case AMPLE -> AMPLE;
        };
    }

    static byte[] content(ByteBuffer written) {
        byte[] content = new byte[written.flip().remaining()];
        written.get(content);
        return content;
    }

    /** How much data the last record holds that was made. */
    void sent(int data) {
        lastData = data;
    }

    // ---- what is on the way

    byte[] arrived(EngineActor actor, Part part) {
        byte[] all = inbound(actor);
        int record = all.length < HEADER
                ? all.length
                : Math.min(all.length, HEADER + ByteBuffer.wrap(all).getShort(3));
        return Arrays.copyOf(
                all,
                Math.min(
                        all.length,
                        switch (part) {
                            case ALL -> all.length;
                            case NOTHING -> 0;
                            case FIRST_BYTE -> 1;
                            case HEADER -> HEADER;
                            case RECORD_BUT_ONE_BYTE -> Math.max(0, record - 1);
                            case RECORD -> Math.max(0, record);
                        }));
    }

    /** Bytes that have arrived and are not taken. */
    int waiting(EngineActor actor) {
        return inbound(actor).length;
    }

    void arrive(EngineActor actor, byte[] bytes) {
        byte[] before = inbound(actor);
        byte[] all = Arrays.copyOf(before, before.length + bytes.length);
        System.arraycopy(bytes, 0, all, before.length, bytes.length);
        inbound(actor, all);
    }

    void taken(EngineActor actor, int count) {
        byte[] all = inbound(actor);
        inbound(actor, Arrays.copyOfRange(all, count, all.length));
    }

    void lose(EngineActor actor) {
        inbound(actor, new byte[0]);
    }

    void forge(EngineActor actor) {
        byte[] all = inbound(actor).clone();
        all[all.length - 1] ^= 1;
        inbound(actor, all);
    }

    void repeat(EngineActor actor) {
        arrive(actor, inbound(actor));
    }

    private byte[] inbound(EngineActor actor) {
        return actor == EngineActor.CLIENT ? toClient : toServer;
    }

    private void inbound(EngineActor actor, byte[] bytes) {
        if (actor == EngineActor.CLIENT) {
            toClient = bytes;
        } else {
            toServer = bytes;
        }
    }
}
