package org.offprint.services.registration.targets.pubmed;

import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.KeyPair;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** Fake PubMed server with an SFTP folder. Processed files are moved to an archive folder. */
public final class FakePubMed implements AutoCloseable {

    public static final String LOGIN = "roadpress";
    public static final String PASSWORD = "fence-91-harbour";

    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path root;
    private final CountDownLatch isClosing = new CountDownLatch(1);
    private final AtomicInteger logins = new AtomicInteger();
    private final List<String> renamed = Collections.synchronizedList(new ArrayList<>());
    private volatile Fault fault = Fault.NONE;
    private volatile PublicKey known;

    /** Fault that the fake PubMed server simulates. */
    public enum Fault {
        NONE,
        /** The connection breaks while a file is written. */
        CUTS_WRITING,
        /** The connection breaks after a file is renamed, before the rename is acknowledged. */
        CUTS_AFTER_RENAMING,
        /** The disk of the server is full. */
        FULL,
        /** The server stops responding when a client starts to write a file. */
        NEVER_ANSWERS
    }

    public FakePubMed() {
        try {
            root = Files.createTempDirectory("pubmed");
            Files.createDirectory(root.resolve("ftptest"));
            SimpleGeneratorHostKeyProvider key = new SimpleGeneratorHostKeyProvider();
            key.setAlgorithm("EC");
            key.setKeySize(256);
            server.setHost("127.0.0.1");
            server.setKeyPairProvider(key);
            server.setPasswordAuthenticator((user, password, session) -> {
                logins.incrementAndGet();
                return user.equals(LOGIN) && password.equals(PASSWORD);
            });
            server.setPublickeyAuthenticator(
                    (user, offered, session) -> known != null && KeyUtils.compareKeys(known, offered));
            server.setFileSystemFactory(new VirtualFileSystemFactory(root));
            SftpSubsystemFactory sftp = new SftpSubsystemFactory();
            sftp.addSftpEventListener(new Faults());
            server.setSubsystemFactories(List.of(sftp));
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Faults implements SftpEventListener {

        @Override
        public void writing(
                ServerSession session, String handle, FileHandle file, long offset, byte[] data, int begin, int length)
                throws IOException {
            switch (fault) {
                case CUTS_WRITING -> {
                    fault = Fault.NONE;
                    session.close(true);
                    throw new IOException("cut");
                }
                case FULL -> throw new FileSystemException("x", null, "No space left on device");
                case NEVER_ANSWERS -> {
                    try {
                        isClosing.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
                default -> {}
            }
        }

        @Override
        public void moved(ServerSession session, Path from, Path to, Collection<CopyOption> options, Throwable thrown) {
            if (thrown == null) {
                renamed.add(from.getFileName() + " -> " + to.getFileName());
            }
            if (fault == Fault.CUTS_AFTER_RENAMING) {
                fault = Fault.NONE;
                session.close(true);
            }
        }
    }

    /** Simulates this fault for all subsequent requests. */
    public void fail(Fault next) {
        fault = next;
    }

    /**
     * Authorizes a new key pair and returns the private key in OpenSSH format. If the passphrase is null, the private
     * key is not encrypted.
     */
    public String newKey(String passphrase) {
        try {
            KeyPair pair = KeyPair.genKeyPair(new JSch(), KeyPair.ECDSA, 256);
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            pair.writeOpenSSHv1PrivateKey(
                    written, passphrase == null ? null : passphrase.getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream open = new ByteArrayOutputStream();
            pair.writePublicKey(open, "test");
            known = AuthorizedKeyEntry.parseAuthorizedKeyEntry(
                            open.toString(StandardCharsets.UTF_8).strip())
                    .resolvePublicKey(null, null);
            return written.toString(StandardCharsets.UTF_8);
        } catch (JSchException | IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public String url() {
        return "http://127.0.0.1:" + server.getPort();
    }

    /** Returns the fingerprint of the server's host key. */
    public String fingerprint() {
        KeyPairProvider keys = server.getKeyPairProvider();
        try {
            return KeyUtils.getFingerPrint(
                    BuiltinDigests.sha256, keys.loadKeys(null).iterator().next().getPublic());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the number of sign-in attempts with a password. */
    public int logins() {
        return logins.get();
    }

    /** Returns the file renames that clients have requested. */
    public List<String> renamed() {
        return List.copyOf(renamed);
    }

    /** Returns the names of all files in a folder, including hidden files. */
    public List<String> names(String folder) {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(FakePubMed::modified))
                    .map(file -> file.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String text(String path) {
        try {
            return Files.readString(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves a file to the archive folder, as PubMed does after it has processed a file. */
    public void archive(String folder, String name) {
        try {
            Path archive = Files.createDirectories(root.resolve(folder).resolve("Archive"));
            Files.move(root.resolve(folder).resolve(name), archive.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes a folder so that no file can be written to it. */
    public void remove(String folder) {
        try {
            Files.delete(root.resolve(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        isClosing.countDown();
        try {
            server.stop(true);
            if (!Files.exists(root)) {
                return;
            }
            try (Stream<Path> files = Files.walk(root)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
