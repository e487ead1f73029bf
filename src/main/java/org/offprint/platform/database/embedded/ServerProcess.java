package org.offprint.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Process of a PostgreSQL server. The process was started by {@code pg_ctl} and is therefore not a child of the Java
 * process.
 */
final class ServerProcess {

    private final ProcessHandle handle;

    private ServerProcess(ProcessHandle handle) {
        this.handle = handle;
    }

    /** Returns the PostgreSQL process identified by the first line of {@code postmaster.pid}. */
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
     * Returns whether the process is a zombie. If the service is the first process of a container, an ended PostgreSQL
     * server becomes its child and remains a zombie forever.
     */
    static boolean hasEnded(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            // The process state follows the process name, which is in parentheses and may contain any character
            // (proc_pid_stat(5)).
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            // The system has no /proc, or the process has just disappeared, which the caller detects itself.
            return false;
        }
    }
}
