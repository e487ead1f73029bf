package org.offprint.platform.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** HTTP exchange over a plain socket, for requests that HTTP clients cannot send. */
public final class RawHttp implements AutoCloseable {

    private final Socket socket;

    RawHttp(int port) throws IOException {
        this("127.0.0.1", port);
    }

    private RawHttp(String clientAddress, int port) throws IOException {
        socket = new Socket("127.0.0.1", port, InetAddress.getByName(clientAddress), 0);
        socket.setSoTimeout(15_000);
    }

    /** Sends a request from another address of the loopback network, such as 127.0.0.2. */
    public static RawHttp.Answer sendFrom(String clientAddress, int port, String request) throws IOException {
        try (RawHttp http = new RawHttp(clientAddress, port)) {
            http.write(request.getBytes(StandardCharsets.ISO_8859_1));
            return http.read();
        }
    }

    /** Sends a GET request and reads the response until the server closes the connection. */
    public static RawHttp.Answer get(int port, String target) throws IOException {
        return send(port, "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    public static RawHttp.Answer send(int port, String request) throws IOException {
        try (RawHttp http = new RawHttp(port)) {
            http.write(request.getBytes(StandardCharsets.ISO_8859_1));
            return http.read();
        }
    }

    public void write(byte[] bytes) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(bytes);
        out.flush();
    }

    /** Reads the response until the server closes the connection. Fails after 15 s. */
    public Answer read() throws IOException {
        InputStream in = socket.getInputStream();
        String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        int end = all.indexOf("\r\n\r\n");
        return new Answer(all.substring(0, end), all.substring(end + 4));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    public record Answer(String head, String body) {

        public int status() {
            return Integer.parseInt(head.split(" ")[1]);
        }

        public String header(String name) {
            return Arrays.stream(head.split("\r\n"))
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse(null);
        }
    }
}
