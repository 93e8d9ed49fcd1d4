package dev.handfast.managers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What tells one content of a file from the next without reading it.
 *
 * @param identity of the file, where the file system has one: another file may have taken its place
 */
record FileVersion(FileTime modified, long length, Object identity) {
    /** Clocks of file systems tick slowly: a file this young may have changed again in the same tick. */
    private static final Duration YOUNG = Duration.ofSeconds(2);

    static List<FileVersion> of(List<Path> files) throws IOException {
        var versions = new ArrayList<FileVersion>();
        for (Path file : files) {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            versions.add(new FileVersion(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey()));
        }
        return versions;
    }

    /** Whether the next content, if there is one, will have another version for sure. */
    boolean isSettled() {
        return modified.toInstant().plus(YOUNG).isBefore(Instant.now());
    }
}
