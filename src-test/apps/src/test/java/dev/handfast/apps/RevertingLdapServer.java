package dev.handfast.apps;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.BindResponseProtocolOp;
import com.unboundid.ldap.protocol.ExtendedResponseProtocolOp;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.ProtocolOp;
import com.unboundid.ldap.protocol.SearchResultDoneProtocolOp;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.ResultCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * An LDAP server that goes on in clear when its client ends TLS, as RFC 4511 §4.14.3 allows. UnboundID's, of which it has the messages, hangs
 * up there. It answers each bind and each search alike.
 */
enum RevertingLdapServer implements Server {
    START_TLS_AND_BACK;

    @Override
    public int serve(Identity identity) throws Exception {
        SSLSocketFactory factory = identity.context().getSocketFactory();
        var listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        Background.run(() -> {
            while (true) {
                Socket socket = listening.accept();
                Background.run(() -> plaintext(socket, factory));
            }
        });
        return listening.getLocalPort();
    }

    /** Until the client hangs up. */
    private static void plaintext(Socket socket, SSLSocketFactory factory) throws Exception {
        while (answer(socket.getInputStream(), socket.getOutputStream())) {
            try (SSLSocket tls = (SSLSocket) factory.createSocket(socket, null, socket.getPort(), false)) {
                tls.setUseClientMode(false);
                if (answer(tls.getInputStream(), tls.getOutputStream())) {
                    throw new IOException("StartTLS within TLS");
                }
            }
        }
    }

    /** Answers until StartTLS is asked for, then true; or until the end, then false. */
    private static boolean answer(InputStream in, OutputStream out) throws Exception {
        var messages = new ASN1StreamReader(in);
        while (true) {
            LDAPMessage request = LDAPMessage.readFrom(messages, false);
            if (request == null) {
                return false;
            }
            for (ProtocolOp answer : answers(request)) {
                out.write(
                        new LDAPMessage(request.getMessageID(), answer).encode().encode());
            }
            out.flush();
            if (request.getProtocolOpType() == LDAPMessage.PROTOCOL_OP_TYPE_EXTENDED_REQUEST) {
                return true;
            }
        }
    }

    private static List<ProtocolOp> answers(LDAPMessage request) throws IOException {
        int success = ResultCode.SUCCESS_INT_VALUE;
        return switch (request.getProtocolOpType()) {
            case LDAPMessage.PROTOCOL_OP_TYPE_BIND_REQUEST ->
                List.of(new BindResponseProtocolOp(success, null, null, null, null));
            case LDAPMessage.PROTOCOL_OP_TYPE_SEARCH_REQUEST ->
                List.of(
                        new SearchResultEntryProtocolOp(LdapServer.ENTRY, List.of(new Attribute("dc", "example"))),
                        new SearchResultDoneProtocolOp(success, null, null, null));
            case LDAPMessage.PROTOCOL_OP_TYPE_EXTENDED_REQUEST ->
                List.of(new ExtendedResponseProtocolOp(
                        success,
                        null,
                        null,
                        null,
                        request.getExtendedRequestProtocolOp().getOID(),
                        null));
            case LDAPMessage.PROTOCOL_OP_TYPE_UNBIND_REQUEST -> List.of();
            default -> throw new IOException("no answer to " + request);
        };
    }
}
