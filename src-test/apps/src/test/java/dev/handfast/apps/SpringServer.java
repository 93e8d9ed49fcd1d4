package dev.handfast.apps;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
    SSL_BUNDLE;

    /** In which it says what was spoken. */
    static final String PROTOCOL_HEADER = "X-Protocol";

    @Override
    public int serve(Identity identity) {
        var application = new SpringApplication(Echo.class);
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(Map.of(
                "server.address", "127.0.0.1",
                "server.port", "0",
                "server.ssl.bundle", "web",
                "spring.ssl.bundle.pem.web.keystore.certificate", "file:" + identity.chain(),
                "spring.ssl.bundle.pem.web.keystore.private-key", "file:" + identity.key()));
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
