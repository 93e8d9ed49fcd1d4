package dev.handfast.tool.doctor;

import dev.handfast.managers.DefaultTrustStore;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whom this JVM trusts where the application says nothing.
 *
 * @param place the file's name, or what there is instead
 * @param entries how many certificates it has
 * @param expired those that are not valid any more, each with its alias and its end
 */
public record TrustStore(String place, String type, int entries, List<String> expired) {

    /**
     * As it is now.
     *
     * @throws IOException if the file cannot be read, or its password is wrong
     */
    public static TrustStore ofThisJvm() throws IOException, GeneralSecurityException {
        DefaultTrustStore.Contents contents = DefaultTrustStore.contents();
        KeyStore store = contents.store();
        Instant now = Instant.now();
        int entries = 0;
        var expired = new ArrayList<String>();
        for (String alias : Collections.list(store.aliases())) {
            if (store.getCertificate(alias) instanceof X509Certificate certificate) {
                entries++;
                Instant end = certificate.getNotAfter().toInstant();
                if (end.isBefore(now)) {
                    expired.add(alias + ", since " + end);
                }
            }
        }
        String place = contents.file() == null ? "no file: nobody is trusted" : contents.file();
        return new TrustStore(place, contents.type(), entries, List.copyOf(expired));
    }
}
