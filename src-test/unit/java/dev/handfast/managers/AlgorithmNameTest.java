package dev.handfast.managers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two parts of an entry of the lists of forbidden algorithms: whose name it is, and how long keys have to be. */
class AlgorithmNameTest {

    @ParameterizedTest
    @CsvSource({
        "RSA, rsa, true",
        "RSA, RSASSA-PSS, false",
        "TLS_RSA_*, TLS_RSA_WITH_AES_128_GCM_SHA256, true",
        "tls_rsa_*, TLS_RSA_, true",
        "TLS_RSA_*, TLS_DHE_RSA_WITH_AES_128_GCM_SHA256, false",
        "*_SHA, TLS_RSA_WITH_AES_128_CBC_SHA, true",
        "*_SHA, TLS_RSA_WITH_AES_128_CBC_SHA256, false",
        "TLS_*_SHA, TLS_SHA, false",
        "TLS_*_SHA, TLS__SHA, true",
        "*, '', true",
        "**, a, true",
        "*CBC*, TLS_RSA_WITH_AES_128_CBC_SHA, true",
        "*CBC*, TLS_RSA_WITH_AES_128_GCM_SHA256, false",
        "a*ab*ab, aabab, true",
        "a*ab*ab, aab, false",
        "a*aab*c, aaaabc, true",
        "a*bc*c, abc, false",
        "a.b, axb, false",
        "a.*, a.b, true"
    })
    void lettersMatchInAnyCaseAndAnAsteriskAny(String pattern, String name, boolean matches) {
        assertEquals(matches, AlgorithmName.of(pattern).isAnyOf(List.of("none", name)));
    }

    @ParameterizedTest
    @CsvSource({
        "RSA keySize < 1024, 1023, true",
        "RSA keySize < 1024, 1024, false",
        "RSA keySize <= 1024, 1024, true",
        "RSA keySize<=1024, 1025, false",
        "RSA keySize >\t1024 & jdkCA, 1025, true",
        "RSA keySize >= 1024, 1024, true",
        "RSA keySize == 1024, 1024, true",
        "RSA keySize != 1024, 1024, false",
        "RSA keySize & keySize < 1024, 1, true"
    })
    void limitForbidsSomeSizes(String entry, int size, boolean forbidden) {
        assertEquals(forbidden, KeySizeLimit.in(entry).orElseThrow().forbids(size));
    }

    @ParameterizedTest
    @CsvSource({"RSA", "RSA keySize", "RSA keySize 1024", "RSA keySize < big", "RSA keySize <", "RSA keysize < 1024"})
    void entryWithoutANumberHasNoLimit(String entry) {
        assertEquals(Optional.empty(), KeySizeLimit.in(entry));
    }
}
