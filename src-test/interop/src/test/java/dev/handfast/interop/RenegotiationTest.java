package dev.handfast.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A handshake in the middle of a connection of TLS 1.2, which OpenSSL asks for when it is told {@code R} as client and {@code r} as
 * server. It takes the warning for the end.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RenegotiationTest {
    private static final Exchange NOTHING = Exchange.of(0);
    private static final Pattern REFUSED =
            Pattern.compile("<<< TLS 1.2, Alert \\[length 0002\\], warning no_renegotiation");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void isRefusedWithAWarning(Case.Role role) throws Exception {
        assumeTrue(Ours.isHandfast(), "SunJSSE renegotiates");
        byte[] order = (role == Case.Role.CLIENT ? "R\n" : "r\n").getBytes(StandardCharsets.US_ASCII);
        OpenSsl openSsl = OpenSsl.verbose((ours, program, exchange) -> {
            Duplex.write(program.input(), order);
            // Our answer is sent while we read.
            Future<Integer> reading = Duplex.run(() -> ours.getInputStream().read());
            program.printed().await(REFUSED);
            reading.cancel(true);
        });
        new Case(openSsl, role, "renegotiation", Terms.usual(Version.TLS_1_2))
                .connect(directory, NOTHING, (ours, peer, negotiation) -> peer.exchange(ours, NOTHING));
    }
}
