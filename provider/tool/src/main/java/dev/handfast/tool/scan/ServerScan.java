package dev.handfast.tool.scan;

import dev.handfast.property.Property;
import dev.handfast.tool.peer.AnyCertificate;
import dev.handfast.tool.peer.Contexts;
import dev.handfast.tool.peer.Dialer;
import dev.handfast.wire.ProtocolVersion;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;

/** Scans one server: two connections at a time at most, one for each version, each ended as soon as it has told all. */
public final class ServerScan {
    /** Those that are spoken, and so can be tested, newest first. */
    static final List<ProtocolVersion> VERSIONS = List.of(ProtocolVersion.TLS_1_3, ProtocolVersion.TLS_1_2);

    /** Steps of a scan of a server that has much on; for a bar. */
    public static final int USUAL_STEPS = 75;

    private final Dialer dialer;
    private final Progress progress;

    public ServerScan(Dialer dialer, Progress progress) {
        this.dialer = dialer;
        this.progress = progress;
    }

    /**
     * Lets this JVM's connections offer what no application should, so that it can be found on the server. A JVM that does so is
     * good for nothing else afterwards.
     */
    public static void offerWeakThingsInThisJvm() {
        Security.setProperty(Property.DISABLED_ALGORITHMS.toString(), "");
        for (Property chosen : List.of(
                Property.NAMED_GROUPS, Property.CLIENT_SCHEMES, Property.CLIENT_SUITES, Property.CLIENT_PROTOCOLS)) {
            System.clearProperty(chosen.toString());
        }
    }

    /**
     * Looks at all versions.
     *
     * @throws IOException if there is no such host, nobody listens, or the server says nothing
     */
    public ScanResult scan() throws IOException, GeneralSecurityException, InterruptedException {
        // Before there is a second thread: whether a context asks for tickets is a property of the whole JVM.
        SSLContext withoutTickets = withoutTickets();
        Map<ProtocolVersion, String> refusals = new ConcurrentHashMap<>();
        ExecutorService threads = Executors.newFixedThreadPool(VERSIONS.size());
        try {
            List<Future<Optional<VersionFindings>>> running = VERSIONS.stream()
                    .map(version -> threads.submit(() -> new VersionScan(new Prober(dialer, progress), version)
                            .findings(
                                    Contexts.trusting(new AnyCertificate()),
                                    withoutTickets,
                                    reason -> refusals.put(version, reason))))
                    .toList();
            var findings = new ArrayList<VersionFindings>();
            for (Future<Optional<VersionFindings>> each : running) {
                each.get().ifPresent(findings::add);
            }
            return ScanResult.of(dialer.target(), findings, refusals);
        } catch (ExecutionException failed) {
            throw unwrapped(failed);
        } finally {
            threads.shutdownNow();
        }
    }

    private static IOException unwrapped(ExecutionException failed) throws GeneralSecurityException {
        if (failed.getCause() instanceof IOException failure) {
            return failure;
        } else if (failed.getCause() instanceof GeneralSecurityException failure) {
            throw failure;
        }
        throw new IllegalStateException(failed.getCause());
    }

    private static SSLContext withoutTickets() throws GeneralSecurityException {
        String property = Property.CLIENT_TICKETS.toString();
        String before = System.setProperty(property, "false");
        try {
            return Contexts.trusting(new AnyCertificate());
        } finally {
            if (before == null) {
                System.clearProperty(property);
            } else {
                System.setProperty(property, before);
            }
        }
    }
}
