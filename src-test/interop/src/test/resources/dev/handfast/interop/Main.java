import java.io.OutputStream;
import java.net.InetAddress;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** An application that names no provider. It talks to itself over TLS, and tells by what. */
public class Main {
    public static void main(String[] arguments) throws Exception {
        // the first thing in main
        for (String store : new String[] {"key", "trust"}) {
            System.setProperty("javax.net.ssl." + store + "Store", store + ".p12");
            System.setProperty("javax.net.ssl." + store + "StoreType", "PKCS12");
            System.setProperty("javax.net.ssl." + store + "StorePassword", "interop");
        }
        System.out.println("TLS " + SSLContext.getInstance("TLS").getProvider().getName());
        System.out.println("Default " + SSLContext.getDefault().getProvider().getName());
        System.out.println("HttpsURLConnection " + HttpsURLConnection.getDefaultSSLSocketFactory().getClass().getName());
        InetAddress here = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listening =
                (SSLServerSocket) SSLServerSocketFactory.getDefault().createServerSocket(0, 1, here)) {
            Thread server = new Thread(() -> serve(listening));
            server.start();
            try (SSLSocket client =
                    (SSLSocket) SSLSocketFactory.getDefault().createSocket(here, listening.getLocalPort())) {
                client.setSoTimeout(20_000);
                int read = client.getInputStream().read();
                System.out.println("read " + read + " by " + client.getClass().getName() + ", "
                        + client.getSession().getProtocol());
            }
            server.join(20_000);
        }
    }

    private static void serve(SSLServerSocket listening) {
        try (SSLSocket server = (SSLSocket) listening.accept();
                OutputStream out = server.getOutputStream()) {
            out.write(42);
        } catch (Exception told) {
            told.printStackTrace();
        }
    }
}
