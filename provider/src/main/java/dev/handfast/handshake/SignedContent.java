package dev.handfast.handshake;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.handfast.wire.ByteWriter;
import java.util.Arrays;

/** What CertificateVerify signs (RFC 9846 §4.5.2): 64 spaces, a context string, a zero and the transcript hash. */
public final class SignedContent {
    private SignedContent() {}

    public static byte[] ofServer(byte[] transcriptHash) {
        return of("TLS 1.3, server CertificateVerify", transcriptHash);
    }

    public static byte[] ofClient(byte[] transcriptHash) {
        return of("TLS 1.3, client CertificateVerify", transcriptHash);
    }

    private static byte[] of(String context, byte[] transcriptHash) {
        byte[] spaces = new byte[64];
        Arrays.fill(spaces, (byte) ' ');
        return new ByteWriter()
                .opaque(spaces)
                .opaque(context.getBytes(US_ASCII))
                .uint8(0)
                .opaque(transcriptHash)
                .toByteArray();
    }
}
