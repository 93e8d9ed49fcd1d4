package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.message.ClientHello;
import dev.handfast.message.Extension;
import dev.handfast.message.MaxFragment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The properties that put extensions into the hellos, or keep them out. */
class ExtensionPropertiesTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final KeyManager[] KEYS = TestAuthority.keyManagers(
            "NewSunX509", AUTHORITY.leaf().host("good.example").issue());
    private static final TrustManager TRUST = AUTHORITY.trustManager();

    private static SSLEngine client(String... settings) throws Exception {
        return Operator.sets(settings).context(null, TRUST).createSSLEngine("good.example", 443);
    }

    private static SSLEngine server(String... settings) throws Exception {
        return Operator.sets(settings).context(KEYS, TRUST).createSSLEngine();
    }

    private static void setProtocol(SSLEngine engine, String... protocols) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        engine.setSSLParameters(parameters);
    }

    @Test
    void clientLeavesOutWhatItsOperatorSwitchesOff() throws Exception {
        ClientHello usual = Wire.hello(Meeting.of(client(), server()).required().fromClient());
        Meeting meeting = Meeting.of(
                        client("jdk.tls.client.disableExtensions=\"status_request, extended_master_secret\""), server())
                .required();
        List<Integer> left = Wire.hello(meeting.fromClient()).extensions().types();
        assertEquals(
                usual.extensions().types().stream()
                        .filter(type -> type != 5 && type != 23)
                        .toList(),
                left);
    }

    @ParameterizedTest
    @ValueSource(strings = {"supported_versions", "key_share"})
    void withoutWhatTls13NeedsThereIsTls12(String extension) throws Exception {
        for (Meeting meeting : List.of(
                Meeting.of(client("jdk.tls.client.disableExtensions=" + extension), server()),
                Meeting.of(client(), server("jdk.tls.server.disableExtensions=" + extension)))) {
            assertEquals("TLSv1.2", meeting.required().client().getSession().getProtocol());
        }
    }

    @Test
    void serverDoesNotReadWhatItsOperatorSwitchesOff() throws Exception {
        SSLEngine client = client();
        SSLEngine server = server("jdk.tls.server.disableExtensions=application_layer_protocol_negotiation");
        setProtocol(client, "h2");
        setProtocol(server, "h2");
        Meeting.of(client, server).required();
        assertEquals("", client.getApplicationProtocol());
        assertEquals("", server.getApplicationProtocol());
    }

    @Test
    void serverWithoutCookiesStillAsksForAnotherKeyShare() throws Exception {
        SSLEngine server = server("jdk.tls.server.disableExtensions=cookie", "jdk.tls.namedGroups=secp384r1");
        Meeting meeting = Meeting.of(client(), server).required();
        assertEquals("TLSv1.3", meeting.client().getSession().getProtocol());
    }

    @ParameterizedTest
    @CsvSource({"true,32,true", "false,0,false"})
    void compatibilityModeIsTheClientsChoice(boolean on, int sessionId, boolean changeCipherSpec) throws Exception {
        for (String groups : List.of("x25519", "secp384r1")) { // with the second, the server asks for another hello
            Meeting meeting = Meeting.of(
                            client("jdk.tls.client.useCompatibilityMode=" + on),
                            server("jdk.tls.namedGroups=" + groups))
                    .required();
            assertEquals(sessionId, Wire.hello(meeting.fromClient()).legacySessionId().length);
            assertEquals(changeCipherSpec, Wire.hasChangeCipherSpec(meeting.fromClient()));
            assertEquals(changeCipherSpec, Wire.hasChangeCipherSpec(meeting.fromServer()));
        }
    }

    @Test
    void protocolNamesAreWrittenInTheCharsetOfTheProperty() throws Exception {
        String name = "gr\u00fc\u00df"; // two letters that UTF-8 writes in two bytes each
        SSLEngine client = client("security:jdk.tls.alpnCharset=UTF-8");
        SSLEngine server = server("security:jdk.tls.alpnCharset=UTF-8");
        setProtocol(client, name);
        setProtocol(server, name);
        Meeting meeting = Meeting.of(client, server).required();
        assertEquals(name, client.getApplicationProtocol());
        assertEquals(name, server.getApplicationProtocol());
        byte[] written = Wire.hello(meeting.fromClient()).extensions().raw(Extension.ALPN_CH.type());
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(bytes, Arrays.copyOfRange(written, written.length - bytes.length, written.length));
    }

    @Test
    void protocolNamesAreBytesWithoutTheProperty() throws Exception {
        String utf8 = new String("gr\u00fc\u00df".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        SSLEngine client = client("security:jdk.tls.alpnCharset=UTF-8");
        SSLEngine server = server();
        setProtocol(client, "gr\u00fc\u00df");
        setProtocol(server, utf8);
        Meeting.of(client, server).required();
        assertEquals(utf8, server.getApplicationProtocol());
    }

    private static Stream<SSLContext> servers() throws Exception {
        return Stream.of(Contexts.ours(KEYS, TRUST), Contexts.of(Contexts.SUN, KEYS, new TrustManager[] {TRUST}));
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.3, jsse.enableMFLNExtension", "TLSv1.2, jsse.enableMFLExtension"})
    void clientAsksForFragmentsAndBothSidesKeepThem(String protocol, String property) throws Exception {
        for (SSLContext context : servers().toList()) {
            SSLEngine client = client(property + "=true");
            SSLParameters parameters = client.getSSLParameters();
            parameters.setProtocols(new String[] {protocol});
            parameters.setMaximumPacketSize(512 + 325);
            client.setSSLParameters(parameters);
            Meeting meeting = Meeting.of(client, context.createSSLEngine()).required();
            assertEquals(
                    Optional.of(MaxFragment.BYTES_512),
                    Wire.hello(meeting.fromClient()).extensions().get(Extension.MAX_FRAGMENT_LENGTH_CH));
            for (byte[] record : Wire.records(meeting.fromServer())) {
                assertTrue(record.length <= 512 + 5 + 40, () -> "a record of " + record.length + " bytes");
            }
            assertShort(meeting.server(), meeting.client());
            assertShort(meeting.client(), meeting.server());
        }
    }

    /** No more than 512 bytes go into a record, and the other side takes it; the JDK counts the tag of TLS 1.3, too. */
    private static void assertShort(SSLEngine from, SSLEngine to) throws Exception {
        ByteBuffer record = ByteBuffer.allocate(from.getSession().getPacketBufferSize());
        int consumed = from.wrap(ByteBuffer.allocate(5000), record).bytesConsumed();
        assertTrue(consumed <= 512 && consumed > 400, () -> "" + consumed);
        ByteBuffer data = ByteBuffer.allocate(to.getSession().getApplicationBufferSize());
        assertEquals(consumed, to.unwrap(record.flip(), data).bytesProduced());
    }

    @ParameterizedTest
    @CsvSource({"0", "325", "5000"})
    void sizesThatNoFragmentFitsAskForNone(int packetSize) throws Exception {
        SSLEngine client = client("jsse.enableMFLNExtension=true");
        SSLParameters parameters = client.getSSLParameters();
        parameters.setMaximumPacketSize(packetSize);
        client.setSSLParameters(parameters);
        Meeting meeting = Meeting.of(client, server()).required();
        assertFalse(Wire.hello(meeting.fromClient()).extensions().has(Extension.MAX_FRAGMENT_LENGTH_CH));
    }

    @ParameterizedTest
    @CsvSource({"326,1", "837,1", "1348,1", "1349,2", "2373,3", "4420,3", "4421,4"})
    void lengthsAreRoundedAsInTheJdk(int packetSize, int code) {
        assertEquals(MaxFragment.of(code), PacketSize.fragment(packetSize));
    }
}
