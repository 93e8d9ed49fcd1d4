package dev.handfast.managers;

import java.security.Principal;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSessionContext;

/** A handshake's session that says what a test wants managers to hear. */
final class FakeSession extends ExtendedSSLSession {
    private static final String[] COMMON = {
        "SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA", "Ed25519", "RSASSA-PSS", "SHA256withRSA"
    };

    String protocol = "TLSv1.3";
    String peerHost = "good.example";
    String[] local = COMMON;
    String[] peers = COMMON;
    List<SNIServerName> names = List.of();
    List<byte[]> responses = List.of();

    @Override
    public String getProtocol() {
        return protocol;
    }

    @Override
    public String getPeerHost() {
        return peerHost;
    }

    @Override
    public String[] getLocalSupportedSignatureAlgorithms() {
        return local;
    }

    @Override
    public String[] getPeerSupportedSignatureAlgorithms() {
        return peers;
    }

    @Override
    public List<SNIServerName> getRequestedServerNames() {
        return names;
    }

    @Override
    public List<byte[]> getStatusResponses() {
        return responses;
    }

    // ---- what no manager asks

    @Override
    public byte[] getId() {
        return new byte[0];
    }

    @Override
    public SSLSessionContext getSessionContext() {
        return null;
    }

    @Override
    public long getCreationTime() {
        return 0;
    }

    @Override
    public long getLastAccessedTime() {
        return 0;
    }

    @Override
    public void invalidate() {}

    @Override
    public boolean isValid() {
        return true;
    }

    @Override
    public void putValue(String name, Object value) {}

    @Override
    public Object getValue(String name) {
        return null;
    }

    @Override
    public void removeValue(String name) {}

    @Override
    public String[] getValueNames() {
        return new String[0];
    }

    @Override
    public Certificate[] getPeerCertificates() throws SSLPeerUnverifiedException {
        throw new SSLPeerUnverifiedException("not yet");
    }

    @Override
    public Certificate[] getLocalCertificates() {
        return null;
    }

    @Override
    public Principal getPeerPrincipal() throws SSLPeerUnverifiedException {
        throw new SSLPeerUnverifiedException("not yet");
    }

    @Override
    public Principal getLocalPrincipal() {
        return null;
    }

    @Override
    public String getCipherSuite() {
        return "TLS_AES_128_GCM_SHA256";
    }

    @Override
    public int getPeerPort() {
        return 443;
    }

    @Override
    public int getPacketBufferSize() {
        return 1 << 15;
    }

    @Override
    public int getApplicationBufferSize() {
        return 1 << 15;
    }
}
