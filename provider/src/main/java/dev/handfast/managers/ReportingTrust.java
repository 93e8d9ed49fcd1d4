package dev.handfast.managers;

import dev.handfast.CertificateCheck;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;

/** A trust manager that can say what it asks. */
public interface ReportingTrust {
    /**
     * Judges a chain as {@code checkServerTrusted} or {@code checkClientTrusted} does.
     *
     * @param server the chain is a server's
     * @param engine that of the connection, null if it has a socket
     * @param socket that of the connection, null if it has an engine
     * @param report is given each thing that was asked, in order; one that failed is the last
     */
    void check(
            X509Certificate[] chain,
            String authType,
            boolean server,
            SSLEngine engine,
            SSLSocket socket,
            Consumer<CertificateCheck> report)
            throws CertificateException;
}
