package org.offprint.app.cli;

import io.quarkus.runtime.configuration.ConfigUtils;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.Config;
import org.offprint.platform.database.backup.BackupFileReferences;
import org.offprint.platform.database.backup.BackupReader;
import org.offprint.platform.database.backup.RestoreException;
import org.offprint.platform.files.store.FileCheck;
import org.offprint.platform.files.store.FileStore;
import org.offprint.platform.files.store.FileStores;
import org.offprint.platform.files.store.FileTransfer;
import org.offprint.platform.files.store.Sha256;
import org.offprint.platform.files.store.StoredFile;

/**
 * Implements {@code --move-files FROM TO}, which copies all files from one file store to another. Also implements
 * {@code --check-files}, which verifies the hashes of all stored files or of the files in a backup. Both commands can
 * be interrupted, repeated, and used while the service is running.
 */
public final class FilesCommand {

    private static final int WRONG_USE = 2;
    private static final int NO_STORE = 3;
    private static final int PAGE = 500;
    private static final int WRONG_BACKUP = 4;
    private static final String DELETE = "--delete";
    private static final String BACKUP = "--backup";

    private final ProgressLine out;
    private final Config config;

    private FilesCommand(ProgressLine out, Config config) {
        this.out = out;
        this.config = config;
    }

    /** Returns whether the command is {@code --move-files} or {@code --check-files}. */
    public static boolean supports(String command) {
        return command.equals("--move-files") || command.equals("--check-files");
    }

    /**
     * Runs {@code --move-files} or {@code --check-files} and returns the exit code: 0 if all files are intact, 1 if
     * files are damaged or missing, 2 for invalid arguments or settings, 3 if a store is unavailable or full, 4 if the
     * backup is invalid.
     *
     * @param isTerminal whether the output is a terminal
     */
    public static int run(PrintStream out, boolean isTerminal, String... arguments) {
        return run(
                new ProgressLine(out, isTerminal), ConfigUtils.configBuilder().build(), arguments);
    }

    static int run(ProgressLine out, Config config, String... arguments) {
        List<String> given = new ArrayList<>(List.of(arguments));
        boolean isMove = given.remove(DELETE);
        int option = given.indexOf(BACKUP);
        String backup = option < 0 || option + 1 == given.size() ? null : given.remove(option + 1);
        if (backup != null) {
            given.remove(BACKUP);
        }
        boolean isTransfer = given.remove(0).equals("--move-files");
        boolean isWrong = isTransfer
                ? given.size() != 2 || given.get(0).equals(given.get(1)) || backup != null
                : given.size() > 1 || isMove;
        if (isWrong) {
            given.add("");
        } else if (given.isEmpty()) {
            given.add(FileStores.name(config));
        }
        if (!FileStores.NAMES.containsAll(given)) {
            out.println("Usage:\n" + CommandLineUsage.FILES);
            return WRONG_USE;
        }
        List<String> problems = given.stream()
                .flatMap(name -> FileStores.problems(config, name).stream())
                .toList();
        if (!problems.isEmpty()) {
            problems.forEach(out::println);
            return WRONG_USE;
        }
        if (backup != null && !Files.isReadable(Path.of(backup))) {
            out.println("The backup " + backup + " cannot be read. Check its path and its permissions.");
            return WRONG_USE;
        }
        FilesCommand command = new FilesCommand(out, config);
        try {
            if (isTransfer) {
                return command.transfer(given.get(0), given.get(1), isMove);
            }
            return backup == null ? command.check(given.get(0)) : command.check(given.get(0), backup);
        } catch (RestoreException e) {
            out.printMessage(e.getMessage());
            return WRONG_BACKUP;
        } catch (IOException e) {
            out.printMessage(e.getMessage());
            out.println("The command did not finish. Run it again to resume.");
            return NO_STORE;
        }
    }

    private int transfer(String fromName, String toName, boolean isMove) throws IOException {
        try (FileStore from = FileStores.open(config, fromName);
                FileStore to = FileStores.open(config, toName)) {
            out.println("Copying files from " + from + " to " + to + ".");
            to.checkWritable();
            long start = System.nanoTime();
            FileTransfer.Progress end = new FileTransfer(from, to, isMove)
                    .run(
                            at -> out.draw(
                                    progress(at.bytes(), at.allBytes(), start) + at.files() + " of " + at.allFiles()
                                            + " files",
                                    at.files() == at.allFiles()),
                            fault -> out.printMessage(fault.message()));
            out.println(end.copied() + " copied, " + end.present() + " already present, " + end.damaged() + " damaged");
            return end.damaged() == 0 ? 0 : 1;
        }
    }

    private int check(String name) throws IOException {
        try (FileStore store = FileStores.open(config, name)) {
            out.println("Checking all files in " + store + ".");
            long all = 0;
            for (List<StoredFile> page = store.list(null, PAGE); !page.isEmpty(); page = after(store, page)) {
                all += page.stream().mapToLong(StoredFile::size).sum();
            }
            FileCheck check = new FileCheck(store);
            long start = System.nanoTime();
            long bytes = 0;
            long files = 0;
            long faults = 0;
            for (List<StoredFile> page = store.list(null, PAGE); !page.isEmpty(); page = after(store, page)) {
                for (StoredFile file : page) {
                    Optional<FileCheck.Fault> fault = check.check(file.hash())
                            // Ignore missing files, which were deleted after they were listed.
                            .filter(found -> found.kind() != FileCheck.Fault.Kind.MISSING);
                    fault.ifPresent(found -> out.printMessage(found.message()));
                    faults += fault.isPresent() ? 1 : 0;
                    files++;
                    bytes += file.size();
                    out.draw(
                            progress(bytes, all, start) + files + " files checked, " + faults + " of them damaged",
                            false);
                }
            }
            out.draw(ProgressLine.bar(1) + ", " + files + " files checked, " + faults + " of them damaged", true);
            return faults == 0 ? 0 : 1;
        }
    }

    /** Checks the files that a backup refers to. Missing files count as faults. */
    private int check(String name, String backup) throws IOException {
        try (FileStore store = FileStores.open(config, name);
                InputStream file = Files.newInputStream(Path.of(backup))) {
            out.println("Checking the files of the backup " + backup + " in " + store + ".");
            // If the file store is unavailable, fail early instead of reporting every file as unreadable.
            store.list(null, 1);
            FileCheck check = new FileCheck(store);
            AtomicLong files = new AtomicLong();
            AtomicLong faults = new AtomicLong();
            BackupFileReferences.read(new BackupReader(file), hash -> {
                check.check(new Sha256(hash)).ifPresent(fault -> {
                    out.printMessage(fault.message());
                    faults.incrementAndGet();
                });
                files.incrementAndGet();
                out.draw(files + " files checked, " + faults + " of them damaged or missing", false);
            });
            out.draw(files + " files checked, " + faults + " of them damaged or missing", true);
            return faults.get() == 0 ? 0 : 1;
        }
    }

    private static List<StoredFile> after(FileStore store, List<StoredFile> page) throws IOException {
        return store.list(page.get(page.size() - 1).hash(), PAGE);
    }

    /**
     * Returns a progress bar with the share of processed bytes and the estimated remaining time. The estimate is based
     * on the average speed so far.
     */
    private static String progress(long bytes, long all, long start) {
        double share = all == 0 ? 1 : (double) bytes / all;
        double seconds = (System.nanoTime() - start) / 1e9;
        String left = bytes == 0 || bytes >= all
                ? ""
                : ProgressLine.time(Math.round(seconds / bytes * (all - bytes))) + " left, ";
        return ProgressLine.bar(share) + ", " + left + (bytes >> 20) + " MB, ";
    }
}
