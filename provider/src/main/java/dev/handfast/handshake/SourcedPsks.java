package dev.handfast.handshake;

import dev.handfast.PskCredential;
import dev.handfast.PskSource;
import dev.handfast.crypto.Hash;
import dev.handfast.message.ImportedIdentity;
import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The external PSKs that an application has. Each is used in the way that its credential says, as it is or imported, and in no
 * other (RFC 9258 §4).
 *
 * @param host of the peer, for a client; null if nobody knows
 */
public record SourcedPsks(PskSource source, String host, int port) implements ExternalPsks {

    @Override
    public boolean isUsed() {
        return true;
    }

    @Override
    public List<ExternalPsk> offered(Set<Hash> hashes) throws TlsFault {
        Optional<PskCredential> credential = asked(() -> source.offer(host, port));
        return hashes.stream()
                .flatMap(hash -> credential.flatMap(each -> ExternalPsk.of(each, hash)).stream())
                .toList();
    }

    @Override
    public Optional<ExternalPsk> find(byte[] identity) throws TlsFault {
        Optional<ImportedIdentity> form = ImportedIdentity.of(identity);
        Optional<Hash> target = form.flatMap(imported -> TargetKdf.hash(imported.targetKdf()));
        if (target.isPresent()) {
            Optional<ExternalPsk> imported = known(form.get().externalIdentity())
                    .flatMap(credential -> ExternalPsk.of(credential, target.get()));
            if (imported.isPresent() && Arrays.equals(imported.get().identity(), identity)) {
                return imported; // else it is for another protocol, has another context, or is not to be imported
            }
            imported.ifPresent(ExternalPsk::close);
        }
        return known(identity)
                .filter(credential -> credential.context().isEmpty())
                .flatMap(credential -> Stream.of(Hash.values())
                        .flatMap(hash -> ExternalPsk.of(credential, hash).stream())
                        .findFirst());
    }

    /** What the source gives for another identity than the one that it was asked for is nobody's. */
    private Optional<PskCredential> known(byte[] identity) throws TlsFault {
        return asked(() -> source.find(identity.clone())).filter(found -> Arrays.equals(found.identity(), identity));
    }

    private static Optional<PskCredential> asked(Supplier<Optional<PskCredential>> question) throws TlsFault {
        try {
            return question.get();
        } catch (RuntimeException broken) {
            throw new TlsFault(Alert.INTERNAL_ERROR, "our source of pre-shared keys failed: " + broken, broken);
        }
    }
}
