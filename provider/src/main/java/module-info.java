/** A TLS provider for the Java Cryptography Architecture. */
module dev.handfast {
    requires org.bouncycastle.provider;

    // For dev.handfast.jetty. Its services are named in META-INF/services alone, which serves the class path: a JVM
    // whose module
    // path has no Jetty would not start with a module that provides them.
    requires static org.eclipse.jetty.alpn.client;
    requires static org.eclipse.jetty.alpn.server;
    requires static org.eclipse.jetty.io;

    // For who records; a runtime that was linked without it does without.
    requires static jdk.jfr;

    exports dev.handfast;
    exports dev.handfast.explain;

    provides java.security.Provider with
            dev.handfast.HandfastProvider;
}
