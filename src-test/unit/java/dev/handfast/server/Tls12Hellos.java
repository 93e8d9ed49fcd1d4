package dev.handfast.server;

import dev.handfast.handshake.Draft;
import dev.handfast.handshake.ScriptedPeer;
import dev.handfast.wire.CipherSuite;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Changes to the fields of the ClientHello that a scripted client of TLS 1.2 says: no session id, one suite. */
final class Tls12Hellos {
    /** TLS_EMPTY_RENEGOTIATION_INFO_SCSV. */
    static final int SCSV = 0x00FF;

    static final int FALLBACK_SCSV = 0x5600;

    private static final int SESSION_ID = 34;
    private static final int SUITES = SESSION_ID + 1;

    private Tls12Hellos() {}

    static Draft version(Draft hello, int code) {
        return hello.field(0, code >> 8).field(1, code & 0xFF);
    }

    static Draft sessionId(Draft hello, int length) {
        return hello.fields(old -> ScriptedPeer.join(
                Arrays.copyOf(old, SESSION_ID),
                Draft.bytes(length),
                new byte[length],
                Arrays.copyOfRange(old, SUITES, old.length)));
    }

    static Draft suites(Draft hello, CipherSuite... suites) {
        return suites(hello, Stream.of(suites).mapToInt(CipherSuite::code).toArray());
    }

    static Draft suites(Draft hello, int... codes) {
        int[] bytes = IntStream.of(codes)
                .flatMap(code -> IntStream.of(code >> 8, code & 0xFF))
                .toArray();
        return hello.fields(old -> ScriptedPeer.join(
                Arrays.copyOf(old, SUITES),
                Draft.bytes(bytes.length >> 8, bytes.length & 0xFF),
                Draft.bytes(bytes),
                Arrays.copyOfRange(old, compression(old), old.length)));
    }

    static Draft compression(Draft hello, int... methods) {
        return hello.fields(old -> ScriptedPeer.join(
                Arrays.copyOf(old, compression(old)), Draft.bytes(methods.length), Draft.bytes(methods)));
    }

    private static int compression(byte[] fields) {
        return SUITES + 2 + ((fields[SUITES] & 0xFF) << 8 | fields[SUITES + 1] & 0xFF);
    }

    /** {@code signature_algorithms} with these. */
    static Draft schemes(Draft hello, int... codes) {
        return list(hello, Draft.SIGNATURE_ALGORITHMS, codes);
    }

    /** {@code supported_groups} with these. */
    static Draft groups(Draft hello, int... codes) {
        return list(hello, Draft.SUPPORTED_GROUPS, codes);
    }

    private static Draft list(Draft hello, int extension, int... codes) {
        return hello.with(
                extension, out -> out.vector(0xFFFF, list -> IntStream.of(codes).forEach(list::uint16)));
    }
}
