/** A TLS provider for the Java Cryptography Architecture. */
module dev.handfast {
    requires org.bouncycastle.provider;

    exports dev.handfast;

    provides java.security.Provider with
            dev.handfast.HandfastProvider;
}
