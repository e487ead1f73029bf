package org.offprint.services.registration.targets.pubmed;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.HostKey;
import com.jcraft.jsch.HostKeyRepository;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.JSchHostKeyException;
import com.jcraft.jsch.JSchSessionDisconnectException;
import com.jcraft.jsch.KeyPair;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SocketFactory;
import com.jcraft.jsch.UserInfo;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.commons.codec.digest.DigestUtils;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.http.PublicAddresses;
import org.offprint.services.registration.targets.AccountSettings;
import org.offprint.services.registration.targets.pubmed.SftpFailure.Kind;

/**
 * Opens sessions with SFTP servers. Connects only to public addresses, unless any host is allowed. Requires a pinned
 * host key, tries the password only once, and limits the duration of the session. Sessions are never logged.
 */
@Singleton
class SftpConnections {

    private static final int PORT = 22;

    /** Accepted host key algorithms. Host certificates are not accepted, because accounts pin host keys. */
    private static final String HOST_KEYS =
            "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521," + "rsa-sha2-512,rsa-sha2-256";

    private static final String PRIVATE_KEY = "-----BEGIN ";

    /** SSH disconnect reason (RFC 4253, section 11.1): no more authentication methods available. */
    private static final int NO_MORE_AUTH_METHODS = 14;

    private final boolean anyHost;
    private final Duration connectTimeout;
    private final Duration requestTimeout;

    SftpConnections(
            @ConfigProperty(name = "offprint.registration.allow-any-host") boolean anyHost,
            @ConfigProperty(name = "offprint.registration.connect-timeout") Duration connectTimeout,
            @ConfigProperty(name = "offprint.registration.request-timeout") Duration requestTimeout) {
        this.anyHost = anyHost;
        this.connectTimeout = connectTimeout;
        this.requestTimeout = requestTimeout;
    }

    /** Returns whether a secret is a private key rather than a password. */
    static boolean isKey(String secret) {
        return secret.stripLeading().startsWith(PRIVATE_KEY);
    }

    /** Returns whether a private key is readable and has no passphrase. */
    static boolean isUsableKey(String secret) {
        KeyPair pair = null;
        try {
            pair = KeyPair.load(new JSch(), bytesOf(secret), null);
            return !pair.isEncrypted();
        } catch (JSchException | RuntimeException e) {
            return false;
        } finally {
            if (pair != null) {
                pair.dispose();
            }
        }
    }

    private static byte[] bytesOf(String key) {
        return (key.strip() + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Signs in to an SFTP server and changes to a folder.
     *
     * @param address URL of the server; only its host and port are used
     * @param folder folder to change to; null for the initial folder of the login
     * @param secret password, or private key without a passphrase
     */
    SftpFolder open(URI address, AccountSettings settings, String folder, String secret) throws SftpFailure {
        PinnedHostKeys keys = new PinnedHostKeys(settings.hostKeys());
        OneSocket socket = new OneSocket();
        CompletableFuture<Void> end =
                new CompletableFuture<Void>().orTimeout(requestTimeout.toMillis(), TimeUnit.MILLISECONDS);
        // Limit the duration of the whole session, because a read timeout never expires if the server occasionally
        // sends a byte.
        end.whenComplete((done, late) -> {
            if (late != null) {
                socket.close();
            }
        });
        boolean isOpen = false;
        try {
            Session session = session(address, settings, secret, keys, socket);
            ChannelSftp channel = (ChannelSftp) session.openChannel("sftp");
            channel.connect(millis(connectTimeout));
            SftpFolder opened = new SftpFolder(session, channel, () -> end.complete(null));
            opened.enter(folder);
            isOpen = true;
            return opened;
        } catch (JSchException | RuntimeException e) {
            throw failure(e, keys, socket);
        } finally {
            if (!isOpen) {
                end.complete(null);
                socket.close();
            }
        }
    }

    private Session session(URI address, AccountSettings settings, String secret, PinnedHostKeys keys, OneSocket socket)
            throws JSchException {
        JSch client = new JSch();
        client.setHostKeyRepository(keys);
        boolean isKey = isKey(secret);
        if (isKey) {
            client.addIdentity("account", bytesOf(secret), null, null);
        }
        Session session = client.getSession(
                settings.login(), address.getHost(), address.getPort() < 0 ? PORT : address.getPort());
        if (!isKey) {
            session.setPassword(secret);
        }
        session.setConfig("StrictHostKeyChecking", "yes");
        session.setConfig("server_host_key", HOST_KEYS);
        // Use only one authentication method, so that a wrong password is not tried twice.
        session.setConfig("PreferredAuthentications", isKey ? "publickey" : "password");
        session.setSocketFactory(socket);
        session.setDaemonThread(true);
        session.setTimeout(millis(requestTimeout));
        session.connect(millis(connectTimeout));
        return session;
    }

    private static int millis(Duration timeout) {
        return (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE);
    }

    private static SftpFailure failure(Exception e, PinnedHostKeys keys, OneSocket socket) {
        if (socket.refusal != null) {
            return new SftpFailure(Kind.NOT_REACHED, socket.refusal);
        }
        if (e instanceof JSchHostKeyException) {
            return new SftpFailure(
                    Kind.HOST_KEY,
                    "The server presented the host key " + keys.shown() + ", which is not in the account's hostKeys.");
        }
        if (isLoginFailure(e)) {
            return new SftpFailure(Kind.CREDENTIALS, "The server rejected the login.");
        }
        // Use only the class name of the exception, because its message may repeat data that was sent.
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return new SftpFailure(
                Kind.NOT_REACHED,
                "The session could not be opened (" + cause.getClass().getSimpleName() + ").");
    }

    /**
     * Returns whether the SFTP server rejected the login. The library has no exception type for a rejected login, but
     * uses the messages "Auth fail" and "Auth cancel".
     */
    private static boolean isLoginFailure(Exception e) {
        return e instanceof JSchSessionDisconnectException end && end.getReasonCode() == NO_MORE_AUTH_METHODS
                || e instanceof JSchException && String.valueOf(e.getMessage()).startsWith("Auth ");
    }

    /**
     * Creates the only socket of an SFTP session, connected to an address that was checked. The host name is not
     * resolved a second time.
     */
    private final class OneSocket implements SocketFactory {

        private volatile Socket socket;
        private volatile String refusal;
        private volatile boolean isClosed;

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            Socket made = new Socket();
            socket = made;
            if (isClosed) {
                made.close();
            }
            made.connect(new InetSocketAddress(addresses(host).get(0), port), millis(connectTimeout));
            return made;
        }

        private List<InetAddress> addresses(String host) throws UnknownHostException {
            if (anyHost) {
                return List.of(InetAddress.getByName(host));
            }
            try {
                return PublicAddresses.of(host);
            } catch (UnknownHostException e) {
                refusal = e.getMessage();
                throw e;
            }
        }

        @Override
        public InputStream getInputStream(Socket of) throws IOException {
            return of.getInputStream();
        }

        @Override
        public OutputStream getOutputStream(Socket of) throws IOException {
            return of.getOutputStream();
        }

        void close() {
            isClosed = true;
            Socket made = socket;
            if (made != null) {
                try {
                    made.close();
                } catch (IOException e) {
                    // Ignore the error, because the connection is discarded anyway.
                }
            }
        }
    }

    /**
     * Fingerprints of the host keys that an account allows. All other host keys are rejected, and none are ever added.
     */
    private static final class PinnedHostKeys implements HostKeyRepository {

        private final List<String> fingerprints;
        private volatile String shown;

        PinnedHostKeys(List<String> fingerprints) {
            this.fingerprints = fingerprints;
        }

        /** Returns the fingerprint of the host key that the server presented; null if there was none. */
        String shown() {
            return shown;
        }

        /** Returns the fingerprint of a host key in OpenSSH format: {@code SHA256:} and Base64 without padding. */
        static String fingerprint(byte[] key) {
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(DigestUtils.sha256(key));
        }

        @Override
        public int check(String host, byte[] key) {
            shown = fingerprint(key);
            return fingerprints.contains(shown) ? OK : NOT_INCLUDED;
        }

        @Override
        public void add(HostKey key, UserInfo asking) {
            // Host keys can only be added by administrators, in the account settings.
        }

        @Override
        public void remove(String host, String type) {
            // This repository does not store host keys.
        }

        @Override
        public void remove(String host, String type, byte[] key) {
            // This repository does not store host keys.
        }

        @Override
        public String getKnownHostsRepositoryID() {
            return "account";
        }

        @Override
        public HostKey[] getHostKey() {
            return new HostKey[0];
        }

        @Override
        public HostKey[] getHostKey(String host, String type) {
            return new HostKey[0];
        }
    }
}
