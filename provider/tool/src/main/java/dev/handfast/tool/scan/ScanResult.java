package dev.handfast.tool.scan;

import dev.handfast.tool.peer.HostPort;
import dev.handfast.wire.ProtocolVersion;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a scan found. Immutable.
 *
 * @param versions newest first
 * @param refusals why the server did not speak the others
 * @param chains one for each of its certificates that it showed
 */
public record ScanResult(
        HostPort target,
        List<VersionFindings> versions,
        Map<ProtocolVersion, String> refusals,
        List<ChainFindings> chains) {

    static ScanResult of(HostPort target, List<VersionFindings> versions, Map<ProtocolVersion, String> refusals)
            throws GeneralSecurityException {
        Map<X509Certificate, ChainFindings> chains = new LinkedHashMap<>();
        for (VersionFindings each : versions) {
            for (List<X509Certificate> chain : each.chains()) {
                if (!chains.containsKey(chain.get(0))) {
                    chains.put(chain.get(0), ChainFindings.of(chain, target.host()));
                }
            }
        }
        return new ScanResult(target, List.copyOf(versions), Map.copyOf(refusals), List.copyOf(chains.values()));
    }

    /** What was found of one version; empty if the server does not speak it. */
    public Optional<VersionFindings> of(ProtocolVersion version) {
        return versions.stream().filter(each -> each.version().equals(version)).findFirst();
    }

    /** What to improve, the gravest first. */
    public List<Advice> advice() {
        return Advisor.of(this);
    }
}
