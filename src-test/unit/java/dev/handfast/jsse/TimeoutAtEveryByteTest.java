package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A peer stops behind every byte that he sends: each time the socket's timeout is over, and each time it goes on. */
@Timeout(120)
class TimeoutAtEveryByteTest {
    private static final byte[] NOTHING = {};

    /** The peer: an engine that speaks when it is told to. */
    private static final class Peer {
        private final EngineSide side;
        private final Socket wire;

        Peer(SSLEngine engine, Socket wire) {
            this.side = new EngineSide(engine, BufferKind.HEAP);
            this.wire = wire;
        }

        /** Hears the socket out, and returns what there is to be said to that. */
        byte[] answer() throws IOException {
            var answer = new ByteArrayOutputStream();
            while (true) {
                switch (side.engine.getHandshakeStatus()) {
                    case NEED_TASK -> side.runTasks();
                    case NEED_WRAP -> answer.writeBytes(side.wrap(NOTHING));
                    case NEED_UNWRAP -> {
                        side.unwrapAll();
                        boolean stuck = side.engine.getHandshakeStatus() == HandshakeStatus.NEED_UNWRAP;
                        if (stuck && answer.size() > 0) {
                            return answer.toByteArray();
                        } else if (stuck) {
                            hear();
                        }
                    }
                    default -> {
                        return answer.toByteArray();
                    }
                }
            }
        }

        private void hear() throws IOException {
            byte[] heard = new byte[20_000];
            int count = wire.getInputStream().read(heard);
            if (count < 0) {
                throw new EOFException("the socket has gone");
            }
            side.arrive(Arrays.copyOf(heard, count));
        }
    }

    private final Socket[] plain;
    private SSLSocket socket;
    private Peer peer;
    private boolean done;

    TimeoutAtEveryByteTest() throws IOException {
        plain = SocketPair.plain();
    }

    private void open(String protocol, boolean client, boolean autoClose) throws IOException {
        SSLSocketFactory factory = Peers.HANDFAST.context().getSocketFactory();
        socket = (SSLSocket)
                (client
                        ? factory.createSocket(plain[0], "localhost", 1, autoClose)
                        : factory.createSocket(plain[0], (InputStream) null, autoClose));
        socket.setEnabledProtocols(new String[] {protocol});
        socket.setSoTimeout(1);
        plain[1].setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
        SSLEngine engine = Peers.HANDFAST.context().createSSLEngine("localhost", 1);
        engine.setUseClientMode(!client);
        engine.beginHandshake();
        peer = new Peer(engine, plain[1]);
    }

    /** True if there is no more to do. */
    private boolean goOn() throws IOException {
        if (!done) {
            try {
                socket.startHandshake();
                done = true;
            } catch (SocketTimeoutException late) {
                assertTrue(late.getMessage().startsWith("Read timed out:"), late.getMessage());
            }
        }
        return done;
    }

    /** Byte by byte; behind the last one the socket may need a moment more than its timeout to see it. */
    private void drip(byte[] flight) throws IOException {
        for (int i = 0; i < flight.length - 1; i++) {
            plain[1].getOutputStream().write(flight[i]);
            assertFalse(goOn(), "behind byte " + i + " of " + flight.length);
        }
        plain[1].getOutputStream().write(flight, flight.length - 1, 1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!goOn() && plain[1].getInputStream().available() == 0) {
            assertTrue(System.nanoTime() - end < 0, "the flight is there, and nothing comes of it");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TLSv1.3, true, true",
        "TLSv1.3, true, false",
        "TLSv1.3, false, true",
        "TLSv1.3, false, false",
        "TLSv1.2, true, true",
        "TLSv1.2, true, false",
        "TLSv1.2, false, true",
        "TLSv1.2, false, false"
    })
    void nothingIsLost(String protocol, boolean client, boolean autoClose) throws Exception {
        open(protocol, client, autoClose);
        try (Socket near = plain[0];
                Socket far = plain[1]) {
            goOn();
            while (!done) {
                drip(peer.answer());
            }
            byte[] tickets = peer.answer();
            assertEquals(client && protocol.equals("TLSv1.3"), tickets.length > 0);
            far.getOutputStream().write(tickets);
            assertEquals(protocol, socket.getSession().getProtocol());
            byte[] data = EngineHandshakeTest.pattern(40);
            byte[] record = peer.side.wrap(data);
            InputStream in = socket.getInputStream();
            for (int i = 0; i < record.length - 1; i++) {
                far.getOutputStream().write(record[i]);
                assertThrows(SocketTimeoutException.class, in::read, "behind byte " + i);
            }
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
            far.getOutputStream().write(record, record.length - 1, 1);
            assertArrayEquals(data, in.readNBytes(data.length));
            assertTrue(near.isConnected());
        }
    }
}
