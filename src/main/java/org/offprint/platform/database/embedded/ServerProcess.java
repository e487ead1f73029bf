package org.offprint.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The process of a server that this one does not own as a child, because {@code pg_ctl} has started it. */
final class ServerProcess {

    private final ProcessHandle handle;

    private ServerProcess(ProcessHandle handle) {
        this.handle = handle;
    }

    /** The process with the id that the first line of {@code postmaster.pid} tells. */
    static ServerProcess of(Path pidFile) {
        try {
            long pid = Long.parseLong(Files.readAllLines(pidFile).get(0));
            return new ServerProcess(ProcessHandle.of(pid).orElse(null));
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return new ServerProcess(null);
        }
    }

    boolean runs() {
        return handle != null && handle.isAlive() && !hasEnded(handle.pid());
    }

    /**
     * Reports whether the process has ended and only waits to be asked how: so it stays for ever in a container where
     * the service is the first process, which inherits it.
     */
    static boolean hasEnded(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // proc_pid_stat(5): the state follows the name, which is in brackets and may hold anything.
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            // A system without /proc, or it has just gone altogether, which the caller sees by itself.
            return false;
        }
    }
}
