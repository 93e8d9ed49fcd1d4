package dev.handfast;

/**
 * One thing that was asked of a peer's certificates.
 *
 * @param question such as {@code validity} or {@code host name}
 * @param finding what was found, for a person
 */
public record CertificateCheck(String question, boolean passed, String finding) {}
