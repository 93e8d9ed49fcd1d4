package dev.handfast.apps;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Spring Boot with its Tomcat and an SSL bundle of PEM files, all by its configuration. */
enum SpringServer implements Server {
    SSL_BUNDLE,

    /** By ALPN. */
    HTTP_2 {
        @Override
        void configure(Map<String, Object> properties) {
            properties.put("server.http2.enabled", "true");
        }
    };

    /** In which it says what was spoken. */
    static final String PROTOCOL_HEADER = "X-Protocol";

    void configure(Map<String, Object> properties) {}

    @Override
    public int serve(Identity identity) {
        var properties = new HashMap<String, Object>();
        properties.put("server.address", "127.0.0.1");
        properties.put("server.port", "0");
        properties.put("server.ssl.bundle", "web");
        properties.put("spring.ssl.bundle.pem.web.keystore.certificate", "file:" + identity.chain());
        properties.put("spring.ssl.bundle.pem.web.keystore.private-key", "file:" + identity.key());
        configure(properties);
        var application = new SpringApplication(Echo.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(properties);
        return ((ServletWebServerApplicationContext) application.run())
                .getWebServer()
                .getPort();
    }

    /** What a web application has, named one by one: of all that is on the class path more would start by itself. */
    @RestController
    @ImportAutoConfiguration({
        SslAutoConfiguration.class,
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    static class Echo {
        @PostMapping("/")
        byte[] echo(@RequestBody byte[] body, HttpServletRequest request, HttpServletResponse response) {
            response.setHeader(PROTOCOL_HEADER, request.getProtocol());
            return body;
        }
    }
}
