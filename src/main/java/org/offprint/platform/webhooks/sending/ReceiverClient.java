package org.offprint.platform.webhooks.sending;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.offprint.platform.http.PublicAddresses;

/**
 * Sends requests to webhook receivers and WebSub hubs. An HTTP client of the JDK would resolve the host name again after
 * its address was checked, and might use a different address. Therefore, this client resolves the host name, checks the
 * addresses and connects a socket to one of them. The host name is used only for TLS and the Host header. Redirects and
 * proxies are not used. The connection is closed after the timeout, even if data is still being transferred.
 */
@ApplicationScoped
public class ReceiverClient {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(5);
    private static final int MOST_ADDRESSES = 3;
    private static final String CONTENT_TYPE = "Content-Type";

    private final boolean allowPrivate;
    private final Duration longest;
    private final SSLSocketFactory tls;

    /** Scheduler that closes connections to webhook receivers after the timeout. */
    private final ScheduledExecutorService ends = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "offprint-webhook-ends");
        thread.setDaemon(true);
        return thread;
    });

    @Inject
    ReceiverClient(@ConfigProperty(name = "offprint.webhooks.near-receivers") boolean nearToo) {
        this(nearToo, LONGEST, null);
    }

    /**
     * Creates the client for webhook receivers.
     *
     * @param nearToo whether to allow private addresses and URLs without TLS
     * @param longest timeout of a request
     * @param tls factory for TLS sockets; null for the default factory of the JDK, which is created on first use
     */
    ReceiverClient(boolean nearToo, Duration longest, SSLSocketFactory tls) {
        this.allowPrivate = nearToo;
        this.longest = longest;
        this.tls = tls;
    }

    void stop(@Observes ShutdownEvent event) {
        ends.shutdown();
    }

    /** Returns whether webhook receivers may have private addresses and URLs without TLS. */
    public boolean allowsPrivateReceivers() {
        return allowPrivate;
    }

    /**
     * Posts a body to a URL and reads the response. The call blocks for at most 20 s, plus the time of slow DNS
     * lookups.
     *
     * @param headers request headers in addition to the standard headers. The content type is JSON unless the headers
     *     contain a {@code Content-Type}
     */
    public ReceiverResponse post(String url, Map<String, String> headers, byte[] body) {
        Optional<ReceiverAddress> address = ReceiverAddress.of(url);
        String fault = ReceiverAddress.problem(url, allowPrivate);
        if (address.isEmpty() || fault != null) {
            return ReceiverResponse.none(fault);
        }
        List<InetAddress> allowed;
        try {
            allowed = allowed(address.get());
        } catch (UnknownHostException e) {
            return ReceiverResponse.none("The host name cannot be resolved.");
        }
        return allowed.isEmpty()
                ? ReceiverResponse.none("The host name has no public IP address.")
                : post(address.get(), allowed, headers, body);
    }

    private List<InetAddress> allowed(ReceiverAddress address) throws UnknownHostException {
        return Stream.of(InetAddress.getAllByName(address.host()))
                .filter(each -> allowPrivate || PublicAddresses.include(each))
                .limit(MOST_ADDRESSES)
                .toList();
    }

    private ReceiverResponse post(
            ReceiverAddress address, List<InetAddress> allowed, Map<String, String> headers, byte[] body) {
        long until = System.nanoTime() + longest.toNanos();
        AtomicBoolean isOver = new AtomicBoolean();
        Future<?> end = null;
        try (Socket socket = connect(address, allowed)) {
            end = ends.schedule(
                    () -> {
                        isOver.set(true);
                        close(socket);
                    },
                    until - System.nanoTime(),
                    TimeUnit.NANOSECONDS);
            Socket secured = address.isSecure() ? secured(socket, address) : socket;
            write(secured.getOutputStream(), address, headers, body);
            return new ReceiverResponseReader(new BufferedInputStream(secured.getInputStream())).read();
        } catch (SSLException e) {
            return ReceiverResponse.none(isOver.get() ? tooSlow() : "The TLS connection failed: " + message(e));
        } catch (IOException e) {
            return ReceiverResponse.none(isOver.get() ? tooSlow() : "No complete response was received: " + message(e));
        } finally {
            if (end != null) {
                end.cancel(false);
            }
        }
    }

    private Socket connect(ReceiverAddress address, List<InetAddress> allowed) throws IOException {
        IOException failure = null;
        for (InetAddress each : allowed) {
            // The socket bypasses any system proxy, which would resolve the host name itself.
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                long millis = Math.min(longest.toMillis() / allowed.size(), LONGEST_CONNECT.toMillis());
                socket.connect(new InetSocketAddress(each, address.port()), (int) millis);
                // The socket timeout is a longer fallback for the scheduled timeout, which may be late if this process
                // was paused.
                socket.setSoTimeout((int) (2 * longest.toMillis()));
                socket.setTcpNoDelay(true);
                return socket;
            } catch (IOException e) {
                close(socket);
                failure = e;
            }
        }
        throw failure;
    }

    private Socket secured(Socket socket, ReceiverAddress address) throws IOException {
        SSLSocketFactory factory = tls == null ? (SSLSocketFactory) SSLSocketFactory.getDefault() : tls;
        SSLSocket secured = (SSLSocket) factory.createSocket(socket, address.host(), address.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (!address.isLiteral()) {
            parameters.setServerNames(List.of(new SNIHostName(address.host())));
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private static void write(OutputStream out, ReceiverAddress address, Map<String, String> headers, byte[] body)
            throws IOException {
        StringBuilder head = new StringBuilder("POST ")
                .append(address.target())
                .append(" HTTP/1.1\r\nHost: ")
                .append(address.hostHeader())
                .append("\r\nUser-Agent: Offprint\r\nAccept: */*\r\nContent-Type: ")
                .append(headers.getOrDefault(CONTENT_TYPE, "application/json"))
                .append("\r\nContent-Length: ")
                .append(body.length)
                .append("\r\nConnection: close\r\n");
        headers.forEach((name, value) -> {
            if (!name.equals(CONTENT_TYPE)) {
                head.append(name).append(": ").append(value).append("\r\n");
            }
        });
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        whole.write(body);
        // The request is written in a single call, so that it is not split into small packets and TLS records.
        whole.writeTo(out);
        out.flush();
    }

    private String tooSlow() {
        return "No complete response was received within " + longest.toSeconds() + " seconds.";
    }

    private static String message(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return message.substring(0, Math.min(message.length(), 200)).replace('\0', ' ');
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // An error on closing the socket is ignored, because the socket is no longer used.
        }
    }
}
