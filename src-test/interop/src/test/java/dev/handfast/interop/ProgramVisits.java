package dev.handfast.interop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;

/** A program that connects twice, or is started twice. */
final class ProgramVisits implements Visits {
    private final Path directory;
    private final Optional<List<String>> second;
    private final Attending attending;
    private final Optional<Report> report;
    private final List<PeerProcess> programs = new ArrayList<>();

    /** Our end of a connection. */
    interface Attending {
        void attend(SSLSocket ours) throws Exception;
    }

    /**
     * Starts the program.
     *
     * @param second empty if the first command connects twice
     * @param report empty if it never tells
     */
    ProgramVisits(
            Path directory,
            List<String> first,
            Optional<List<String>> second,
            Attending attending,
            Optional<Report> report)
            throws IOException {
        this.directory = directory;
        this.second = second;
        this.attending = attending;
        this.report = report;
        start(first);
    }

    private void start(List<String> command) throws IOException {
        PeerProcess program = PeerProcess.startMute(directory, command);
        program.printed();
        programs.add(program);
    }

    /** The program that came last. */
    PeerProcess last() {
        return programs.get(programs.size() - 1);
    }

    @Override
    public void again() throws Exception {
        if (second.isPresent()) {
            last().exitCode();
            start(second.get());
        }
    }

    @Override
    public void attend(SSLSocket ours) throws Exception {
        attending.attend(ours);
    }

    @Override
    public void assertResumed() throws Exception {
        if (report.isPresent()) {
            report.get().await(last());
        }
    }

    @Override
    public String account() {
        return last().description();
    }

    @Override
    public void close() {
        programs.forEach(PeerProcess::close);
    }
}
