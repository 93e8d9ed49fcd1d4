package dev.handfast.interop;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.Set;
import java.util.stream.Stream;

/** Forbids all groups but some. It is how a provider that is not ours is limited on every JDK. */
record OnlyGroups(Set<Group> allowed) implements AlgorithmConstraints {
    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
        return !primitives.contains(CryptoPrimitive.KEY_AGREEMENT)
                || Stream.of(Group.values())
                        .filter(other -> !allowed.contains(other))
                        .noneMatch(other -> other.standard.equalsIgnoreCase(algorithm));
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
        return true;
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, String algorithm, Key key, AlgorithmParameters parameters) {
        return permits(primitives, algorithm, parameters);
    }
}
