package dev.handfast.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.handfast.KeyLog;
import dev.handfast.explain.KeyLogFile;
import dev.handfast.explain.Trace;
import dev.handfast.tool.page.JsonTeller;
import dev.handfast.tool.page.PageTeller;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where a handshake is written to, beside the screen. */
final class ExplainFiles {
    private final Path html;
    private final Path json;
    private final KeyLog keys;

    /**
     * Looks at the files, and writes nothing yet; only that of the keys is made.
     *
     * @param html null for none, as the others
     * @throws Stopped if one cannot be written
     */
    ExplainFiles(Path html, Path json, Path keyLog) throws IOException, Stopped {
        this.html = html;
        this.json = json;
        checkWritable(html);
        checkWritable(json);
        checkWritable(keyLog);
        keys = keyLog == null ? KeyLog.OFF : KeyLogFile.open(keyLog);
    }

    /** Gets the secrets; nobody does where no file was named. */
    KeyLog keys() {
        return keys;
    }

    /** Writes what there is, and says where. */
    void write(Trace trace, Consumer<String> tell) throws IOException {
        if (html != null) {
            try (Writer out = Files.newBufferedWriter(html, UTF_8)) {
                PageTeller.write(trace, out);
            }
            tell.accept("The page is in " + html);
        }
        if (json != null) {
            try (Writer out = Files.newBufferedWriter(json, UTF_8)) {
                JsonTeller.write(trace, out);
            }
            tell.accept("The JSON is in " + json);
        }
    }

    /** Before anything is connected to: afterwards the handshake would be over, and nothing left of it. */
    private static void checkWritable(Path file) throws Stopped {
        if (file == null) {
            return;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw Stopped.byWrongUse(file + " is a folder; name a file in it");
        } else if (folder == null || !Files.isDirectory(folder)) {
            throw Stopped.byWrongUse("there is no folder " + folder + " for " + file + "; make it, or name another");
        } else if (Files.exists(file) ? !Files.isWritable(file) : !Files.isWritable(folder)) {
            throw Stopped.byWrongUse(file + " may not be written; look at its permissions, and those of its folder");
        }
    }
}
