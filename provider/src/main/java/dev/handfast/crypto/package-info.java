/** Algorithms as values over the JCA and bcprov: secrets, hashes, the transcript, the key schedule, groups, signatures. */
package dev.handfast.crypto;
