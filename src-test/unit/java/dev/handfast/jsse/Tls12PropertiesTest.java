package dev.handfast.jsse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.message.DheParameters;
import java.math.BigInteger;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The properties that are about handshakes of TLS 1.2. */
class Tls12PropertiesTest {
    private static final TestAuthority AUTHORITY = new TestAuthority("authority");
    private static final KeyManager[] KEYS = TestAuthority.keyManagers(
            "NewSunX509",
            AUTHORITY.leaf().keyType("RSA2048").host("good.example").issue());
    private static final TrustManager TRUST = AUTHORITY.trustManager();
    private static final String DHE = "TLS_DHE_RSA_WITH_AES_128_GCM_SHA256";
    private static final String NO_FIELDS = "jsse.enableFFDHE=false";

    /** RFC 3526 §3: a safe prime of 2048 bits that RFC 7919 has not got. */
    private static final String MODP_2048 = "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
            + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
            + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
            + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
            + "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
            + "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
            + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
            + "3995497CEA956AE515D2261898FA051015728E5A8AACAA68FFFFFFFFFFFFFFFF";

    private static SSLEngine engine(String... settings) throws Exception {
        SSLEngine engine = Operator.sets(settings).context(KEYS, TRUST).createSSLEngine("good.example", 443);
        engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        return engine;
    }

    private static SSLEngine dhe(String... settings) throws Exception {
        SSLEngine engine = engine(settings);
        engine.setEnabledCipherSuites(new String[] {DHE});
        return engine;
    }

    private static DheParameters fieldOf(Meeting meeting) throws Exception {
        return Wire.keyExchange(meeting.required().fromServer()).dhe();
    }

    private static int bits(DheParameters parameters) {
        return new BigInteger(1, parameters.p()).bitLength();
    }

    private static void assertFault(SSLException fault, String words) {
        assertNotNull(fault, words);
        assertTrue(fault.getMessage().contains(words), fault::getMessage);
    }

    // ---- what the peer has to know

    @Test
    void peerWithoutExtendedMasterSecretIsRefusedIfTheOperatorWantsIt() throws Exception {
        String strict = "jdk.tls.allowLegacyMasterSecret=false";
        String without = "jdk.tls.useExtendedMasterSecret=false";
        assertFault(Meeting.of(engine(strict), engine(without)).clientFault(), "extended_master_secret");
        assertFault(Meeting.of(engine(without), engine(strict)).serverFault(), "extended_master_secret");
        Meeting.of(engine(strict), engine(strict)).required();
        Meeting.of(engine(without), engine()).required();
        Meeting.of(engine(strict, without), engine()).required();
    }

    @Test
    void peerWithoutRenegotiationInfoIsRefusedIfTheOperatorWantsIt() throws Exception {
        String strict = "sun.security.ssl.allowLegacyHelloMessages=false";
        SSLEngine client = engine("jdk.tls.client.disableExtensions=renegotiation_info");
        SSLEngine server = engine("jdk.tls.server.disableExtensions=renegotiation_info");
        assertFault(Meeting.of(engine(strict), server).clientFault(), "renegotiation_info");
        assertFault(Meeting.of(client, engine(strict)).serverFault(), "renegotiation_info");
        Meeting.of(engine(strict), engine(strict)).required();
        Meeting.of(
                        engine("jdk.tls.client.disableExtensions=renegotiation_info"),
                        engine("jdk.tls.server.disableExtensions=renegotiation_info"))
                .required();
    }

    // ---- finite fields

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "jsse.enableSNIExtension=true                             | 2048",
                "jdk.tls.ephemeralDHKeySize=matched                       | 2048",
                "jdk.tls.ephemeralDHKeySize=legacy                        | 2048",
                "jdk.tls.ephemeralDHKeySize=1024                          | 2048",
                "jdk.tls.ephemeralDHKeySize=3072                          | 3072",
                "jdk.tls.ephemeralDHKeySize=3136                          | 4096",
                "jdk.tls.namedGroups=x25519,ffdhe3072                     | 3072",
                "jsse.enableFFDHE=false                                   | 2048",
                "security:jdk.tls.disabledAlgorithms=DH keySize < 3072    | 3072"
            })
    void fieldForAClientThatNamesNone(String setting, int bits) throws Exception {
        assertEquals(bits, bits(fieldOf(Meeting.of(dhe(NO_FIELDS), dhe(setting)))));
    }

    @Test
    void clientThatNamesFieldsGetsOneOfThem() throws Exception {
        Meeting meeting =
                Meeting.of(dhe("jdk.tls.namedGroups=ffdhe4096,ffdhe2048"), dhe("jdk.tls.ephemeralDHKeySize=3072"));
        assertEquals(2048, bits(fieldOf(meeting)), "what both name goes first, RFC 7919 §4");
    }

    @Test
    void operatorsOwnFieldIsUsed() throws Exception {
        String setting = "security:jdk.tls.server.defaultDHEParameters={" + MODP_2048 + ",2}";
        DheParameters parameters = fieldOf(Meeting.of(dhe(NO_FIELDS), dhe(setting)));
        assertEquals(new BigInteger(MODP_2048, 16), new BigInteger(1, parameters.p()));
        setting = "security:jdk.tls.server.defaultDHEParameters={ " + MODP_2048 + ", 2 }, {13, 2}";
        parameters = fieldOf(Meeting.of(dhe(NO_FIELDS), dhe(setting)));
        assertEquals(new BigInteger(MODP_2048, 16), new BigInteger(1, parameters.p()), "a useless one beside it");
        setting = "security:jdk.tls.server.defaultDHEParameters={13,2}";
        parameters = fieldOf(Meeting.of(dhe(NO_FIELDS), dhe(setting)));
        assertEquals(2048, bits(parameters), "a useless one alone");
    }

    @Test
    void clientRefusesAFieldThatItsOperatorForbids() throws Exception {
        SSLEngine client = dhe(NO_FIELDS, "security:jdk.tls.disabledAlgorithms=DH keySize < 3072");
        assertFault(Meeting.of(client, dhe()).clientFault(), "2048 bits, which jdk.tls.disabledAlgorithms forbids");
        client = dhe(NO_FIELDS, "security:jdk.tls.disabledAlgorithms=DiffieHellman keySize < 2048");
        Meeting.of(client, dhe()).required();
    }

    // ---- suites

    @Test
    void legacySuiteIsTheLastResort() throws Exception {
        String legacy = "security:jdk.tls.legacyAlgorithms=AES_256_GCM, ECDHE";
        for (boolean serversOrder : List.of(true, false)) {
            SSLEngine server = engine(legacy);
            var parameters = server.getSSLParameters();
            parameters.setUseCipherSuitesOrder(serversOrder);
            server.setSSLParameters(parameters);
            assertEquals(DHE, suite(Meeting.of(engine(), server)));
        }
        SSLEngine client = engine();
        client.setEnabledCipherSuites(new String[] {"TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384"});
        assertEquals("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", suite(Meeting.of(client, engine(legacy))));
    }

    private static String suite(Meeting meeting) {
        return meeting.required().client().getSession().getCipherSuite();
    }
}
