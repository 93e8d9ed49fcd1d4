package dev.handfast.apps;

import java.nio.charset.StandardCharsets;
import org.springframework.boot.http.client.ClientHttpRequestFactoryBuilder;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Spring's RestClient, over the JDK's HTTP client, with an SSL bundle of a PEM file. */
enum SpringClient implements Client {
    SSL_BUNDLE(SslOptions.NONE),

    /** By ALPN, which the JDK's client leaves out if a bundle does not name the protocols. */
    HTTP_2(SslOptions.of(null, new String[] {"TLSv1.3", "TLSv1.2"}));

    private final SslOptions options;

    SpringClient(SslOptions options) {
        this.options = options;
    }

    @Override
    public String talk(int port) {
        PemSslStoreDetails trusted = PemSslStoreDetails.forCertificate("file:" + Identity.trusted());
        SslBundle bundle = SslBundle.of(new PemSslStoreBundle(null, trusted), SslBundleKey.NONE, options);
        ClientHttpRequestFactory connections =
                ClientHttpRequestFactoryBuilder.jdk().build(ClientHttpRequestFactorySettings.ofSslBundle(bundle));
        ResponseEntity<byte[]> answer = RestClient.builder()
                .requestFactory(connections)
                .build()
                .post()
                .uri("https://localhost:" + port + "/")
                .body(Page.bytes())
                .retrieve()
                .toEntity(byte[].class);
        Page.check(new String(answer.getBody(), StandardCharsets.US_ASCII));
        return answer.getHeaders().getFirst(SpringServer.PROTOCOL_HEADER);
    }
}
