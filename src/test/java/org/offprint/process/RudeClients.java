package org.offprint.process;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that send many requests and read little or nothing of the responses. All connections stay open until they are
 * closed together.
 */
public final class RudeClients implements AutoCloseable {

    /**
     * Maximum time in milliseconds to send the requests of all clients. After this time, the service has stopped
     * reading the requests.
     */
    private static final long SENDING_MILLIS = 3_000;

    private static final int HEADERS_FRAME = 1;
    private static final int RESET_FRAME = 3;
    private static final int SETTINGS_FRAME = 4;
    private static final int INITIAL_WINDOW = 4;
    private static final int END_OF_STREAM_AND_HEADERS = 5;

    private final URI service;
    private final boolean isApart;
    private final List<Socket> sockets = new ArrayList<>();
    private final AtomicInteger resets = new AtomicInteger();

    /** Creates one client, which uses the same address for all pipelines and streams. Does not open connections yet. */
    public RudeClients(URI service) {
        this(service, false);
    }

    private RudeClients(URI service, boolean isApart) {
        this.service = service;
        this.isApart = isApart;
    }

    /** Returns clients that use a different address for each connection. */
    static RudeClients apart(URI service) {
        return new RudeClients(service, true);
    }

    /** Sends pipelined GET requests on each connection and reads no response. */
    public void pipeline(int connections, int requests, String path) throws IOException {
        byte[] all = (get(path) + "\r\n").repeat(requests).getBytes(StandardCharsets.US_ASCII);
        sendOnEach(connections, all);
    }

    /**
     * Opens HTTP/2 streams on each connection, with one GET request each. The flow-control window is zero, so the
     * service can send no data. The settings of the service are not acknowledged.
     */
    public void streams(int connections, int streams, String path) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        frame(all, SETTINGS_FRAME, 0, 0, new byte[] {0, INITIAL_WINDOW, 0, 0, 0, 0});
        all.writeBytes(requests(0, streams, path));
        int first = sockets.size();
        sendOnEach(connections, all.toByteArray());
        for (Socket socket : sockets.subList(first, sockets.size())) {
            start(() -> countResets(socket.getInputStream()));
        }
    }

    /** Opens additional HTTP/2 streams on all connections, which must have {@code existing} streams each. */
    void addStreams(int existing, int streams, String path) throws IOException {
        for (Socket socket : sockets) {
            socket.getOutputStream().write(requests(existing, streams, path));
        }
    }

    private byte[] requests(int first, int streams, String path) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        // In the static table of HPACK, entry 2 is the method GET, and entry 6 is the scheme http. Entries 4 and 1 are
        // the names of the path and the authority, whose values follow as literals.
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        headers.write(0x82);
        headers.write(0x86);
        literal(headers, 4, path);
        literal(headers, 1, service.getAuthority());
        for (int i = first; i < first + streams; i++) {
            frame(all, HEADERS_FRAME, END_OF_STREAM_AND_HEADERS, 2 * i + 1, headers.toByteArray());
        }
        return all.toByteArray();
    }

    /** Requests a large response for each client, each from a different address, and reads only the first 100 bytes. */
    public void readSlowly(int clients, int firstAddress, String path) throws IOException {
        for (int i = 0; i < clients; i++) {
            Socket socket = connect("127.0.0." + (firstAddress + i));
            socket.getOutputStream().write((get(path) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            start(() -> socket.getInputStream().readNBytes(100));
        }
    }

    /** Returns the number of streams that the service has reset. */
    public int resets() {
        return resets.get();
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }

    private static Thread start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                // The service has closed the connection.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void sendOnEach(int connections, byte[] requests) throws IOException {
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Socket socket = connect(isApart ? "127.0.2." + (1 + i) : "127.0.0.1");
            senders.add(start(() -> socket.getOutputStream().write(requests)));
        }
        long end = System.nanoTime() + SENDING_MILLIS * 1_000_000;
        try {
            for (Thread sender : senders) {
                sender.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(2_048);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()));
        return socket;
    }

    private String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\n";
    }

    private static void literal(ByteArrayOutputStream headers, int name, String value) {
        headers.write(name);
        headers.write(value.length());
        headers.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    private static void frame(ByteArrayOutputStream out, int type, int flags, int stream, byte[] payload) {
        for (int value : new int[] {payload.length >> 16, payload.length >> 8, payload.length, type, flags}) {
            out.write(value);
        }
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(stream >> shift);
        }
        out.writeBytes(payload);
    }

    private void countResets(InputStream stream) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        while (true) {
            int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
            resets.addAndGet(in.readUnsignedByte() == RESET_FRAME ? 1 : 0);
            in.skipNBytes(length + 5L);
        }
    }
}
