package org.offprint.nodes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Load balancer that sends successive requests to alternating nodes. All bytes are forwarded unchanged in both
 * directions, except for an added {@code Connection: close} header in requests. Each request therefore uses a new
 * connection.
 */
final class RoundRobin implements AutoCloseable {

    private static final int LONGEST_HEAD = 1 << 18;
    private static final int BUFFER = 1 << 16;
    private static final int BACKLOG = 1_000;
    /** Timeout in milliseconds, after which an incomplete request head is forwarded. */
    private static final int TIMEOUT_MILLIS = 1_000;

    private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final int[] ports;
    private final AtomicIntegerArray counts;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "round-robin");
        thread.setDaemon(true);
        return thread;
    });

    private int next;

    RoundRobin(int... ports) {
        this.ports = ports.clone();
        counts = new AtomicIntegerArray(ports.length);
        try {
            listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** Returns the number of requests sent to a node. */
    int count(int node) {
        return counts.get(node);
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                // The port was closed, or a client disconnected immediately.
            }
        }
    }

    private synchronized int take() {
        int node = next++ % ports.length;
        counts.incrementAndGet(node);
        return ports[node];
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            client.setSendBufferSize(BUFFER);
            byte[] head = head(client);
            if (head.length == 0) {
                return;
            }
            try (Socket node = new Socket()) {
                node.setTcpNoDelay(true);
                // With a small buffer, the node detects a client that does not read.
                node.setReceiveBufferSize(BUFFER);
                node.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), take()));
                node.getOutputStream().write(closing(head));
                threads.execute(() -> passOn(client, node));
                passOn(node, client);
            }
        } catch (IOException e) {
            // The client or the node has disconnected.
        }
    }

    private static byte[] head(Socket client) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        InputStream in = client.getInputStream();
        byte[] buffer = new byte[BUFFER];
        client.setSoTimeout(TIMEOUT_MILLIS);
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                head.write(buffer, 0, read);
                if (head.size() > LONGEST_HEAD || indexOf(head.toByteArray(), END) >= 0) {
                    break;
                }
            }
        } catch (SocketTimeoutException e) {
            // The client sends slowly, which is a case that the node must handle.
        }
        client.setSoTimeout(0);
        return head.toByteArray();
    }

    /** Adds {@code Connection: close} to the request unless it has a Connection header. */
    private static byte[] closing(byte[] request) {
        int end = indexOf(request, END);
        if (end < 0) {
            return request;
        }
        String head = new String(request, 0, end + 2, StandardCharsets.ISO_8859_1);
        int stated = head.toLowerCase(Locale.ROOT).indexOf("\r\nconnection:");
        int line = head.indexOf("\r\n") + 2;
        if (stated >= 0) {
            int stop = head.indexOf("\r\n", stated + 2);
            if (!head.substring(stated, stop).toLowerCase(Locale.ROOT).endsWith("keep-alive")) {
                return request;
            }
            head = head.substring(0, stated) + head.substring(stop);
        }
        byte[] changed = (head.substring(0, line) + "Connection: close\r\n" + head.substring(line))
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = Arrays.copyOf(changed, changed.length + request.length - end - 2);
        System.arraycopy(request, end + 2, all, changed.length, request.length - end - 2);
        return all;
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i <= bytes.length - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
        return -1;
    }

    /** Forwards bytes until one side closes its connection. An error on either side closes both connections. */
    private static void passOn(Socket from, Socket to) {
        try {
            byte[] buffer = new byte[BUFFER];
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
            to.shutdownOutput();
        } catch (IOException e) {
            close(from);
            close(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // The socket is closed.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdown();
    }
}
